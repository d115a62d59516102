"""What would have to be told of a case: of a made-up one, in whose record nothing is missing; and in short of any."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ilacs_rules.engine.lots import NO_POPULATION
from ilacs_rules.explain.english import joined, quoted
from ilacs_rules.model.decision import Need, Obligation
from ilacs_rules.model.version import Version


def depends_on(obligation: Obligation) -> str:
    """What would have to be told of a case: `use and height in metres`."""
    return named(obligation.needs)


def hangs_on_when_done(others: Iterable[str], version: Version) -> str:
    """What moves a day: `depends on when “first visit” and “plan” are done`, of requirements (folded)."""
    labels = [quoted(version.requirements[name].label) for name in others]
    return f"depends on when {joined(labels)} {'is' if len(labels) == 1 else 'are'} done"


def first_and_how_many_more(told: Sequence[str]) -> str:
    """`the record of visits is not complete; and 2 more things`; empty of nothing."""
    first, more = "".join(told[:1]), len(told) - 1
    return first if more < 1 else f"{first}; and {more:,} more {'thing' if more == 1 else 'things'}"


def named(needs: Iterable[Need]) -> str:
    """What is needed, by its name alone."""
    found = [
        "the other cases there are" if need == NO_POPULATION else need.text.removesuffix(" is not recorded")
        for need in needs
    ]
    found = [each.removesuffix(" are not recorded") for each in found]
    return joined(list(dict.fromkeys(found)))
