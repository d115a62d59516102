"""Which answers that are told rest on a record that ends before the day: what happened since may change them.

What cannot be told, and what is owed, says so itself. Values, and that a requirement does not apply, would stand
without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.reached import reached
from ilacs_rules.model.record_end import RecordEnd
from ilacs_rules.model.tree import History, InHand
from ilacs_rules.model.vocabulary import family_of

if TYPE_CHECKING:
    from ilacs_rules.language.walk import TreePart
    from ilacs_rules.model.decision import Decision
    from ilacs_rules.model.version import Version


def values_as_recorded(decision: Decision) -> dict[str, date]:
    """The definitions (folded) of which the value is told by a record, and the day to which that is sure."""
    told = (name for name, value in decision.values.items() if value is not UNKNOWN)
    return _sure_to(decision.version, told, "definitions", decision.record)


def ruled_out_as_recorded(decision: Decision, record: Mapping[str, RecordEnd] | None = None) -> dict[str, date]:
    """The requirements (folded) that do not apply by what a record tells, and the day to which that is sure.

    Who knows already how far the `record` goes says so.
    """
    ruled_out = (each.requirement for each in decision.obligations if each.applies is False)
    return _sure_to(decision.version, ruled_out, "requirements", decision.record if record is None else record)


def _sure_to(version: Version, names: Iterable[str], section: str, record: Mapping[str, RecordEnd]) -> dict[str, date]:
    if not record:
        return {}
    kept = version.once(f"families behind {section}", dict[str, frozenset[str]])
    found = {}
    for name in names:
        if name not in kept:
            kept[name] = _families_behind(version, name, section)
        days = [record[family].sure for family in kept[name] if family in record]
        if days:
            found[name] = min(days)
    return found


def _families_behind(version: Version, name: str, section: str) -> frozenset[str]:
    """The families of events (folded) that are looked at for a value, or for whom something is asked of."""
    parts: list[TreePart | None]
    if section == "definitions":
        parts = [version.definitions[name].body]
    else:
        asked = version.requirements[name]
        parts = [asked.when, asked.for_each]
    looked_at = [part for part in reached(version, parts) if isinstance(part, History | InHand)]
    kinds = {kind for part in looked_at for kind in (part.kinds if isinstance(part, History) else (part.kind,))}
    return frozenset(family_of(kind, version.vocabulary.events) for kind in kinds)
