"""A policy together with all the cases there are, as a door is given them."""

from __future__ import annotations

from collections.abc import Iterable

from ilacs_rules.engine.decide import all_in_its_words
from ilacs_rules.engine.plan import distinct
from ilacs_rules.engine.policies import Policy
from ilacs_rules.engine.population import Population
from ilacs_rules.model.case import Case


def among(policy: Policy, cases: Iterable[Case], lacking: Iterable[str] = ()) -> Policy:
    """The policy, where these are all the cases there are; it is the same if nothing in it hangs on which there are.

    `lacking` are the names of those that could not be read whole. One that is not as the words of the policy ask, or
    whose name may be another's, is lacking too.
    """
    if not policy.asks_for_population:
        return policy
    apart, failed = distinct(cases)
    held, unlike = all_in_its_words(policy.versions[-1], apart)
    names = dict.fromkeys((*lacking, *(case.name for case, _ in (*failed, *unlike))))
    return policy.among(Population(held, names))
