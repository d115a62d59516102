"""What an imagined event records: what somebody said it would, else the same as when it was last recorded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ilacs_rules.cases.values import read_value
from ilacs_rules.engine.date_arithmetic import DateArithmetic
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.engine.years_not_known import not_known
from ilacs_rules.language.durations import Duration
from ilacs_rules.language.fixed_words import Sign
from ilacs_rules.language.names import fold
from ilacs_rules.language.types import ValueSet
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Case, Value
from ilacs_rules.model.vocabulary import EventKind, FactKind, Vocabulary
from ilacs_rules.policy.tree import Text
from ilacs_rules.text.source import Source, Span

NOWHERE = Span(Source("a forecast", ""), 0, 0)


@dataclass(frozen=True, slots=True)
class AssumedValue:
    """A value that is taken to be recorded, as written: of one field, or of each whose scale or choices have it."""

    value: str
    field: str | None = None

    def of(self, field: FactKind) -> Value | None:
        """What it says of a field; None if it says nothing."""
        if self.field is None:
            return field.type.value(self.value) if isinstance(field.type, ValueSet) else None
        if fold(self.field) != field.name:
            return None
        span = Span(Source("an outcome", self.value), 0, len(self.value))
        value = read_value(Text(self.value, span, span), field.type, [])
        return None if value is UNKNOWN else value

    def fits(self, vocabulary: Vocabulary) -> bool:
        """Whether it says something of any event."""
        return any(self.of(field) is not None for kind in vocabulary.events.values() for field in recorded_of(kind))


def recorded_of(kind: EventKind) -> list[FactKind]:
    """What is recorded of a kind of event: not what was only once."""
    return [] if kind.repealed else [field for field in kind.records.values() if not field.repealed]


def published(end: date, after: Duration, arithmetic: DateArithmetic) -> date:
    """The day on which what is known of an imagined event is published, so long after its last day.

    Raises DecisionError where that hangs on working days of a year of which the holidays are not known.
    """
    day, _ = arithmetic.add(end, Sign.PLUS, after, NOWHERE)
    if day is UNKNOWN:
        raise not_known(after, end, arithmetic, NOWHERE)
    return day if isinstance(day, date) else end


def recorded(
    kind: str, case: Case, day: date, vocabulary: Vocabulary, outcomes: Iterable[AssumedValue]
) -> dict[str, Value]:
    """What an event of a kind that begins on a day records, by folded name; what cannot be told is left out.

    `vocabulary` is that of the version in force on the day: what it has repealed is not recorded any more.
    """
    declared_here = vocabulary.events.get(kind)
    fields = [] if declared_here is None else recorded_of(declared_here)
    if not fields:
        return {}
    seen = Snapshot(case, day, vocabulary)
    earlier = seen.history(frozenset(vocabulary.events)).sure
    values: dict[str, Value] = {}
    for field in fields:
        said = [value for outcome in outcomes if (value := outcome.of(field)) is not None]
        if said:
            values[field.name] = said[-1]
            continue
        for event in reversed(earlier):
            declared = vocabulary.events[event.kind].records.get(field.name)
            value = event.fields.get(field.name, UNKNOWN)
            if declared is not None and declared.type == field.type and value is not UNKNOWN and seen.is_known(event):
                values[field.name] = value
                break
    return values
