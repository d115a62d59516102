"""Reading the value of a fact or of a field: canonical, absent, or a clear error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from ilacs_rules.cases.given import value_given, why_refused
from ilacs_rules.engine.errors import wrong_value
from ilacs_rules.language.names import fold
from ilacs_rules.language.types import CASES, Basic, Type, ValueSet
from ilacs_rules.model.absent import NOTHING, UNKNOWN, Absent
from ilacs_rules.model.case import Event, Value
from ilacs_rules.model.partial import Partial
from ilacs_rules.model.vocabulary import FactKind
from ilacs_rules.text.arguments import refused
from ilacs_rules.text.frozen import frozen

if TYPE_CHECKING:
    from ilacs_rules.engine.snapshot import Snapshot


@frozen(guarded=False)
class Reader:
    """Reads one fact, or what events record under one name.

    `spellings` holds what needs no more than a look-up, for scales and choices. `plain` is the Python type whose
    values are as they should be, for types that have one.
    """

    kind: FactKind
    spellings: dict[object, Value] = field(repr=False)
    plain: type | None
    lists_cases: bool

    @classmethod
    def of(cls, kind: FactKind) -> Reader:
        """The reader of a fact or field."""
        spellings: dict[object, Value] = {}
        if isinstance(kind.type, ValueSet):
            spellings = dict([*kind.type.also.items(), *((value, value) for value in kind.type.values)])
        return cls(kind, spellings, _PLAIN.get(kind.type), kind.type == CASES)

    def read(self, given: object) -> Value:
        """The value of what was given. None, which is nothing given, is the default if there is one, else unknown.

        UNKNOWN and NOTHING are what they say: given, they stand against a default.

        Where there are no cases to name, the list of them is empty.

        A day known only to a month or a year is unknown too: it is no day, and no default stands in for it.

        Raises DecisionError if it is not a value of the declared type.
        """
        if given.__class__ is self.plain:
            return given  # type: ignore[return-value]
        if given.__class__ is str and given in self.spellings:
            return self.spellings[given]
        if given is None:
            given = UNKNOWN if self.kind.default is None else self.kind.default
            if not self.lists_cases:
                return given
        if isinstance(given, Absent):
            return () if given is NOTHING and self.lists_cases else given
        if isinstance(given, Partial) and self.kind.type is Basic.DATE:
            return UNKNOWN
        value = value_given(self.kind.type, given)
        if value is None:
            raise self._refuse(given)
        return value

    def _refuse(self, given: object) -> Exception:
        message, hint = why_refused(self.kind, given)
        return wrong_value(self.kind.words, given, message, hint)


_PLAIN: dict[Type, type] = {
    Basic.DATE: date,
    Basic.NUMBER: int,
    Basic.TEXT: str,
    Basic.CASE: str,
    Basic.YES_OR_NO: bool,
}


def read_all(readers: Sequence[Reader], facts: Mapping[str, object]) -> tuple[Value, ...]:
    """The values of some facts, whatever is missing and however their names are spelt.

    Raises ArgumentError for facts that are no mapping of names.
    """
    if not isinstance(facts, MappingProxyType | Mapping):  # the first is what a case has, and is sooner told
        raise refused("evaluator", "facts", facts, "a mapping of names to values")
    given = [facts.get(reader.kind.name) for reader in readers]
    found = sum(reader.kind.name in facts for reader in readers) if None in given else len(given)
    if found < len(given) and found < len(facts):  # some may be there under another spelling of their name
        folded = {fold(name): value for name, value in facts.items() if isinstance(name, str)}
        given = [folded.get(reader.kind.name) for reader in readers]
    return tuple(reader.read(value) for reader, value in zip(readers, given, strict=True))


def read_field(snapshot: Snapshot, event: Event, name: str, type_: Type) -> Value:
    """What an event records, as `Snapshot.event_field`.

    Raises DecisionError if it is not a value of its scale or choices, which a case made by hand may hold.
    """
    value = snapshot.event_field(event, name)
    if isinstance(type_, ValueSet) and not isinstance(value, Absent) and value not in type_.values:
        declared = snapshot.kinds[event.kind].records[name]
        return Reader.of(declared).read(value)
    return value
