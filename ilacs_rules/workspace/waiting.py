"""What has no date in a forecast, in short and as a table for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from ilacs_rules.engine.forecasting.expected import Waiting
from ilacs_rules.engine.forecasting.forecast import Forecast
from ilacs_rules.explain.without_date import how_many_needed, may_apply, why_without_date
from ilacs_rules.workspace.due_tables import whose
from ilacs_rules.workspace.summary import SummaryPart
from ilacs_rules.workspace.tables import Table

_REST = "The other reasons are told by “ilacs-rules case”, of one case, and by “--format json”, of all."


def waiting_in_short(forecast: Forecast) -> list[SummaryPart]:
    """What has no date and why; where not every reason is told, also where it is."""
    surely = tuple(each for each in forecast.waiting if not may_apply(each))
    perhaps = tuple(each for each in forecast.waiting if may_apply(each))
    headings = ("Waiting without a date", surely), ("May apply", perhaps)
    parts = [SummaryPart(heading, _few(forecast, waiting)) for heading, waiting in headings if waiting]
    return [*parts, SummaryPart(points=(_REST,))] if _has_more_reasons(forecast) else parts


def waiting_table(forecast: Forecast) -> Table:
    """A row for each obligation that has no date on the last day."""
    rows = tuple(
        (each.case.name, each.requirement.words, each.obligation.status.value, why_without_date(each))
        for each in forecast.waiting
    )
    return Table(("case", "requirement", "status", "because"), rows)


def _few(forecast: Forecast, waiting: Iterable[Waiting]) -> Table:
    """A row for each requirement and reason; of several cases a row for each requirement, with the usual reason."""
    reasons: dict[str, dict[str, list[str]]] = {}
    for each in waiting:
        found = reasons.setdefault(each.requirement.words, {}).setdefault(why_without_date(each, in_short=True), [])
        if each.case.name not in found:
            found.append(each.case.name)
    if len(forecast.cases) == 1:
        alone = [(words, why) for words, found in reasons.items() for why in found]
        return Table(("requirement", "because"), tuple(alone))
    rows = []
    for words, cases in reasons.items():
        usual, about = max(cases.items(), key=lambda item: len(item[1]))
        names = list(dict.fromkeys(name for each in cases.values() for name in each))
        rows.append(
            (words, f"{usual}{_beside(len(about), len(names), len(cases) - 1)}", whose(names, len(forecast.cases)))
        )
    return Table(("requirement", "because", "case"), tuple(rows))


def _has_more_reasons(forecast: Forecast) -> bool:
    """Whether of something that waits without a date not all is told that is missing."""
    told: dict[str, str] = {}  # of each requirement, the reason
    for each in forecast.waiting:
        why = why_without_date(each, in_short=True)
        one_for_all = told.setdefault(each.requirement.words, why) == why or len(forecast.cases) == 1
        if not one_for_all or how_many_needed(each) > 1:
            return True
    return False


def _beside(about: int, of_all: int, others: int) -> str:
    """` (in 2 of 3 cases; 1 other reason)`: of how many a reason is told, and how many more there are."""
    if not others:
        return ""
    whom = f"in all {of_all:,} cases; " if about == of_all else f"in {about:,} of {of_all:,} cases; "
    whom = "" if of_all == 1 else whom
    return f" ({whom}{others:,} other {'reason' if others == 1 else 'reasons'})"
