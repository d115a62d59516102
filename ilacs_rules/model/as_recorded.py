"""Which answers that are told rest on a record that ends before the day: what happened since may change them.

What cannot be told, and what is owed, says so itself. Values, and that a requirement does not apply, would stand
without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.due_shapes import Quota, Repeat, StretchFrom, kinds_between
from ilacs_rules.model.reached import reached
from ilacs_rules.model.record_end import RecordEnd
from ilacs_rules.model.tree import History, InHand
from ilacs_rules.model.vocabulary import family_of

if TYPE_CHECKING:
    from ilacs_rules.language.walk import TreePart
    from ilacs_rules.model.decision import Decision, Obligation
    from ilacs_rules.model.version import Requirement, Version


def values_as_recorded(decision: Decision) -> dict[str, date]:
    """The definitions (folded) of which the value is told by a record, and the day to which that is sure."""
    told = (name for name, value in decision.values.items() if value is not UNKNOWN)
    return _sure_to(decision.version, told, _behind_value, decision.record)


def ruled_out_as_recorded(decision: Decision, record: Mapping[str, RecordEnd] | None = None) -> dict[str, date]:
    """The requirements (folded) that do not apply by what a record tells, and the day to which that is sure.

    Who knows already how far the `record` goes says so.
    """
    ruled_out = [each for each in decision.obligations if each.applies is False]
    by_others = {each.requirement for each in ruled_out if each.reason is not None and decision.ended is None}
    record = decision.record if record is None else record
    found = _sure_to(decision.version, (each.requirement for each in ruled_out), _behind_applying, record)
    for name, day in _sure_to(decision.version, by_others, _behind_what_replaces, record).items():
        found[name] = min(day, found.get(name, day))
    return found


def counted_as_recorded(decision: Decision, obligation: Obligation) -> date | None:
    """The day to which the record goes of the events from which a duty is counted; None where it goes to the day."""
    version, name = obligation.terms or decision.version, obligation.requirement
    return _sure_to(version, (name,), _behind_counting, decision.record).get(name)


def _sure_to(
    version: Version,
    names: Iterable[str],
    behind: Callable[[Version, str], frozenset[str]],
    record: Mapping[str, RecordEnd],
) -> dict[str, date]:
    if not record:
        return {}
    kept = version.once(f"families {behind.__name__}", dict[str, frozenset[str]])
    found = {}
    for name in names:
        if name not in kept:
            kept[name] = behind(version, name)
        days = [record[family].sure for family in kept[name] if family in record]
        if days:
            found[name] = min(days)
    return found


def _behind_value(version: Version, name: str) -> frozenset[str]:
    """The families of events (folded) that are looked at for a value."""
    return _families(version, [version.definitions[name].body])


def _behind_applying(version: Version, name: str) -> frozenset[str]:
    """The families that are looked at for whom something is asked of."""
    return _families(version, _for_whom(version.requirements[name]))


def _behind_what_replaces(version: Version, name: str) -> frozenset[str]:
    """The families that are looked at for what else stands in the way: what applies instead, or what has to come first.

    What applies instead may itself be replaced.
    """
    asked, waiting = {name: version.requirements[name]}, [name]
    while waiting:
        replaced = waiting.pop()
        for other in version.requirements.values():
            if replaced in other.replaces and other.name not in asked:
                asked[other.name] = other
                waiting.append(other.name)
    parts = [part for each in asked.values() for part in _for_whom(each)]
    return _families(version, parts, (kind for each in asked.values() for kind in _between(each)))


def _behind_counting(version: Version, name: str) -> frozenset[str]:
    """The families of the events with which a number begins anew, or from which it is counted."""
    requirement = version.requirements[name]
    match requirement.due.shape:
        case Repeat(anchor=anchor):
            return _families(version, [anchor])
        case Quota(stretch=StretchFrom(start=start)):
            return _families(version, [start])
        case _:
            return _families(version, [], _between(requirement))


def _for_whom(asked: Requirement) -> list[TreePart | None]:
    return [asked.when, asked.for_each]


def _between(asked: Requirement) -> frozenset[str]:
    between = kinds_between(asked.due.shape)
    return frozenset() if between is None else between.kinds


def _families(version: Version, parts: Iterable[TreePart | None], kinds: Iterable[str] = ()) -> frozenset[str]:
    looked_at = [part for part in reached(version, parts) if isinstance(part, History | InHand)]
    named = {kind for part in looked_at for kind in (part.kinds if isinstance(part, History) else (part.kind,))}
    return frozenset(family_of(kind, version.vocabulary.events) for kind in {*named, *kinds})
