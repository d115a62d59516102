"""What the timeline of a case shows, in words: for those who do not see the picture."""

from __future__ import annotations

from datetime import date

from ilacs_rules.documents.timeline_parts import Timeline
from ilacs_rules.engine.forecasting.expected import Basis, Expected, Waiting
from ilacs_rules.explain import values
from ilacs_rules.explain.english import counted, joined, sentence
from ilacs_rules.explain.forecast import assumptions, why_without_date
from ilacs_rules.explain.status import not_kept
from ilacs_rules.language.nouns import plural, with_article
from ilacs_rules.model.case import Event
from ilacs_rules.model.partial import first_of, last_of
from ilacs_rules.model.version import Pause


def in_words(shown: Timeline) -> str:
    """Sentences: what the picture shows, and the assumptions."""
    return "\n".join((*what_is_shown(shown), *assumptions(shown.forecast)))


def what_is_shown(shown: Timeline) -> tuple[str, ...]:
    """Sentences: the span of time, what was held, what is expected, and what has no date."""
    forecast = shown.forecast
    said = [f"from {values.day(shown.first)} to {values.day(shown.last)}, as known on {values.day(forecast.on)}"]
    if shown.earlier:
        said.append(f"{counted(shown.earlier, 'earlier event')} {'is' if shown.earlier == 1 else 'are'} not shown")
    begun: dict[str, list[tuple[date, str, str]]] = {opening: [] for opening in _BEGUN}
    for event in (event for lane in shown.lanes for event in lane.held):
        begun[_how_far(event, forecast.on)].append((_first(event), shown.label(event.kind), _held(event)))
    expected = [
        (each.start, shown.label(each.event.kind), _expected(each)) for lane in shown.lanes for each in lane.expected
    ]
    told = [sentence for opening, events in begun.items() for sentence in _by_kind(events, opening)]
    said += told or ["nothing is recorded to have taken place"]
    said += _by_kind(expected, "expected:") or ["nothing is expected"]
    said += _not_kept(shown)
    said += _without_date(shown)
    said += [_pause(pause) for pause in shown.pauses]
    said += [f"a new version is in force from {values.day(version.start)}" for version in shown.new_versions]
    return tuple(sentence(each) for each in said)


_OVER, _PERHAPS_OVER, _IN_HAND = _BEGUN = ("held:", "begun, and perhaps over:", "in hand:")


def _how_far(event: Event, on: date) -> str:
    """Whether it was over by the day; what is not had begun."""
    if event.end is None or first_of(event.end) > on:
        return _IN_HAND
    return _OVER if last_of(event.end) <= on else _PERHAPS_OVER


def _by_kind(dated: list[tuple[date, str, str]], opening: str) -> list[str]:
    """A sentence for each kind of event, in the order of their first days, with all its days."""
    days: dict[str, list[str]] = {}
    for _, label, words in sorted(dated, key=lambda each: each[0]):
        days.setdefault(label, []).append(words)
    return [
        f"{opening} {with_article(label) if len(found) == 1 else plural(label)} {_all(found)}"
        for label, found in days.items()
    ]


def _all(days: list[str]) -> str:
    """`of 1 April 2027; 1 April 2028`: the preposition is said once."""
    first, *others = days
    return "; ".join((first, *(each.removeprefix("of ") if first.startswith("of ") else each for each in others)))


def _without_date(shown: Timeline) -> list[str]:
    """What has no date and why; requirements that lack one for the same reason are told together."""
    reasons: dict[str, list[str]] = {}
    for each in shown.waiting:
        reasons.setdefault(why_without_date(each), []).append(each.requirement.label)
    return [f"without a date: {joined(found)}, because {why}" for why, found in reasons.items()]


def _not_kept(shown: Timeline) -> list[str]:
    """What was missed or done too often in a period, once for each."""
    expected = [each for lane in shown.lanes for each in lane.expected]
    known: list[Expected | Waiting] = [*expected, *shown.waiting]
    return list(
        dict.fromkeys(f"{each.requirement.label}: {words}" for each in known for words in not_kept(each.obligation))
    )


def _first(event: Event) -> date:
    return event.start if isinstance(event.start, date) else event.start.first


def _held(event: Event) -> str:
    if event.end is None:
        return f"begun {values.on_day(event.start)}"
    return values.held(event.start, event.end)


def _expected(each: Expected) -> str:
    obligation = each.obligation
    days = (("from", obligation.opens), ("due", obligation.target), ("at the latest", obligation.closes))
    known = {day for name, day in days if name == "due"} | {each.start}  # what the other days need not repeat
    told = [
        f"{name} {values.day(day)}"
        for name, day in days
        if day is not None and (day not in known or (name == "due" and day != each.start))
    ]
    told += [each.basis.value] if each.basis is Basis.ASSUMED else []
    words = values.held(each.start, each.end)
    return f"{words} ({', '.join(told)})" if told else words


def _pause(pause: Pause) -> str:
    until = "" if pause.until is None else f" to {values.day(pause.until)}"
    return f"paused ({pause.words}): from {values.day(pause.start)}{until}"
