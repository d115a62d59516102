"""A requirement as it was written: what its keys say, and how they are read."""

from __future__ import annotations

from collections.abc import Iterator

from ilacs_rules.language.due_nodes import Due
from ilacs_rules.language.durations import NO_TIME
from ilacs_rules.language.fixed_words import CountsFrom, Strength
from ilacs_rules.language.names import YES_OR_NO, fold
from ilacs_rules.language.nodes import Expr, History, Literal
from ilacs_rules.language.parser import parse_due, parse_expression, parse_history, parse_length, parse_phase
from ilacs_rules.language.phase_nodes import PhaseSentence
from ilacs_rules.policy.cited import Citation
from ilacs_rules.policy.item import ItemKeys
from ilacs_rules.policy.tree import Map, Text
from ilacs_rules.text.frozen import frozen


@frozen
class RequirementText:
    """Who must do what, when, for whom."""

    name: Text
    event: Text
    due: Due
    source: tuple[Citation, ...] = ()
    when: Expr | None = None
    by: str | None = None
    strength: Strength = Strength.MUST
    lasts: Expr | None = None
    satisfied_by: tuple[Text, ...] = ()
    counts_from: CountsFrom = CountsFrom.END
    for_each: History | None = None
    one_event_may_serve_several: bool = False
    exception_to: tuple[Text, ...] = ()
    notice: Expr | None = None
    phases: tuple[tuple[Text, PhaseSentence], ...] = ()  # what each is called, and what is said of it
    assumes: str | None = None
    note: str | None = None
    label: str | None = None


def read_requirement(item: ItemKeys) -> RequirementText | None:
    """Who must do what, when. Without its event, its due date or its condition it would say something else: None."""
    event = item.text("event")
    due = item.sentence("due", parse_due)
    when = item.sentence("when", parse_expression)
    for_each = item.sentence("for each", parse_history)
    lasts = item.sentence("lasts", parse_length)
    if event is None or due is None or item.lost.intersection(("when", "for each")):
        return None
    return RequirementText(
        name=item.name,
        event=event,
        due=due,
        source=item.citations(),
        when=when,
        by=item.words("by"),
        strength=item.choice("strength", Strength.MUST),
        lasts=lasts,
        satisfied_by=item.texts("satisfied by"),
        counts_from=item.choice("counts from", CountsFrom.END),
        for_each=for_each,
        one_event_may_serve_several=YES_OR_NO.get(item.words("one event may serve several") or "", False),
        exception_to=item.texts("exception to"),
        notice=_notice(item),
        phases=tuple(_phases(item)),
        assumes=item.words("assumes"),
        note=item.words("note"),
        label=item.words("label"),
    )


def _notice(item: ItemKeys) -> Expr | None:
    """How long before it starts it is announced. `none` is no time at all, which is not the same as not saying."""
    text = item.text("notice")
    if text is not None and fold(text.value) == "none":
        return Literal(NO_TIME, span=text.span)
    return item.sentence("notice", parse_length)


def _phases(item: ItemKeys) -> Iterator[tuple[Text, PhaseSentence]]:
    """The phases of its event in order. One that cannot be read is left out, and the key is on `lost` for it."""
    entry = item.body.entries.get("phases")
    if entry is None:
        return
    if not isinstance(entry.value, Map):
        item.lost.add("phases")
        return
    for each in entry.value.entries.values():
        text = each.value if isinstance(each.value, Text) and each.value.readable else None
        phase = item.parse_in_place(text, parse_phase) if text is not None else None
        if phase is None:
            item.lost.add("phases")
        else:
            yield each.key, phase
