"""What a strip shows, in words: how long after the day from which its years are counted, not on which made-up day.

A day that hangs on another made-up day, or on the holidays of that year, is said to be of the example.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ilacs_rules.engine.forecasting.expected import Expected
from ilacs_rules.explain import values
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.language.dates import ONE_DAY, add_months
from ilacs_rules.language.durations import DurationKind, duration
from ilacs_rules.language.nouns import the
from ilacs_rules.model.case import Event
from ilacs_rules.model.derivation import Added, DayBefore, NextDay, Origin, Path, Start
from ilacs_rules.model.due_shapes import kinds_between
from ilacs_rules.model.partial import first_of, last_of
from ilacs_rules.model.tree import Node

_YEAR = 12  # months
_BY_THE_RULE = (DurationKind.MONTHS, DurationKind.DAYS)


class LengthsSince:
    """Says of what is expected in a made-up case how long after a day it is."""

    def __init__(self, since: date, expected: Sequence[Expected]) -> None:
        self._since = since
        self._sure: set[date] = {since}  # that lie so long after that day in every case
        for _ in expected:  # one may be counted from another
            self._sure |= {
                day
                for each in expected
                for _, path in each.obligation.derivation.paths()
                if self._is_of_the_rule(path) and isinstance(day := path[-1].day, date)
            }

    def said(self, each: Expected) -> str:
        """`after 3 years (from 2 years 6 months to 3 years 6 months)`, `from 1 month to 4 months`, `within 3 years`."""
        owed = each.obligation
        opens = None if owed.opens is None else first_of(owed.opens)
        closes = None if owed.closes is None else last_of(owed.closes)
        if owed.target is None:
            return self._between(opens, closes, each)
        target = last_of(owed.target)
        around = [day for day in (opens, closes) if day is not None and day != target]
        window = f" ({self._between(opens, closes, each)})" if around else ""
        return f"{self._after(target)}{window}"

    def hangs_on(self, each: Expected) -> str | None:
        """From what it is counted, where that or a day on the way is made up: `the publication of the last check`.

        Nothing, if that has no name; None of what lies so long after in every case.
        """
        paths = [path for _, path in each.obligation.derivation.paths() if path and self._is_told(path)]
        made_up = next((path for path in paths if not self._is_of_the_rule(path)), None)
        if made_up is None:
            return None
        start = made_up[0]
        if not isinstance(start, Start) or not isinstance(start.by, Node) or start.day == self._since:
            return ""
        return Phrases(each.version).noun(start.by)

    def _is_told(self, path: Path) -> bool:
        """Whether it leads to a day that is said: what opens before the years begin is only said to do so."""
        day = path[-1].day
        return day is not None and day > self._since + ONE_DAY

    def _is_of_the_rule(self, path: Path) -> bool:
        """Whether it is reckoned from a sure day by lengths that are the same in every case."""
        if not path or path[0].day not in self._sure:
            return False
        return all(
            isinstance(step, NextDay | DayBefore) or (isinstance(step, Added) and step.length.kind in _BY_THE_RULE)
            for step in path[1:]
        )

    def _between(self, opens: date | None, closes: date | None, each: Expected) -> str:
        if closes is None:
            return "" if opens is None else f"from {self._length(opens)} on"
        if opens is not None and opens < self._since:
            return f"from {self._before(opens, each)} to {self._length(closes)}"
        if opens is None or opens <= self._since + ONE_DAY:
            return f"within {self._length(closes)}"
        return f"from {self._length(opens)} to {self._length(closes)}"

    def _before(self, opens: date, each: Expected) -> str:
        """The day before the years begin from which it may be done, by what it is: `the day after the last check`."""
        path = each.obligation.derivation.opens
        start = path[0] if path else None
        if isinstance(start, Start) and all(isinstance(step, NextDay) for step in path[1:]) and len(path) <= 2:
            after = "the day after " if len(path) > 1 else ""
            if isinstance(start.by, Node):
                return f"{after}{Phrases(each.version).noun(start.by)}"
            if isinstance(start.by, Event) and start.origin is Origin.ENDED:
                between = kinds_between(each.requirement.due.shape)
                label = values.kind_label(start.by.kind if between is None else between.kind, each.version)
                return f"{after or 'the end of '}{the(f'last {label}')}"
        return f"{duration((self._since - opens).days, 'day')} before that day in the example"

    def _after(self, day: date) -> str:
        return "on that day" if day == self._since else f"after {self._length(day)}"

    def _length(self, day: date) -> str:
        """`3 years`, `2 years 6 months`, `1 month 13 days`."""
        months = max((day.year - self._since.year) * _YEAR + day.month - self._since.month, 0)
        while months and (add_months(self._since, months) or date.max) > day:
            months -= 1
        rest = (day - (add_months(self._since, months) or self._since)).days
        parts = ((months // _YEAR, "year"), (months % _YEAR, "month"), (rest, "day"))
        return " ".join(str(duration(number, unit)) for number, unit in parts if number) or "no day"
