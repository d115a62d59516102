"""Which worked examples of an earlier text surely come out of a newer one as before, so that they need not be tried.

An amendment changes few rules, and the examples that it takes over are many.
"""

from __future__ import annotations

from ilacs_rules.assurance.expectations import expected_of
from ilacs_rules.checker.comparing.comparison import VersionComparison
from ilacs_rules.model.version import Version
from ilacs_rules.policy.comments import texts_of
from ilacs_rules.policy.tree import Map

_NAMES_OTHERS = {"in place of", "paused by"}  # which may be called otherwise, and be the same


class SurelyAsBefore:
    """A version and the one before it, by the laws of `checker.comparing`: no case is decided."""

    def __init__(self, before: Version, after: Version) -> None:
        self._compared = VersionComparison(before, after)
        self._reads_the_same = (
            self._compared.told_alike and self._compared.kept_alike and _knows_all_words(before, after)
        )
        called_otherwise = (new != old for new, old in self._compared.requirements.items())
        self._others_are_called_the_same = before.pauses == after.pauses and not any(called_otherwise)
        self._known: dict[str, bool] = {}

    def comes_out(self, example: Map) -> bool:
        """Whether all that an example expects surely comes out of the newer version as it did of the one before."""
        if not self._reads_the_same or not all(map(self._is_same, expected_of(example))):
            return False
        keys = {key for path, _, _ in texts_of(example.entries["expect"].value) for key in path}
        return self._others_are_called_the_same or keys.isdisjoint(_NAMES_OTHERS)

    def _is_same(self, name: str) -> bool:
        if name not in self._known:
            self._known[name] = self._looked_at(name)
        return self._known[name]

    def _looked_at(self, name: str) -> bool:
        compared = self._compared
        if name in compared.after.requirements:
            return compared.requirements.get(name) == name and compared.surely_asks_the_same(name)
        return compared.definitions.get(name) == name and compared.defined_alike(name)


def _knows_all_words(before: Version, after: Version) -> bool:
    """Whether every case that can be told in the words of the one can be told in those of the other."""
    old, new = before.vocabulary, after.vocabulary
    return (
        old.facts.keys() <= new.facts.keys()
        and old.value_sets.keys() <= new.value_sets.keys()
        and (before.publisher, old.subject) == (after.publisher, new.subject)
        and old.events.keys() <= new.events.keys()
        and all(kind.records.keys() <= new.events[name].records.keys() for name, kind in old.events.items())
    )
