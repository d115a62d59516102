"""What the timeline of a case shows, in words: for those who do not see the picture."""

from __future__ import annotations

from datetime import date

from ilacs_rules.cases.model import Event
from ilacs_rules.checker.version import Pause
from ilacs_rules.documents.timeline_parts import Timeline
from ilacs_rules.engine.forecasting.expected import Expected
from ilacs_rules.explain import values
from ilacs_rules.explain.english import counted, sentence
from ilacs_rules.explain.forecast import assumptions, why_without_date


def in_words(shown: Timeline) -> str:
    """Sentences: the span of time, what was held, what is expected, what has no date, and the assumptions."""
    forecast = shown.forecast
    said = [f"from {values.day(shown.first)} to {values.day(shown.last)}, as known on {values.day(forecast.on)}"]
    if shown.earlier:
        said.append(f"{counted(shown.earlier, 'earlier event')} {'is' if shown.earlier == 1 else 'are'} not shown")
    held = [(_first(event), _held(shown, event)) for lane in shown.lanes for event in lane.held]
    expected = [(each.start, _expected(shown, each)) for lane in shown.lanes for each in lane.expected]
    said.append(f"held: {_listed(held)}")
    said.append(f"expected: {_listed(expected)}")
    said += [f"without a date: {each.requirement.words}, because {why_without_date(each)}" for each in shown.waiting]
    said += [_pause(pause) for pause in shown.pauses]
    said += [f"a new version is in force from {values.day(version.start)}" for version in shown.new_versions]
    return "\n".join(sentence(each) for each in (*said, *assumptions(forecast)))


def _listed(dated: list[tuple[date, str]]) -> str:
    return "; ".join(words for _, words in sorted(dated, key=lambda pair: pair[0])) or "nothing"


def _first(event: Event) -> date:
    return event.start if isinstance(event.start, date) else event.start.first


def _held(shown: Timeline, event: Event) -> str:
    label = shown.label(event.kind)
    if event.end is None:
        return f"{label} begun {values.on_day(event.start)}"
    return f"{label} {values.held(event.start, event.end)}"


def _expected(shown: Timeline, each: Expected) -> str:
    obligation = each.obligation
    days = (("opens", obligation.opens), ("target", obligation.target), ("closes", obligation.closes))
    told = [f"{name} {values.day(day)}" for name, day in days if day is not None and day != each.start]
    words = f"{shown.label(each.event.kind)} {values.held(each.start, each.end)}"
    return f"{words} ({', '.join(told)})" if told else words


def _pause(pause: Pause) -> str:
    until = "" if pause.until is None else f" to {values.day(pause.until)}"
    return f"paused ({pause.words}): from {values.day(pause.start)}{until}"
