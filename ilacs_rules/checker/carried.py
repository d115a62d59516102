"""Paragraphs of the sources that a version leaves without a rule, though the one before had one for them.

An amendment states the `source` of a rule anew, and so drops what it cited before; what still rests on that goes on
without a ground, and nobody sees it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ilacs_rules.checker.sources import heading
from ilacs_rules.language.names import fold
from ilacs_rules.model.version import Definition, Pause, Priority, Requirement, Transition, Version
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.source import Span

Rule = Requirement | Definition | Priority | Pause | Transition
Place = tuple[str, str]  # a source and a place in it, folded


def check_carried(version: Version) -> list[Diagnostic]:
    """The paragraphs still listed that no rule cites any more, each told where a rule that did gave it up (W610)."""
    before = version.before
    if before is None:
        return []
    cited = {place for rule in rules(version) for place in _cited(rule)}
    lost: dict[int, tuple[Rule, list[Place]]] = {}
    told: set[Place] = set()
    for rule in rules(before):
        for place in _cited(rule):
            if place not in cited and place not in told and _lists(version, place) and _lists(before, place):
                told.add(place)
                lost.setdefault(id(rule), (rule, []))[1].append(place)
    return [_told(rule, places, version) for rule, places in lost.values()]


def rules(version: Version) -> Iterator[Rule]:
    """Everything in a version that can cite a source."""
    sections = (version.requirements, version.definitions, version.priorities, version.pauses, version.transitions)
    return chain.from_iterable(section.values() for section in sections)


def _cited(rule: Rule) -> Iterator[Place]:
    for each in rule.source:
        if each.pinpoint is not None:
            yield fold(each.source.value), fold(each.pinpoint.value)


def _lists(version: Version, place: Place) -> bool:
    source = version.sources.get(place[0])
    return source is not None and any(fold(each.pinpoint.value) == place[1] for each in source.paragraphs)


def _told(rule: Rule, places: list[Place], version: Version) -> Diagnostic:
    words = [_in_words(place, version) for place in places]
    which = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    now = next((each for each in rules(version) if type(each) is type(rule) and each.name == rule.name), None)
    if now is not None:
        message = f"“{rule.words}” cites something else here, and no rule carries {which} any more"
        hint = "cite it here as well, in a list, as far as the rule still rests on it"
    else:
        message = f"“{rule.words}” ends here, and no rule carries {which} any more"
        hint = "cite it in the rule that stands instead"
    hint += "; if it no longer holds, state the “paragraphs” of its source without it"
    return Diagnostic(Code.PARAGRAPH_DROPPED, message, _place(rule, now, version), hint)


def _in_words(place: Place, version: Version) -> str:
    source = version.sources[place[0]]
    paragraph = next(each for each in source.paragraphs if fold(each.pinpoint.value) == place[1])
    return f"“{source.name.value}, {paragraph.pinpoint.value}”"


def _place(rule: Rule, now: Rule | None, version: Version) -> Span:
    """Where the version gives it up: at the citation that it puts in its place, or where it ends the rule."""
    if now is not None:
        found = now.source[0].source.span if now.source else None
    else:
        found = version.text.repealed.get(rule.name)
    own = found is not None and found.source.name == version.text.origin.name
    return found if found is not None and own else heading(version.text)
