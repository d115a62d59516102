"""When a requirement falls due, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from ilacs_rules.explain import english, values
from ilacs_rules.explain.english import joined, sentence
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.language.durations import NO_TIME, UNITS, Duration
from ilacs_rules.language.nouns import with_article
from ilacs_rules.language.number_words import n_times
from ilacs_rules.model import due as due_tree
from ilacs_rules.model import tree
from ilacs_rules.model.due_shapes import once_complete
from ilacs_rules.model.version import Version
from ilacs_rules.text.frozen import frozen


@frozen
class Timed:
    """A `due:` in words.

    `bound` and `count` are how many are to be done, where that is said (`at least`, 2). `words` end the sentence that
    says what must be done; `sentences` follow it.
    """

    words: str
    sentences: tuple[str, ...] = ()
    bound: str | None = None
    count: int = 1


def timed(due: due_tree.Due, phrases: Phrases, since: date | None = None) -> Timed:
    """When it falls due: `every 3 years after the end of the last check, up to 6 times`, and what bends it.

    `since` is the first day of the requirement, told where it is counted from there.
    """
    words, sentences = _timing(due.timing, phrases, since)
    words += how_often(due)
    if due.until is not None:
        words += f", as far as it is due by {phrases.noun(due.until)}"
    words += "".join(f", {each}" for each in limits_in_words(due, phrases))
    if due.has_no_last_day:
        sentences.append("No date is set.")
    sentences += window_sentences(due, phrases)
    sentences += [*limit_sentences(due, phrases), *moved_sentences(due), *left_out_sentences(due)]
    sentences += (
        ["What was missed in one is to be done in the next, beside what is asked for then."] if due.carried else []
    )
    match due.timing:
        case due_tree.InEach(by=str()):
            return Timed(words, tuple(sentences))
        case due_tree.BetweenEvents(bound=bound, count=count) | due_tree.InEach(bound=bound, count=count):
            return Timed(words, tuple(sentences), bound.value, count)
        case due_tree.InEachFrom(bound=bound, count=count):
            return Timed(words, tuple(sentences), bound.value, count)
        case _:
            return Timed(words, tuple(sentences))


def in_one_clause(due: due_tree.Due, version: Version) -> str:
    """When, as it stands in a table: `every 3 years after the last check, up to 6 months before or after that day`."""
    phrases = Phrases(version)
    timing = timed(due, phrases)
    often = "" if timing.bound is None else f"{timing.bound} {n_times(timing.count)} "
    window = "" if due.window is None else f", {_window(due.window, phrases)}"
    return f"{often}{timing.words}{window}"


def how_often(due: due_tree.Due) -> str:
    """`, up to six times`, `, three to five times`; nothing where no number is named."""
    number = number_of_times(due)
    return "" if number is None else f", {number}"


def number_of_times(due: due_tree.Due) -> str | None:
    """`up to six times`, `at least three times`, `three to five times`; None where no number is named."""
    least, most = due.at_least, due.up_to
    if least is None or most is None:
        return f"at least {n_times(least)}" if least is not None else None if most is None else f"up to {n_times(most)}"
    if least == most:
        return n_times(most)
    return f"{n_times(least)} or {n_times(most)}" if most <= 2 else f"{english.number_word(least)} to {n_times(most)}"


def every(period: tree.Node, phrases: Phrases) -> str:
    """`every 3 years`, `every quarter`; `again after each re-check interval` for a period with a name."""
    match period:
        case tree.Const(value=Duration(amount=amount, unit=unit)) if unit and UNITS[unit][0] == amount:
            return f"every {unit}"
        case tree.Const():
            return f"every {phrases.noun(period)}"
        case _:
            return f"each time {phrases.noun(period)} has passed"


def between(low: tree.Node, high: tree.Node, phrases: Phrases) -> str:
    """`between 7 and 12 months`."""
    first, last = phrases.noun(low), phrases.noun(high)
    number, _, unit = first.partition(" ")
    if number.isdigit() and unit.rstrip("s") == last.partition(" ")[2].rstrip("s"):
        first = number
    return f"between {first} and {last}"


def _timing(timing: due_tree.Timing, phrases: Phrases, since: date | None) -> tuple[str, list[str]]:
    noun = phrases.noun
    match timing:
        case due_tree.Every(period=period, anchor=None):
            return every(period, phrases), [_own_clock(phrases, since)]
        case due_tree.Every(period=period, anchor=anchor) if anchor is not None:
            return f"{every(period, phrases)} after {noun(anchor)}", []
        case due_tree.Once(period=period, anchor=anchor):
            return f"{noun(period)} after {noun(anchor)}", []
        case due_tree.WithinAfter(period=period, anchor=anchor):
            return f"within {noun(period)} after {noun(anchor)}", []
        case due_tree.BetweenAfter(low=low, high=high, anchor=anchor):
            return f"{between(low, high, phrases)} after {noun(anchor)}", []
        case due_tree.BetweenDays(first=first, last=last):
            return f"between {noun(first)} and {noun(last)}", []
        case due_tree.BetweenEvents(kind=kind):
            return f"between one {phrases.kind(kind)} and the next", []
        case due_tree.InEach(by=str(last)):
            return f"by {last} of each year", []
        case due_tree.InEach(words=words):
            return f"in each {words}", []
        case due_tree.InEachFrom(period=period, start=start):
            return f"in each period of {noun(period)}, counted from {noun(start)}", []
        case due_tree.BeforeDay(period=period, day=day):
            return f"at least {noun(period)} before {noun(day)}", []
        case due_tree.By(day=day):
            return f"by {noun(day)}", []
        case due_tree.On(day=day):
            return f"on {noun(day)}", []
        case due_tree.After(day=day):
            return f"at any time after {noun(day)}", []
        case due_tree.OnOrAfter(day=day):
            return f"on {noun(day)} or at any time after it", []
        case due_tree.Following(requirement=name):
            return f"at any time after {completed(name, phrases)}", []
        case due_tree.Every():
            raise AssertionError("an anchor is a node or None")
        case _:
            assert_never(timing)


def completed(name: str, phrases: Phrases) -> str:
    """`the four visits are done`; `the first three visits under “monitoring” are done` where more may follow."""
    requirement = phrases.version.requirements[name]
    return once_complete(requirement.label, phrases.kind(requirement.event), requirement.due.shape)


_KEPT = (
    "What is done in that time counts as done on the day itself, and the next is counted from there; "
    "what is done earlier or later is counted from when it was done."
)


def _own_clock(phrases: Phrases, first: date | None) -> str:
    counted, day = "This is counted from the end of the last one.", "the day this requirement first came into force"
    created = phrases.fact("created") if "created" in phrases.version.vocabulary.facts else None
    if first is None:  # it may be older than the version that is read
        return f"{counted} The first is counted from {day}{f', or from {created} if that is later' if created else ''}."
    later = f" Where {created} is later, it is counted from then." if created else ""
    return f"{counted} The first is counted from {values.day(first)}, {day}.{later}"


def limits_in_words(due: due_tree.Due, phrases: Phrases) -> Iterator[str]:
    """`but not before 1 March 2024`, `at the latest 31 March 2028`: what brings each of its days inside."""
    for node, preposition in ((due.not_before, "but not before"), (due.not_after, "at the latest")):
        if node is not None:
            yield f"{preposition} {phrases.noun(node)}"


def window_sentences(due: due_tree.Due, phrases: Phrases) -> list[str]:
    """How much earlier or later than its day it may be done, and whether that keeps the day; none without a window."""
    found = [] if due.window is None else [sentence(f"it may be done {_window(due.window, phrases)}")]
    return [*found, _KEPT] if due.keeping else found


def _window(window: due_tree.Window, phrases: Phrases) -> str:
    """`up to 6 months before or after that day`."""
    before, after = phrases.noun(window.before), phrases.noun(window.after)
    if window.after == tree.Const(NO_TIME, type=window.after.type, span=window.after.span):
        return f"up to {before} before that day"
    if window.before == tree.Const(NO_TIME, type=window.before.type, span=window.before.span):
        return f"up to {after} after that day"
    if before == after:
        return f"up to {before} before or after that day"
    return f"from {before} before that day to {after} after it"


def limit_sentences(due: due_tree.Due, phrases: Phrases) -> list[str]:
    """What becomes of a stretch of days that lies wholly before the first day allowed, or after the last."""
    if due.window is None and not isinstance(due.timing, due_tree.BetweenAfter | due_tree.BetweenDays):
        return []
    found = []
    if due.not_before is not None:
        day = phrases.noun(due.not_before)
        found.append(sentence(f"where all of that time is over before {day}, it is due on that day alone"))
    if due.not_after is not None:
        day = phrases.noun(due.not_after)
        found.append(sentence(f"where none of that time has begun by {day}, it is due on that day alone"))
    return found


def moved_sentences(due: due_tree.Due) -> list[str]:
    """What becomes of a day that is not a working day, or not of another kind."""
    if due.moved is None:
        return []
    day = with_article(due.moved.kind.words)
    return [f"A day that is not {day} is moved to the {due.moved.to} {due.moved.kind.words}."]


def left_out_sentences(due: due_tree.Due) -> list[str]:
    """When it may not be done, and what becomes of a day that falls there."""
    if not due.not_in:
        return []
    stretches = joined([each.words for each in due.not_in], "or")
    return [f"It may not be done in {stretches}. {_out_of_it(due)}"]


def _out_of_it(due: due_tree.Due) -> str:
    if due.moved is not None:
        return f"A day that falls there is moved to the {due.moved.to} {due.moved.kind.words} outside."
    match due.timing:
        case due_tree.InEach() | due_tree.InEachFrom():
            return "Where all of the time for it falls there, it is not asked for."
        case due_tree.After() | due_tree.OnOrAfter() | due_tree.Following() if due.not_after is None:
            return "Where its first day falls there, it is the first day after."
        case due_tree.Once() | due_tree.On() | due_tree.Every() if due.window is None:
            return "A day that falls there is moved to the first day after."
        case _:
            return "Where its first day falls there, it is the first day after; where its last does, the last before."
