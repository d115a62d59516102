"""Which obligations of a decision stand as they stood on the same day, once more events of some kinds are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ilacs_rules.engine.kinds_read import in_itself_looks_at, requirements_behind
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.model.decision import Decision, Obligation
from ilacs_rules.model.partial import Partial
from ilacs_rules.model.version import Version
from ilacs_rules.text.frozen import frozen

Standing = Mapping[str, tuple[Obligation, ...]]
"""What was worked out before, by the requirement (folded)."""

NOTHING_STANDS: Standing = {}


@frozen(guarded=False)
class Before:
    """A decision, and the kinds of the events that are known beside those of it."""

    decision: Decision
    kinds: frozenset[str]

    @classmethod
    def of(cls, decision: Decision, seen: Snapshot, snapshot: Snapshot) -> Before | None:
        """What can stand of a decision by what was seen, now that a snapshot of the same day has further events.

        Nothing can where other cases are asked as well; nor where the further events tell something of when the subject
        was there, or have days that are not known exactly, for that is asked of every obligation.
        """
        old, new = decision.case.events, snapshot.case.events
        more = new[len(old) :]
        days = (day for event in more for day in (event.start, event.end, event.publication))
        if new[: len(old)] != old or snapshot.population is not None or any(isinstance(day, Partial) for day in days):
            return None
        if seen.existence != snapshot.existence:
            return None
        return cls(decision, frozenset(event.kind for event in more))

    def stands(self, version: Version) -> Standing:
        """What of it cannot be otherwise; nothing where another version decided."""
        if self.decision.version is not version:
            return NOTHING_STANDS
        touched = {name for kind in self.kinds for name in _touched(version, kind)}
        standing: dict[str, tuple[Obligation, ...]] = {}
        for one in self.decision.obligations:
            if one.requirement not in touched:
                standing[one.requirement] = (*standing.get(one.requirement, ()), one)
        return standing


def _touched(version: Version, kind: str) -> frozenset[str]:
    return version.once(("touched", kind), lambda: frozenset(_touched_by(version, kind)))


def _touched_by(version: Version, kind: str) -> set[str]:
    """The requirements that hang on a kind of event; with what these ask how far it has come, and are in place of."""
    found: set[str] = set()
    may_be = version.vocabulary.may_be
    waiting = [name for name in version.requirements if may_be(kind, frozenset(_looks_at(version, name)))]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [each.name for each in requirements_behind(version, name)]
            waiting += [each.name for each in version.requirements.values() if name in each.exception_to]
    return found


def _looks_at(version: Version, name: str) -> Iterable[str]:
    """The kinds that a requirement looks at; of a `for each` also as earlier versions have it, which judge as well."""
    asked: Version | None = version
    while asked is not None and name in asked.requirements:
        yield from in_itself_looks_at(asked, name).kinds
        asked = asked.before if asked.requirements[name].for_each is not None else None
