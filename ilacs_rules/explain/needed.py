"""What would have to be told of a made-up case, of which nothing is missing in a record."""

from __future__ import annotations

from collections.abc import Iterable

from ilacs_rules.engine.lots import NO_POPULATION
from ilacs_rules.explain.english import joined
from ilacs_rules.model.decision import Need, Obligation


def depends_on(obligation: Obligation) -> str:
    """What would have to be told of a case: `use and height in metres`."""
    return named(obligation.needs)


def named(needs: Iterable[Need]) -> str:
    """What is needed, by its name alone."""
    found = [
        "the other cases there are" if need == NO_POPULATION else need.text.removesuffix(" is not recorded")
        for need in needs
    ]
    found = [each.removesuffix(" are not recorded") for each in found]
    return joined(list(dict.fromkeys(found)))
