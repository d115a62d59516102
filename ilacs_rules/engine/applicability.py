"""Whether a requirement applies, before any date is looked at: yes, no, or it cannot be told."""

from __future__ import annotations

from ilacs_rules.cases.model import UNKNOWN, Event, Truth
from ilacs_rules.checker.version import BetweenEvents, Requirement, Version
from ilacs_rules.engine.decision import Need
from ilacs_rules.engine.evaluation import Evaluation
from ilacs_rules.engine.meaning import all_of, any_of, opposite, truth
from ilacs_rules.engine.selection import Selection
from ilacs_rules.engine.unknowns import selection_needs


class Applicability:
    """Of each requirement of a version, for one case on one day. The checker sees that exceptions make no ring."""

    def __init__(self, version: Version, evaluation: Evaluation) -> None:
        self._version = version
        self._evaluation = evaluation
        self._memo: dict[str, Truth] = {}
        self._exceptions: dict[str, list[Requirement]] = {}
        for requirement in version.requirements.values():
            for name in requirement.exception_to:
                self._exceptions.setdefault(name, []).append(requirement)

    def of(self, name: str) -> Truth:
        """Whether a requirement applies; a `for each` requirement does if one of its instances does."""
        found = self._memo.get(name)
        if found is None:
            requirement = self._version.requirements[name]
            own = self._of_instances(requirement) if requirement.for_each else self.in_itself(requirement, None)
            found = self._memo[name] = own if own is False else all_of((own, self.not_excepted(requirement)))
        return found

    def in_itself(self, requirement: Requirement, this: Event | None) -> Truth:
        """Whether its `when` holds and, for `between K`, there has been a K; exceptions are left aside."""
        when: Truth = True
        if requirement.when is not None:
            when = truth(self._evaluation.value(requirement.when, this))
        timing = requirement.due.timing
        if when is False or not isinstance(timing, BetweenEvents):
            return when
        return all_of((when, self._evaluation.record.history(timing.kinds).any_event()))

    def not_excepted(self, requirement: Requirement) -> Truth:
        """Whether no exception to it applies."""
        exceptions = self._exceptions.get(requirement.name)
        return True if exceptions is None else opposite(any_of(self.of(other.name) for other in exceptions))

    def instances(self, requirement: Requirement) -> Selection:
        """The events a `for each` requirement is about: those that ended since it came into force."""
        assert requirement.for_each is not None, "only a `for each` requirement has instances"
        return self._evaluation.select(requirement.for_each.history).ended_in(self._version.start)

    def reason(self, requirement: Requirement) -> str | None:
        """In a few words why it does not apply, where that is not simply its `when`."""
        for other in self._exceptions.get(requirement.name, ()):
            if self.of(other.name) is True:
                return f"“{other.words}” applies instead"
        timing = requirement.due.timing
        record = self._evaluation.record
        if isinstance(timing, BetweenEvents) and record.history(timing.kinds).any_event() is False:
            return f"there has been no {self._label(timing.kind)} yet"
        if requirement.for_each is not None and self.instances(requirement).any_event() is False:
            return f"there is no {self._label(requirement.for_each.history.kind)} that it would be about"
        return None

    def needs(self, requirement: Requirement, this: Event | None) -> tuple[Need, ...]:
        """What would settle whether it applies."""
        evaluation = self._evaluation
        if not evaluation.traced:
            return ()
        needs: list[Need] = []
        if requirement.when is not None and evaluation.value(requirement.when, this) is UNKNOWN:
            needs += evaluation.needs(requirement.when, this)
        timing = requirement.due.timing
        if isinstance(timing, BetweenEvents):
            history = evaluation.record.history(timing.kinds)
            if history.any_event() is UNKNOWN:
                needs += selection_needs(evaluation.record, history)
        for other in self._exceptions.get(requirement.name, ()):
            if self.of(other.name) is UNKNOWN:
                needs += self._instance_needs(other) if other.for_each else self.needs(other, None)
        return tuple(dict.fromkeys(needs))

    def selection_needs(self, requirement: Requirement) -> tuple[Need, ...]:
        """What would settle which events a `for each` requirement is about."""
        evaluation = self._evaluation
        if requirement.for_each is None or not evaluation.traced:
            return ()
        needs = (
            *evaluation.select_needs(requirement.for_each.history),
            *selection_needs(evaluation.record, self.instances(requirement)),
        )
        return tuple(dict.fromkeys(needs))

    def _of_instances(self, requirement: Requirement) -> Truth:
        found = self.instances(requirement)
        truths = [self.in_itself(requirement, event) for event in found.sure]
        truths += [all_of((UNKNOWN, self.in_itself(requirement, event))) for event in found.maybe]
        return any_of([*truths, UNKNOWN] if found.gaps else truths)

    def _instance_needs(self, requirement: Requirement) -> tuple[Need, ...]:
        needs = list(self.selection_needs(requirement))
        for event in self.instances(requirement).sure:
            needs += self.needs(requirement, event)
        return tuple(dict.fromkeys(needs))

    def _label(self, kind: str) -> str:
        declared = self._evaluation.record.kinds.get(kind)
        return declared.label if declared is not None else kind
