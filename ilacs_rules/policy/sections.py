"""What one item of each section of a policy file says. None where it cannot be read; that has been reported."""

from __future__ import annotations

from datetime import date

from ilacs_rules.language.fixed_words import Among, Bound, PauseEffect
from ilacs_rules.language.names import YES_OR_NO
from ilacs_rules.language.nodes import Expr
from ilacs_rules.language.parser import parse_expression
from ilacs_rules.policy.cited import SourceParagraph, SourceText
from ilacs_rules.policy.item import ItemKeys
from ilacs_rules.policy.model import (
    DefinitionText,
    EventText,
    FieldText,
    GuaranteeText,
    PauseText,
    PriorityText,
    StretchesText,
    TableText,
    TransitionText,
    ValueSetText,
    ValueText,
)
from ilacs_rules.policy.table_text import read_table
from ilacs_rules.policy.tree import REPEALED, Entry, Items, Map, Text, Tree
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.source import Span

_BOUNDS = {"exactly one of": Bound.EXACTLY, "at most one of": Bound.AT_MOST, "at least one of": Bound.AT_LEAST}


def body_of(value: Tree, short_form: str | None) -> Map | None:
    """The keys of an item; a text stands for a group with the key `short_form`."""
    if isinstance(value, Map):
        return value
    if short_form is None or not isinstance(value, Text) or not value.readable:
        return None
    return Map({short_form: Entry(Text(short_form, value.span, value.inner), value)}, value.span)


def read_source_text(item: ItemKeys) -> SourceText | None:
    """A document that rules are taken from."""
    return SourceText(
        name=item.name,
        title=item.words("title") or "",
        kind=item.words("kind"),
        published=item.day("published"),
        address=item.words("address"),
        paragraphs=_paragraphs(item),
        note=item.words("note"),
        licence=item.words("licence"),
    )


def _paragraphs(item: ItemKeys) -> tuple[SourceParagraph, ...]:
    """The places of a source in order. One that cannot be read is left out, and the list is on `lost` for it."""
    entry = item.body.entries.get("paragraphs")
    listed = entry.value.items if entry and isinstance(entry.value, Items) else ()
    found = tuple(paragraph for each in listed if (paragraph := _paragraph(each)) is not None)
    if entry and (len(found) < len(listed) or not found):
        item.lost.add("paragraphs")
    return found


def _paragraph(item: Tree) -> SourceParagraph | None:
    match item:
        case Text(readable=True):
            return SourceParagraph(item)
        case Map(entries=entries) if len(entries) == 1:
            entry = next(iter(entries.values()))
            gist = entry.value
            if isinstance(gist, Map):
                keys = ItemKeys(entry.key, gist, [])
                return SourceParagraph(entry.key, keys.words("gist"), keys.words("text"))
            return SourceParagraph(entry.key, gist.value) if isinstance(gist, Text) and gist.readable else None
        case _:
            return None


def read_value_set(name: Text, value: Tree, ordered: bool) -> ValueSetText | None:
    """A scale or choices; None if one of its values cannot be read."""
    items = value.items if isinstance(value, Items) else ()
    values = [_value(item) for item in items]
    found = tuple(each for each in values if each is not None)
    return ValueSetText(name, ordered, found) if found and len(found) == len(values) else None


def _value(item: Tree) -> ValueText | None:
    match item:
        case Text(readable=True):
            return ValueText(item)
        case Map(entries=entries) if entries:
            entry = next(iter(entries.values()))
            if not isinstance(entry.value, Map):
                return None
            keys = ItemKeys(entry.key, entry.value, [])
            return ValueText(entry.key, keys.words("label"), keys.texts("also"), keys.words("means"))
        case _:
            return None


def read_field(item: ItemKeys) -> FieldText | None:
    """A fact, or something an event records."""
    type_ = item.text("is")
    if type_ is None:
        return None
    return FieldText(
        name=item.name,
        type=type_,
        default=item.text("default"),
        label=item.words("label"),
        repealed=REPEALED in item.body.entries,
        not_before=item.text("not before"),
        means=item.words("means"),
        said_as=item.words("said as"),
        said_if_not=item.words("said if not"),
    )


