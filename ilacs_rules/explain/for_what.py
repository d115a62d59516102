"""Which event a duty is about, where there is one for each event of a kind."""

from __future__ import annotations

from ilacs_rules.explain import values
from ilacs_rules.model.decision import Obligation, Status
from ilacs_rules.model.version import Version


def for_what(obligation: Obligation, version: Version) -> str:
    """`, for the notice of August 2021`, to follow the name of the duty; empty where it is one duty for the case.

    `, for any notice that is not recorded` where the record may lack some: it stands beside those that are recorded.
    """
    if obligation.instance is not None:
        return f", for {values.event(obligation.instance, version)}"
    return for_any(obligation, version)


def for_any(obligation: Obligation, version: Version) -> str:
    """Of a duty for each event, where it is about those that the record may lack."""
    for_each = obligation.asked_by(version).for_each
    if for_each is None or obligation.instance is not None or obligation.status is Status.DOES_NOT_APPLY:
        return ""
    return f", for any {values.kind_label(for_each.history.kind, version)} that is not recorded"
