"""What the timeline of a case shows, in words: for those who do not see the picture."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise

from ilacs_rules.documents.timeline_parts import (
    NO_DATE_YET,
    Timeline,
    and_then,
    is_counted_from_what_is_to_come,
    is_moved,
    why,
)
from ilacs_rules.engine.forecasting.expected import Basis, Expected, Waiting
from ilacs_rules.explain import values
from ilacs_rules.explain.english import capital, counted, in_sentences, joined, sentence
from ilacs_rules.explain.forecast import assumptions
from ilacs_rules.explain.needed import depends_on
from ilacs_rules.explain.status import not_kept
from ilacs_rules.explain.timing import in_one_clause
from ilacs_rules.explain.version import what_a_pause_does
from ilacs_rules.explain.without_date import may_apply
from ilacs_rules.language.fixed_words import Strength
from ilacs_rules.language.nouns import plural, with_article
from ilacs_rules.model.case import Event
from ilacs_rules.model.partial import first_of, last_of
from ilacs_rules.model.version import Pause


def in_words(shown: Timeline) -> str:
    """Sentences: what the picture shows, and the assumptions, of which days that the rules set need none."""
    assumed = () if shown.by_rule else assumptions(shown.forecast)
    return "\n".join((*what_is_shown(shown), *assumed))


def what_is_shown(shown: Timeline) -> tuple[str, ...]:
    """Sentences: the span of time, what was held, what is expected, and what has no date."""
    forecast = shown.forecast
    said = [f"from {values.day(shown.first)} to {values.day(shown.last)}, {shown.as_at}"]
    if shown.earlier:
        said.append(f"{counted(shown.earlier, 'earlier event')} {'is' if shown.earlier == 1 else 'are'} not shown")
    begun: dict[str, list[_Dated]] = {opening: [] for opening in _BEGUN}
    for event in (event for lane in shown.lanes for event in lane.held):
        begun[_how_far(event, forecast.on)].append((_first(event), (shown.label(event.kind), ""), _held(event)))
    in_words, opening = (by_rule, "due:") if shown.by_rule else (_expected, "expected:")
    expected: dict[str, list[_Dated]] = {opening: []}
    for each in (each for lane in shown.lanes for each in lane.expected):
        asked = shown.by_rule and each.obligation.strength is Strength.ASKED
        only_from = not shown.by_rule and _may_be_at_any_time_from(each)
        days = expected.setdefault("asked for:" if asked else _ON_FIRST_DAY if only_from else opening, [])
        then = and_then(each) if shown.by_rule else ""
        words = f"{in_words(each)}, {then}" if then else in_words(each)
        days.append((each.start, _name(each, shown), words))
    told = [sentence for opening, events in begun.items() for sentence in _by_kind(events, opening, _all)]
    said += told or ["nothing has taken place yet" if shown.by_rule else "nothing is recorded to have taken place"]
    told = [sentence for opening, days in expected.items() for sentence in _by_kind(days, opening, _all_or_how_often)]
    said += told or [_nothing_dated(shown, opening.removesuffix(":"))]
    said += _later(shown, in_words)
    said += _not_kept(shown)
    said += _without_date(shown)
    said += [_pause(pause, shown) for pause in shown.pauses]
    said += _new_versions(shown)
    return tuple(sentence(each) for each in said)


def _nothing_dated(shown: Timeline, opening: str) -> str:
    """Where something waits without a date, or comes later, something is expected all the same."""
    by = f" by {values.day(shown.last)}" if shown.later else ""
    if any(not may_apply(each) for each in shown.waiting):
        return f"nothing of which a day can be told is {opening}{by}" if by else _NO_DAY.format(opening)
    if shown.waiting:
        return f"it is not known of anything that it is {opening}{by}"
    return f"nothing is {opening}{by}"


def _later(shown: Timeline, in_words: Callable[[Expected], str]) -> list[str]:
    """What comes next after the last day: first what can be done by then already."""
    last = values.day(shown.last)
    openings = {True: f"may be done by {last} already, due later:", False: f"later than {last}:"}
    said = []
    for is_open, opening in openings.items():
        days = [
            (each.start, _name(each, shown), in_words(each)) for each in shown.later if shown.is_open(each) is is_open
        ]
        said += _by_kind(days, opening, _all)
    return said


def _new_versions(shown: Timeline) -> list[str]:
    """From when they are in force, and which of them nobody could have read on the day of the question."""
    if not shown.new_versions:
        return []
    starts = [values.day(version.start) for version in shown.new_versions]
    on = shown.forecast.on
    later = [] if shown.by_rule else [values.day(each.start) for each in shown.new_versions if each.published > on]
    after = f"published after {values.day(on)}"
    if len(starts) == 1:
        return [f"a new version is in force from {starts[0]}{f', {after}' if later else ''}"]
    words = f"new versions are in force from {joined(starts)}"
    those = f"that of {later[0]} was" if len(later) == 1 else f"those of {joined(later)} were"
    return [f"{words}; {those} {after}" if later else words]


def _may_be_at_any_time_from(each: Expected) -> bool:
    """Whether it is taken to be done on its first day only as no later one is set."""
    obligation = each.obligation
    return each.basis is Basis.OPENING and obligation.target is None and obligation.closes is None


_NO_DAY = "no day can be told of anything that is {}"
_ON_FIRST_DAY = "expected on the first day possible, as no date is set:"

_MOST_DAYS = 6  # of one kind that are told one by one
_RHYTHMS = (  # with the least and the most days from one to the next
    ("every week", 7, 7),
    ("every month", 28, 31),
    ("every quarter", 89, 92),
    ("every year", 365, 366),
)

_OVER, _PERHAPS_OVER, _IN_HAND = _BEGUN = ("took place:", "begun, and perhaps over:", "under way:")


def _how_far(event: Event, on: date) -> str:
    """Whether it was over by the day; what is not had begun."""
    if event.end is None or first_of(event.end) > on:
        return _IN_HAND
    return _OVER if last_of(event.end) <= on else _PERHAPS_OVER


_Name = tuple[str, str]
"""What an event is called, and by what it is asked for where several requirements ask for such an event."""
_Dated = tuple[date, _Name, str]


def _name(each: Expected, shown: Timeline) -> _Name:
    return shown.label(each.event.kind), shown.under(each)


def _by_kind(dated: list[_Dated], opening: str, told: Callable[[list[tuple[date, str]]], str]) -> list[str]:
    """A sentence for each kind of event, in the order of their first days, with its days as they are `told`.

    `due: a full check (re-check) on 28 November 2024`, where several requirements ask for that kind.
    """
    days: dict[_Name, list[tuple[date, str]]] = {}
    for start, name, words in sorted(dated, key=lambda each: each[0]):
        days.setdefault(name, []).append((start, words))
    return [
        f"{opening} {with_article(label) if len(found) == 1 else plural(label)}{f' ({under})' if under else ''} "
        f"{told(found)}"
        for (label, under), found in days.items()
    ]


def _all(days: list[tuple[date, str]]) -> str:
    """`of 1 April 2027; 1 April 2028`: the preposition is said once, and what several have in common too."""
    first, *others = dict.fromkeys(words for _, words in days)
    preposition = next((each for each in ("of ", "on ", "between ") if first.startswith(each)), "")
    return "; ".join((first, *(each.removeprefix(preposition) for each in others)))


def _all_or_how_often(days: list[tuple[date, str]]) -> str:
    """The same; of many, how often they come, the first and the last."""
    if len(days) > _MOST_DAYS:
        begun = [start for start, _ in days]
        ends = f"the first {_one(*days[0])}, the last {_one(*days[-1])}"
        return f"{_rhythm(begun)}, {len(days):,} in all: {ends}"
    return _all(days)


def _one(day: date, words: str) -> str:
    """When one of many is: by the rule, or else on its day."""
    return words if words.startswith(("on ", "by ", "between ")) else f"on {values.day(day)}"


def _rhythm(days: list[date]) -> str:
    """`every week`, where they come like that; else how long they go on."""
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    for words, least, most in _RHYTHMS:
        if all(least <= gap <= most for gap in gaps):
            return words
    return f"from {days[0].year} to {days[-1].year}"


def _without_date(shown: Timeline) -> list[str]:
    """What has no date and why; requirements that lack one for the same reason are told together."""
    reasons: dict[tuple[bool, str], list[str]] = {}
    not_yet = []
    for each in shown.waiting:
        if shown.by_rule and is_counted_from_what_is_to_come(each) and not is_moved(each):
            not_yet.append(_by_its_rule(each))
            continue
        because = _why(each, by_rule=shown.by_rule)
        perhaps = may_apply(each) and not because.startswith(_DEPENDS)  # which says so in itself
        reasons.setdefault((perhaps, because), []).append(each.requirement.label)
    said = not_yet
    for (perhaps, because), found in sorted(reasons.items(), key=lambda item: item[0][0]):
        those = f": {joined(found)}"
        opening = "may apply" if perhaps else "without a date"
        said.append(
            f"{because}{those}" if because.startswith(_DEPENDS) else f"{opening}{those}. {in_sentences(because)}"
        )
    return said


def _by_its_rule(waiting: Waiting) -> str:
    """`no date yet: visits. Every quarter after the first visit`, and why, where that is more than the rule says."""
    clause = in_one_clause(waiting.requirement.due, waiting.decision.version)
    because = why(waiting, by_rule=True)
    more = "" if because.removeprefix("it may be done once ") in clause else f". {in_sentences(because)}"
    return f"{NO_DATE_YET}: {waiting.requirement.label}. {capital(clause)}{more}"


_DEPENDS = "what is asked, and when, depends on "


def _why(waiting: Waiting, *, by_rule: bool) -> str:
    """Why it has no date: what nobody can know yet is the outcome of what is only expected.

    Of a made-up case nothing is missing in the record: it depends on what is not told of it.
    """
    needs = " ".join(need.text for need in waiting.obligation.needs)
    imagined = [values.event(each, waiting.decision.version) for each in waiting.imagined]
    hangs_on = [words for words in imagined if words in needs]
    if by_rule and waiting.obligation.needs:
        return f"{_DEPENDS}{depends_on(waiting.obligation)}"
    if not hangs_on:
        return why(waiting, by_rule=by_rule)
    are = "is" if len(hangs_on) == 1 else "are"
    told = f"that depends on the outcome of {joined(hangs_on)}, which {are} to come"
    return f"{told}: what is needed was not recorded last time either"


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


def by_rule(each: Expected) -> str:
    """The days that the rules set: `on 1 April 2029 (from 1 October 2028, at the latest 1 October 2029)`."""
    obligation = each.obligation
    opens, target, closes = obligation.opens, obligation.target, obligation.closes
    if target is None:
        if closes is None:
            return "" if opens is None else f"from {values.day(opens)} on"
        if opens is None:
            return f"by {values.day(closes)}"
        return f"between {values.day(opens)} and {values.day(closes)}"
    told = [
        f"{name} {values.day(day)}"
        for name, day in (("from", opens), ("at the latest", closes))
        if day is not None and day != target
    ]
    return f"{values.on_day(target)} ({', '.join(told)})" if told else values.on_day(target)


def _pause(pause: Pause, shown: Timeline) -> str:
    """What a pause does to what is owed, in the words of the version that has it: it forbids nothing."""
    version = next(each for each in reversed(shown.versions) if pause.name in each.pauses)
    over = pause.until is not None and pause.until <= shown.forecast.on
    return f"{what_a_pause_does(pause, version, over=over)} ({pause.words}): {values.paused_days(pause)}"
