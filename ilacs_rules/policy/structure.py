"""Whether a policy file has the shape of one: the right keys, each with the right kind of value.

The shape is written down once, in `schemas/policy.schema.json`, which editors use too. What does not fit is reported
and taken out of the tree; the rest is read on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from ilacs_rules.language.names import fold
from ilacs_rules.policy import structure_messages as messages
from ilacs_rules.policy import structure_values as values
from ilacs_rules.policy.fitting import Fits, fitting
from ilacs_rules.policy.tree import REPEALED, Entry, Items, Map, Text, Tree
from ilacs_rules.policy.unread import mentions
from ilacs_rules.text.diagnostics import MOST_FINDINGS, Diagnostic
from ilacs_rules.text.shipped import shipped
from ilacs_rules.text.source import Span

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

Path = tuple[str | int, ...]
Plain = str | dict[str, "Plain"] | list["Plain"] | None

_FOR_EDITORS = ("$schema", "$defs", "description", "if", "else")
_OF_WHAT_IS_MISSING = ("required", "minProperties", "minItems")
_NULLS = ("~", "null", "Null", "NULL")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def check(tree: Map) -> tuple[Map, list[Diagnostic]]:
    """The tree without what does not fit the schema, and what is wrong with that (E109 to E119).

    A value that does not fit becomes a text that is not readable; an unknown key or a broken example goes. Where there
    are more than `MOST_FINDINGS`, only so many are told, and the tree is not to be used.
    """
    plain = plain_of(tree)
    if which_fit()[0](plain):
        return tree, []
    for mended in (_sections_respelt, _lists_as_groups):
        respelt, diagnostics = mended(tree)
        if diagnostics:
            tree, found = check(respelt)
            return tree, diagnostics + found
    unreadable: set[Path] = set()
    dropped: dict[Path, str | None] = {}  # and the key that was meant, which then stands there unread
    meant: set[tuple[Path, str | None]] = set()  # keys that are missing only because they are misspelt
    amending = may_amend(tree)
    errors = islice(_once_each(what_is_wrong()[0].iter_errors(plain)), MOST_FINDINGS + 1)
    for error in sorted(errors, key=lambda found: found.validator == "required"):
        path: Path = tuple(error.absolute_path)
        misfit, value = _misfit(error), _at(tree, path)
        if _reported(value) or (amending and misfit.found == REPEALED):
            continue
        if misfit.found is None and misfit.keyword != "type":
            continue  # nothing stands there, which is told as being of the wrong type, once
        if _perhaps_there(misfit, value):
            continue
        if misfit.keyword == "required":
            known = [key for key in misfit.expected if (path, key) not in meant]
            misfit = replace(misfit, expected=known)
        diagnostics += messages.explain(misfit, messages.MisfitPlace(tree, path, value))
        if misfit.keyword == "additionalProperties":
            for key in messages.unknown_keys(misfit):
                dropped[(*path, key)] = messages.meant_key(misfit, key)
                meant.add((path, dropped[(*path, key)]))
        elif misfit.is_key:
            dropped[(*path, misfit.found)] = values.meant_name(misfit.found)
        elif misfit.keyword != "required":
            unreadable.add(path)
        if path[:1] == ("examples",) and len(path) > 1:
            dropped[path[:2]] = None
    if not unreadable and not dropped:
        return tree, diagnostics
    kept = _kept(tree, (), unreadable, dropped)
    return (kept if isinstance(kept, Map) else tree), diagnostics


def _sections_respelt(tree: Map) -> tuple[Map, list[Diagnostic]]:
    """The tree with the misspelt keys of the whole file put right, so that what stands under them is read; E110."""
    diagnostics: list[Diagnostic] = []
    entries = dict(tree.entries)
    if entries.keys() <= set(keys_of_a_file()):
        return tree, []
    for error in islice(what_is_wrong()[0].iter_errors(plain_of(tree)), MOST_FINDINGS + 1):
        if error.validator != "additionalProperties" or error.absolute_path:
            continue
        misfit = _misfit(error)
        found = messages.explain(misfit, messages.MisfitPlace(tree, (), tree))
        for key, told in zip(messages.unknown_keys(misfit), found, strict=True):
            meant = messages.meant_key(misfit, key)
            if meant is not None and meant not in entries:
                entry = entries.pop(fold(key))
                entries[meant] = Entry(replace(entry.key, value=meant), entry.value)
                diagnostics.append(told)
    return replace(tree, entries=entries), diagnostics


def _lists_as_groups(tree: Map) -> tuple[Map, list[Diagnostic]]:
    """The tree with lists that were meant as groups (`- built: date`) read as such; E112 for each."""
    diagnostics: list[Diagnostic] = []
    groups: dict[Path, Map] = {}
    for error in islice(what_is_wrong()[0].iter_errors(plain_of(tree)), MOST_FINDINGS + 1):
        path: Path = tuple(error.absolute_path)
        value, misfit = _at(tree, path), _misfit(error)
        if misfit.keyword != "type" or not isinstance(value, Items) or "object" not in misfit.expected:
            continue
        group = _as_a_group(value, path)
        of_an_item = (
            misfit.schema.get("additionalProperties") or {}
        )  # whose own keys stand there where names are left out
        if group is None or not group.entries.keys().isdisjoint(of_an_item.get("properties", ())):
            continue
        if path not in groups:
            groups[path] = group
            diagnostics += messages.explain(misfit, messages.MisfitPlace(tree, path, value))
    kept = _with_groups(tree, (), groups)
    return (kept if isinstance(kept, Map) else tree), diagnostics


def _as_a_group(listed: Items, path: Path) -> Map | None:
    """The keys of the items of a list, each once, as one group; None where they are none."""
    entries: dict[str, Entry] = {}
    for item in listed.items:
        if isinstance(item, Text) and path == ("events",):
            found = {fold(item.value): Entry(item, Map({}, item.span))}
        elif isinstance(item, Map) and not item.aside:
            found = dict(item.entries)
        else:
            return None
        if not found.keys().isdisjoint(entries):
            return None
        entries |= found
    return Map(entries, listed.span) if entries else None


def _with_groups(tree: Tree, path: Path, groups: dict[Path, Map]) -> Tree:
    if path in groups:
        return groups[path]
    if not isinstance(tree, Map):
        return tree
    entries = {
        folded: Entry(entry.key, _with_groups(entry.value, (*path, entry.key.value), groups))
        for folded, entry in tree.entries.items()
    }
    return replace(tree, entries=entries)


@cache
def keys_of_a_file() -> tuple[str, ...]:
    """The keys that a whole file may have, in the order in which they are best read."""
    return tuple(_schemas()[0]["properties"])


def check_complete(tree: Map) -> list[Diagnostic]:
    """What a consolidated text still lacks (E111), or says in two ways at once (E112)."""
    plain = plain_of(tree)
    if which_fit()[1](plain):
        return []
    diagnostics: list[Diagnostic] = []
    for error in islice(_once_each(what_is_wrong()[1].iter_errors(plain)), MOST_FINDINGS + 1):
        path: Path = tuple(error.absolute_path)
        misfit, value = _misfit(error), _at(tree, path)
        if not _reported(value) and not _perhaps_there(misfit, value):
            diagnostics += messages.explain(misfit, messages.MisfitPlace(tree, path, value))
    return diagnostics


def may_amend(tree: Map) -> bool:
    """Whether a file amends a version, or may do so in a part that was set aside."""
    return "amends" in tree.entries or mentions(tree.aside, "amends")


def _perhaps_there(misfit: messages.Misfit, value: Tree) -> bool:
    """Whether what is missing may stand in a part that was set aside."""
    return misfit.keyword in _OF_WHAT_IS_MISSING and not isinstance(value, Text) and bool(value.aside)


def _once_each(errors: Iterable[ValidationError]) -> Iterator[ValidationError]:
    """The errors, with one alone for all keys missing at a place: how many there are is the validator's own affair."""
    told: set[tuple[object, ...]] = set()
    for error in errors:
        if error.validator == "required":
            place = (*error.absolute_path, None, *error.absolute_schema_path)
            if place in told:
                continue
            told.add(place)
        yield error