def read_event(item: ItemKeys) -> EventText | None:
    """A kind of event. What it records and cannot be read is left out, and the event is on `lost` for it."""
    records = {}
    entry = item.body.entries.get("records")
    fields = entry.value.entries if entry and isinstance(entry.value, Map) else {}
    if entry and not isinstance(entry.value, Map):
        item.lost.add("records")
    for name, each in fields.items():
        body = body_of(each.value, short_form="is")
        keys = ItemKeys(each.key, body, item.diagnostics) if body else None
        found = read_field(keys) if keys else None
        if found is None or (keys and keys.lost):
            item.lost.add("records")
        if found is not None:
            records[name] = found
    return EventText(
        name=item.name,
        is_a=item.texts("is"),
        label=item.words("label"),
        records=records,
        repealed=REPEALED in item.body.entries,
        assumes=item.words("assumes"),
        note=item.words("note"),
        several_at_once=YES_OR_NO.get(item.words("several at once") or "", False),
        means=item.words("means"),
        verb=item.words("verb"),
    )


def read_definition(item: ItemKeys) -> DefinitionText | None:
    """A named value: a sentence or a decision table."""
    body: Expr | TableText | None
    body = read_table(item) if "table" in item.body.entries else item.sentence("value", parse_expression)
    if body is None:
        return None
    return DefinitionText(
        name=item.name,
        body=body,
        source=item.citations(),
        assumes=item.words("assumes"),
        note=item.words("note"),
        label=item.words("label"),
        said_as=item.words("said as"),
        said_if_not=item.words("said if not"),
    )


def read_guarantee(item: ItemKeys) -> GuaranteeText | None:
    """How many of some requirements apply, or a condition that holds, for every possible case."""
    given = item.sentence("given", parse_expression)
    always = item.sentence("always", parse_expression)
    if always is not None and not item.lost:
        return GuaranteeText(item.name, Bound.ALL, 0, (), given, always, item.words("note"))
    for key, bound in _BOUNDS.items():
        names = item.texts(key)
        if names and not item.lost:
            return GuaranteeText(item.name, bound, 1, names, given, note=item.words("note"))
    return None


def read_priority(item: ItemKeys) -> PriorityText | None:
    """Who comes first."""
    found = PriorityText(
        name=item.name,
        when=item.sentence("when", parse_expression),
        by=item.sentence("by", parse_expression),
        points=item.count("points"),
        among=item.choice("among", Among.EVERYTHING),
        source=item.citations(),
        assumes=item.words("assumes"),
        note=item.words("note"),
    )
    return None if item.lost else found


def read_pause(item: ItemKeys) -> PauseText | None:
    """A stretch of time in which clocks stop."""
    begins = item.day_as_known("from")
    if begins is None:
        return None
    found = PauseText(
        name=item.name,
        begins=begins,
        until=item.day("until"),
        events=item.texts("events"),
        effect=item.choice("effect", PauseEffect.CLOCK_STOPS),
        source=item.citations(),
        assumes=item.words("assumes"),
        note=item.words("note"),
    )
    return None if item.lost else found


def read_stretches(name: Text, value: Tree) -> tuple[StretchesText | None, list[Diagnostic]]:
    """Stretches of the calendar that go by one name, and what was found; None if one of them cannot be read."""
    told: list[tuple[date, date, Span]] = []
    found: list[Diagnostic] = []
    items = value.items if isinstance(value, Items) else ()
    for each in items:
        if isinstance(each, Map):
            keys = ItemKeys(name, each, found)
            first, last = keys.day("from"), keys.day("until")
            if first is not None and last is not None:
                told.append((first, last, each.span))
    return StretchesText(name, tuple(told)) if told and len(told) == len(items) else None, found


def read_transition(item: ItemKeys) -> TransitionText | None:
    """Which cases an earlier version still decides."""
    keep, day = item.text("keep"), item.day("keep")
    when = item.sentence("when", parse_expression)
    if keep is None or day is None or when is None:
        return None
    return TransitionText(item.name, day, keep.span, when, item.citations(), item.words("assumes"), item.words("note"))
