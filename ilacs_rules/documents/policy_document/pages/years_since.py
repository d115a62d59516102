"""From which day the years of the strips are counted: the one from which the rules count, so that marks stand on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from ilacs_rules.documents.policy_document.material import Material
from ilacs_rules.explain.english import capital
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.situations import Situation
from ilacs_rules.language.nouns import the
from ilacs_rules.model.case import Event
from ilacs_rules.model.vocabulary import CREATED


def years_since(material: Material, found: Sequence[Situation]) -> tuple[tuple[str, ...], Mapping[str, date]]:
    """What is said of the years in one line or two, and the day from which each situation, by its key, counts them."""
    newest = {each.key: _newest(material, each) for each in found}
    told = [event for event in newest.values() if event is not None]
    by_publication = bool(told) and _counts_from_publication(material, newest)
    days = {
        key: material.example_day if event is None else _day(event, by_publication) for key, event in newest.items()
    }
    facts, kinds = material.version.vocabulary.facts, material.version.vocabulary.events
    there = Phrases(material.version).fact(CREATED) if CREATED in facts else "the day of the example"
    if not told:
        return (capital(f"years since {there}"),), days
    which = [kind.label for kind in kinds.values() if kind.kinds >= material.situations.kinds]
    last = the(f"last {which[0]}") if which else "what happened last"
    said = [f"years since the {'publication' if by_publication else 'end'} of {last}"]
    if len(told) < len(found):
        said.append(f"where there was none yet: since {there}")
    return tuple(map(capital, said)), days


def _newest(material: Material, situation: Situation) -> Event | None:
    """What tells the situation from others; None where nothing has happened."""
    kinds = material.situations.kinds
    return next((e for e in situation.case.events if e.kind in kinds and isinstance(e.end, date)), None)


def _counts_from_publication(material: Material, newest: Mapping[str, Event | None]) -> bool:
    """Whether the first requirement that is counted from a day of it is counted from its publication, not its end."""
    places = list(material.version.requirements)
    days = [
        (places.index(owed.requirement), path[0].day == event.publication)
        for situation, decision in material.shown
        if (event := newest.get(situation.key)) is not None and event.publication != event.end
        for owed in decision.obligations
        if owed.requirement in situation.asked
        for _, path in owed.derivation.paths()
        if path and path[0].day in (event.end, event.publication)
    ]
    return bool(days) and min(days)[1]


def _day(event: Event, by_publication: bool) -> date:
    day = event.publication if by_publication else event.end
    assert isinstance(day, date), "a made-up event has exact days"
    return day
