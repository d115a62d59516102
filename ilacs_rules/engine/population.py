"""All the cases there are: what a lot is drawn from. Somebody gives them; nothing finds them out by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ilacs_rules.model.case import Case
from ilacs_rules.model.found_once import FoundOnce


class Population(FoundOnce):
    """The cases, each once, as the words of a policy have them; `lacking` are the names of those that cannot be used.

    What was found of them all is kept here for as long as the population is asked, for each case asks the same.
    """

    def __init__(self, cases: Iterable[Case], lacking: Iterable[str] = ()) -> None:
        self.cases = {case.name: case for case in cases}
        self.lacking = tuple(lacking)
        self._found = {}

    def __reduce__(self) -> tuple[type[Population], tuple[tuple[Case, ...], tuple[str, ...]]]:
        """What it is made of, to be copied and sent to another process."""
        return Population, (tuple(self.cases.values()), self.lacking)

    def to_any_day(self) -> Population:
        """The same with records that go to the day asked about: where all that is to come is imagined."""
        whole = (replace(case, complete_until={}, published_within={}) for case in self.cases.values())
        return Population(whole, self.lacking)