def _misfit(error: ValidationError) -> messages.Misfit:
    schema = error.schema if isinstance(error.schema, dict) else {}
    is_key = "propertyNames" in error.absolute_schema_path
    return messages.Misfit(str(error.validator), error.validator_value, error.instance, schema, is_key)


def _is_empty(text: Text) -> bool:
    """Whether nothing was written: no text at all, or one of YAML's words for nothing."""
    return text.value == "" or (text.value in _NULLS and text.span.text == text.value)


# ---------------------------------------------------------------------------------------------- trees


def plain_of(tree: Tree) -> Plain:
    """What a schema is held against: groups, lists and texts, and None where nothing was written."""
    match tree:
        case Text():
            return None if _is_empty(tree) else tree.value
        case Items(items=items):
            return [plain_of(item) for item in items]
        case Map(entries=entries):
            return {entry.key.value: plain_of(entry.value) for entry in entries.values()}


def _at(tree: Tree, path: Path) -> Tree:
    for step in path:
        if isinstance(tree, Map):
            tree = tree.entries[fold(str(step))].value
        elif isinstance(tree, Items) and isinstance(step, int):
            tree = tree.items[step]
    return tree


def _reported(tree: Tree) -> bool:
    return isinstance(tree, Text) and not tree.readable


def _kept(tree: Tree, path: Path, unreadable: set[Path], dropped: dict[Path, str | None]) -> Tree:
    if path in unreadable:
        return _unread(tree.span)
    match tree:
        case Text():
            return tree
        case Items(items=items):
            steps = ((*path, i) for i in range(len(items)))
            pairs = [(item, step) for item, step in zip(items, steps, strict=True) if step not in dropped]
            return replace(tree, items=tuple(_kept(item, step, unreadable, dropped) for item, step in pairs))
        case Map(entries=entries):
            kept = {}
            for folded, entry in entries.items():
                step = (*path, entry.key.value)
                if step not in dropped:
                    kept[folded] = Entry(entry.key, _kept(entry.value, step, unreadable, dropped))
                elif meant := dropped[step]:
                    kept[meant] = Entry(replace(entry.key, value=meant), _unread(entry.value.span))
            return replace(tree, entries=kept)


