"""What to tell an author whose file does not fit the schema: in plain words, at the right key or value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from ilacs_rules.language.names import fold
from ilacs_rules.policy import structure_values as values
from ilacs_rules.policy.tree import REPEALED, Items, Map, Text, Tree
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import MOST_FINDINGS, Diagnostic
from ilacs_rules.text.nearest import did_you_mean, nearest
from ilacs_rules.text.source import Span

_EMPTY_HINTS = {
    "due": "write when it is due, “after …” if the source gives no date, or “repealed” in an amendment to end it"
}
_EMPTY_HINT = "write its value, leave the key out, or write “repealed” in an amendment to end it"
_SAID_OTHERWISE = {  # what officers call a key; only where the right one belongs is it offered
    "due": ("deadline", "frequency", "how often", "interval", "timescale", "timing", "time limit", "due date", "until"),
    "by": ("who", "responsible", "owner", "actor", "duty holder", "responsibility"),
    "when": ("if", "condition", "applies", "applies to", "applies when", "applies if", "where", "scope", "given"),
    "event": ("what", "action", "activity", "task", "duty", "kind", "type"),
    "source": ("cite", "cites", "reference", "ref", "authority", "basis", "citation", "paragraph"),
    "note": ("comment", "comments", "remark", "remarks", "notes", "description"),
    "exception to": ("exception", "exceptions", "overrides", "instead of"),
    "until": ("to", "end", "ends", "till"),
    "from": ("since", "begins", "start", "starts"),
    "lasts": ("duration", "length", "takes"),
    "phases": ("stages", "steps", "parts", "effort", "resources", "team", "people", "workload"),
    "in force": ("effective", "effective from", "commencement", "valid from", "in force from"),
    "publisher": ("author", "organisation", "organization", "issued by", "publisher name"),
    "definitions": ("terms", "variables", "conditions", "define", "glossary"),
    "requirements": ("rules", "duties", "obligations", "actions"),
    "facts": ("data", "attributes", "inputs", "properties"),
    "is": ("type", "kind", "datatype", "a"),
    "records": ("fields", "record", "columns", "data", "outcomes"),
    "strength": ("level", "modality", "priority", "bindingness"),
}
_REMARKS = {("a requirement", "events"): "(“satisfied by” takes other kinds of event that also count)"}
_PHASE = (
    "write it as one sentence, such as “3 working days by 4 inspectors” or “2 days over up to 3 weeks before it starts”"
)
_UNLESS = "write “and not …” under “when”, or “exception to:” in the rule that stands instead"


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing that does not fit the schema, as the validator sees it."""

    keyword: str  # of JSON Schema: `required`, `type`, …
    expected: Any  # what stands at that keyword
    found: Any
    schema: dict[str, Any]
    is_key: bool  # it is a key that does not fit, not a value


@dataclass(frozen=True, slots=True)
class MisfitPlace:
    """Where in a tree something does not fit."""

    tree: Map
    path: tuple[str | int, ...]
    value: Tree

    @property
    def key(self) -> Text | None:
        """The key the value stands under; that of the list for an item of a list."""
        found, tree = None, self.tree
        value: Tree = tree
        for step in self.path:
            if isinstance(value, Map):
                entry = value.entries[fold(str(step))]
                found, value = entry.key, entry.value
            elif isinstance(value, Items) and isinstance(step, int):
                value = value.items[step]
        return found

    @property
    def words(self) -> str:
        """What to call it: its key in quotes, or “this item” in a list."""
        key = self.key
        return f"“{key.value}”" if key and isinstance(self.path[-1], str) else "this item"

    @property
    def heading(self) -> Span:
        """The key of a group or item; for the whole file, its first key."""
        key = self.key
        if key is not None and isinstance(self.path[-1], str):
            return key.span
        if isinstance(self.value, Map) and self.value.entries:
            return next(iter(self.value.entries.values())).key.span
        return self.value.span


def explain(misfit: Misfit, place: MisfitPlace) -> list[Diagnostic]:
    """The diagnostics for one thing that does not fit."""
    match misfit.keyword:
        case "additionalProperties":
            return [_unknown_key(misfit, place, key) for key in unknown_keys(misfit)]
        case "required":
            return [_missing(misfit, place, f"“{key}”") for key in missing_keys(misfit)]
        case "anyOf" | "oneOf":
            return [_alternatives(misfit, place)]
        case "type" if misfit.found is None:
            return [_empty(place)]
        case "type" | "enum" | "format" | "pattern":
            return [_value(misfit, place)]
        case "minItems":
            hint = "name at least one, or leave the key out"
            return [Diagnostic(Code.EMPTY_VALUE, f"{place.words} is an empty list", place.value.span, hint)]
        case "minProperties":
            hint = "write at least one thing under it, or leave the key out"
            return [Diagnostic(Code.EMPTY_VALUE, f"there is nothing under {place.words}", place.value.span, hint)]
        case _:
            hint = "put each value on a line of its own, after a dash"
            return [Diagnostic(Code.WRONG_SHAPE, "this is not one value", place.value.span, hint)]


def unknown_keys(misfit: Misfit) -> list[str]:
    """The keys that an `additionalProperties` error is about; of very many only as many as are told."""
    unknown = (key for key in misfit.found if key not in misfit.schema["properties"])
    return list(islice(unknown, MOST_FINDINGS + 1))


