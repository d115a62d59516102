"""The phases of what is asked as a table to look at."""

from __future__ import annotations

from collections.abc import Iterable

from ilacs_rules.explain.phases import people_in_words, person_days, time_in_words
from ilacs_rules.model.decision import Obligation, Status
from ilacs_rules.model.phases import Work, work_in
from ilacs_rules.model.version import Version
from ilacs_rules.workspace.due_tables import requirement_words
from ilacs_rules.workspace.tables import Cell, Table

NO_FIGURE = "no figure"
_NOT_KNOWN = "not known"
_NOT_TO_DO = frozenset({Status.DOES_NOT_APPLY, Status.SATISFIED, Status.LAPSED})


def phases_table(owed: Iterable[Obligation], version: Version) -> Table:
    """A row for each phase of what is to be done, or may be: how long, by whom, and how much work that is."""
    rows: list[tuple[Cell, ...]] = []
    for obligation in owed:
        if obligation.status not in _NOT_TO_DO:
            for each in obligation.phases:
                who = "" if each.phase.people is None else people_in_words(each, _NOT_KNOWN)
                what = (requirement_words(version, obligation), each.phase.words, time_in_words(each, _NOT_KNOWN), who)
                rows.append((*what, in_days(work_in([each]))))
    return Table(("requirement", "phase", "takes", "by", "work"), tuple(rows))


def in_days(work: Work) -> str:
    """`11 person-days`, `at least 7 person-days`, `no figure`."""
    return person_days(work) or NO_FIGURE
