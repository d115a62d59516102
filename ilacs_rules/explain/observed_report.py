"""What was observed of cases as it is told: in words, and as plain data for JSON. It is always marked as observed."""

from __future__ import annotations

from ilacs_rules.engine.findings import undecided
from ilacs_rules.engine.observing.observation import AHEAD, Observation, Observed
from ilacs_rules.engine.observing.survival import FEWEST
from ilacs_rules.explain import values
from ilacs_rules.explain.backtest_report import rounded, too_few_waits
from ilacs_rules.language.nouns import plural
from ilacs_rules.model.as_data import event_words
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.frozen import frozen


@frozen
class ObservedReport:
    """What a history shows of cases, beside a plan: an estimate of what is usual, and no part of the policy."""

    observed: Observed

    @property
    def said(self) -> tuple[str, ...]:
        """What it rests on, and what it is not."""
        found = self.observed
        told = [
            "Observed, and no part of the policy: between which days half of those that waited so long had the next "
            "one, and the chance that it comes in so many months (Kaplan and Meier), from waits of all cases and kinds "
            f"together, as published by {values.day(found.seen)}, since the rules ask for such events and without days "
            "of pauses. A chance is that one is still to come: where the record ends earlier, it may have taken place "
            "already. Beyond the longest wait seen a chance is the least it may be, and – stands where too few were "
            "seen to wait so long."
        ]
        for family, waits in found.waits.items():
            kinds = plural(values.kind_label(family, found.program.version))
            few = f"; of fewer than {FEWEST} that ended nothing is told" if waits.ended < FEWEST else ""
            told.append(f"Waits between {kinds}: {waits.ended:,} ended, {waits.censored:,} going on{few}.")
        return tuple(told)

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Why cases could not be looked at; and a history from which nothing can be told (W725)."""
        found = self.observed
        told = [each for case, reasons in found.failed for each in undecided(case, reasons)]
        if all(each.ended < FEWEST for each in found.waits.values()):
            most = max((each.ended for each in found.waits.values()), default=0)
            told.append(too_few_waits("event", most, found.seen))
        return tuple(told)

    def as_data(self) -> dict[str, object]:
        """What the command line prints of it as JSON, under `observed` of a plan."""
        found = self.observed
        version = found.program.version
        return {
            "published_by": found.seen.isoformat(),
            "waits": [
                {"event": event_words(version, family), "ended": each.ended, "going_on": each.censored}
                for family, each in found.waits.items()
            ],
            "cases": [self._case(each) for each in found.cases],
            "said": list(self.said),
        }

    def _case(self, each: Observation) -> dict[str, object]:
        return {
            "case": each.case,
            "event": event_words(self.observed.program.version, each.family),
            "waits_since": each.since.isoformat(),
            "usually_from": None if each.first is None else each.first.isoformat(),
            "usually_to": None if each.last is None else each.last.isoformat(),
            "chances": [
                {"months": months, "chance": rounded(chance)}
                for months, chance in zip(AHEAD, each.chances, strict=True)
            ],
        }