def _value(misfit: Misfit, place: MisfitPlace) -> Diagnostic:
    title, value = misfit.schema["title"], place.value
    if misfit.is_key:
        assert isinstance(value, Map)
        return values.name(value.entries[fold(misfit.found)].key, listed=False)
    if title == "a phase" and not isinstance(value, Text):
        return Diagnostic(Code.WRONG_SHAPE, f"{place.words} is a phase, which is one text", value.span, _PHASE)
    if not isinstance(value, Text) or misfit.keyword == "type" or misfit.expected == f"^{REPEALED}$":
        found = values.shape(place.words, value, misfit.schema["type"], title)
        listed_otherwise = place.path[:1] == ("scales",) and isinstance(value, Map)
        return replace(found, hint=f"{found.hint}; the best of them comes first") if listed_otherwise else found
    match misfit.keyword:
        case "enum":
            words = [word for word in misfit.expected if isinstance(word, str)]
            return values.word(value, title, words)
        case "format":
            return values.day(value)
        case _ if title == "a whole number":
            return values.number(value)
        case _ if place.path == ("calendar",) and "/" in value.value:
            message = "the code of a country and that of a part of it have a hyphen between them"
            return Diagnostic(Code.BAD_NAME, message, value.inner, f"write “{value.value.replace('/', '-')}”")
        case _:
            return values.name(value, "array" in misfit.schema["type"], isinstance(place.path[-1], int))


def missing_keys(misfit: Misfit) -> list[str]:
    """All keys that a `required` error is about."""
    return [str(key) for key in misfit.expected if key not in misfit.found]


def meant_key(misfit: Misfit, key: str) -> str | None:
    """The key an unknown one was probably meant to be, if that is not there too."""
    known = list(misfit.schema["properties"])
    meant = fold(key) if fold(key) in known else _called_otherwise(fold(key), known) or nearest(key, known)
    return None if meant in misfit.found else meant


# ---------------------------------------------------------------------------------------------- keys


def _unknown_key(misfit: Misfit, place: MisfitPlace, key: str) -> Diagnostic:
    assert isinstance(place.value, Map)
    kind = misfit.schema["title"]
    known = list(misfit.schema["properties"])
    hint = f"write “{fold(key)}”" if fold(key) in known else None
    meant = _called_otherwise(fold(key), known)
    hint = hint or (f"write “{meant}:”" if meant is not None else did_you_mean(key, known))
    entry = place.value.entries[fold(key)]
    if hint is None and isinstance(entry.value, Text) and not entry.value.value.strip():
        hint = f"if “{key}” is one more beside “{place.path[-1]}”, it begins too far right" if place.path else None
    hint = hint or "take it out, or put it where it belongs; is a line missing above it?"
    if kind == "a requirement" and fold(key) in ("unless", "except"):
        hint = _UNLESS
    remark = _REMARKS.get((kind, key))
    if hint and remark:
        hint = f"{hint} {remark}"
    span = place.value.entries[fold(key)].key.span
    return Diagnostic(Code.UNKNOWN_KEY, f"{kind} takes no “{key}”", span, hint)


def _called_otherwise(key: str, known: list[str]) -> str | None:
    """The key that officers call so, where it has its place."""
    return next((ours for ours, theirs in _SAID_OTHERWISE.items() if key in theirs and ours in known), None)


def _missing(misfit: Misfit, place: MisfitPlace, what: str) -> Diagnostic:
    hint = f"write {what.replace('”', ': …”')}"
    if place.path and isinstance(place.path[-1], str):
        hint += f" under “{place.path[-1]}”"
    return Diagnostic(Code.MISSING_KEY, f"{misfit.schema['title']} needs {what}", place.heading, hint)


def _alternatives(misfit: Misfit, place: MisfitPlace) -> Diagnostic:
    keys = [option["required"][0] for option in misfit.expected if "required" in option]
    present = [key for key in keys if key in misfit.found]
    if not present:
        return _missing(misfit, place, " or ".join(f"“{key}”" for key in keys))
    assert isinstance(place.value, Map)
    message = " and ".join(f"“{key}”" for key in present) + " cannot stand together"
    return Diagnostic(Code.WRONG_SHAPE, message, place.value.entries[present[1]].key.span, "keep one of them")


def _empty(place: MisfitPlace) -> Diagnostic:
    key = place.key
    if key is None or isinstance(place.path[-1], int):
        hint = "write its value, or take the dash away"
        span = Span(place.value.span.source, max(0, place.value.span.start - 1), max(1, place.value.span.end))
        return Diagnostic(Code.EMPTY_VALUE, "this item of the list is empty", span, hint)
    after = place.value.span.source.line(place.value.span.line)[place.value.span.column - 1 :].lstrip(" ")
    hint = _EMPTY_HINTS.get(key.value, _EMPTY_HINT)
    if after.startswith("#"):
        hint = "“#” begins a comment; put the value in quotes if it must begin with one"
    elif place.path[:1] == ("events",) and len(place.path) == 2:
        hint = f"write “{key.value}: {{}}” if there is nothing to say of it"
    elif place.path[:1] == ("sources",) and place.path[2:3] == ("paragraphs",) and len(place.path) > 3:
        hint = "write what it says in short, or take the colon away"
    message = f"“{key.value}” is empty; an empty value never means “none”"
    return Diagnostic(Code.EMPTY_VALUE, message, key.span, hint)
