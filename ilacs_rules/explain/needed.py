"""What would have to be told of a made-up case, of which nothing is missing in a record."""

from __future__ import annotations

from ilacs_rules.explain.english import joined
from ilacs_rules.model.decision import Obligation


def depends_on(obligation: Obligation) -> str:
    """What would have to be told of a case: `use and height in metres`."""
    needs = [need.text.removesuffix(" is not recorded").removesuffix(" are not recorded") for need in obligation.needs]
    return joined(list(dict.fromkeys(needs)))