def _unread(span: Span) -> Text:
    return Text("", span, span, readable=False)


# ---------------------------------------------------------------------------------------------- the schema


@cache
def _schemas() -> tuple[dict[str, Any], dict[str, Any]]:
    """For one file, and for what a consolidated text must hold. References are resolved once, here: they are slow."""
    schema = json.loads(shipped("schemas/policy.schema.json").read_text(encoding="utf-8"))
    return _resolved(schema, schema["$defs"]), _resolved(schema["$defs"]["complete"], schema["$defs"])


@cache
def which_fit() -> tuple[Fits, Fits]:
    """Whether something fits the one, and the other."""
    one_file, complete = _schemas()
    return fitting(one_file, {"date": _is_day}), fitting(complete, {})


@cache
def what_is_wrong() -> tuple[Draft202012Validator, Draft202012Validator]:
    """What tells why something does not fit the one, and the other."""
    from jsonschema import Draft202012Validator, FormatChecker

    formats = FormatChecker(formats=())
    formats.checks("date")(_is_day)
    one_file, complete = _schemas()
    return Draft202012Validator(one_file, format_checker=formats), Draft202012Validator(complete)


def _resolved(schema: Any, definitions: dict[str, Any]) -> Any:
    if isinstance(schema, list):
        return [_resolved(item, definitions) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _resolved(definitions[schema["$ref"].removeprefix("#/$defs/")], definitions)
    plain = {}
    for key, value in schema.items():
        if key == "properties":
            plain[key] = {name: _resolved(item, definitions) for name, item in value.items()}
        elif key not in _FOR_EDITORS:
            plain[key] = _resolved(value, definitions)
    return plain


def _is_day(value: object) -> bool:
    if not isinstance(value, str):
        return True
    try:
        return _DAY.fullmatch(value) is not None and bool(date.fromisoformat(value))
    except ValueError:
        return False
