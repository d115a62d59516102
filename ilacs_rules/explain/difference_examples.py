"""The cases that show differences between two versions, in readers' words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ilacs_rules.explain.made_up_case import in_words
from ilacs_rules.language.nouns import with_article
from ilacs_rules.language.types import EventType
from ilacs_rules.model import tree
from ilacs_rules.model.reached import reached
from ilacs_rules.model.version import Version
from ilacs_rules.regions.differences import Difference


class DifferenceExamples:
    """Says the example of each difference: `a building with one check that ended on 2 July 2018`.

    Where any of them counts from the publication of something, all say that it was published on that day: so those that
    have the same example say the same.
    """

    def __init__(self, old: Version, new: Version, found: Sequence[Difference]) -> None:
        before, after = old.vocabulary, new.vocabulary
        self._either = replace(after, facts={**before.facts, **after.facts}, events={**before.events, **after.events})
        self._subject = with_article(new.subject)
        self._published = {kind for each in found for kind in (*_published(each, old, new), *_needed(each))}

    def of(self, difference: Difference) -> str:
        """The case of a difference, with its days."""
        told, on = difference.example, difference.on
        published = self._published
        case = in_words(self._either, told, with_days=True, published=published, with_its_beginning=True, on=on)
        return f"{self._subject} {case}"


def _needed(difference: Difference) -> Iterator[str]:
    """The kinds of event of its example that are not the same without a day of publication."""
    yield from (event.kind for event in difference.example.events if event.publication is not None)


def _published(difference: Difference, old: Version, new: Version) -> Iterator[str]:
    """The kinds of event from whose publication the requirement counts, by the one version or by the other."""
    for version, name in ((old, difference.pair.old), (new, difference.pair.new)):
        for part in reached(version, [version.requirements.get(name or "")]):
            match part:
                case tree.DayOf(day=tree.EventDay.PUBLICATION, event=event) if isinstance(event.type, EventType):
                    yield from version.vocabulary.events[event.type.kind].kinds
