"""Contacts as somebody asks for them, by the names of a policy."""

from __future__ import annotations

from collections.abc import Sequence

from ilacs_rules.engine.contacting.what_counts import ContactKind as ContactKind
from ilacs_rules.engine.contacting.what_counts import GradedBy, contact, recorded_values_of
from ilacs_rules.engine.names_asked import NoSuchNameError, named
from ilacs_rules.engine.policies import Policy
from ilacs_rules.text.nearest import did_you_mean
from ilacs_rules.text.words import quoted

NO_CONTACTS = "no requirement of the policy asks its publisher for an event, so that nothing is a contact by itself"


def contacts_named(policy: Policy, written: Sequence[str]) -> tuple[ContactKind, ...]:
    """The kinds of event that are named, each once. Raises NoSuchNameError for one that the policy does not have."""
    found: dict[str, ContactKind] = {}
    for words in written:
        kind = policy.vocabulary.event(words)
        if kind is None:
            hint = did_you_mean(words, [each.words for each in policy.vocabulary.events.values()])
            raise NoSuchNameError(f"there is no event {quoted(words)}", hint, "events")
        found[kind.name] = contact(kind)
    return tuple(found.values())


def graded_by_named(policy: Policy, written: str) -> GradedBy:
    """What events record under a name. Raises NoSuchNameError unless it is on a scale, or one of some choices."""
    known = recorded_values_of(policy)
    what = "value on a scale, or of choices, that an event records as"
    name, _ = named(written, [(each.name, each.words) for each in known], what)
    return next(each for each in known if each.name == name)
