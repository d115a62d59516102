"""Where an obligation stands, in words: `not yet open: opens on 25 November 2020, due on 25 May 2021`."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from ilacs_rules.engine.moved import moved_by_what_comes
from ilacs_rules.engine.plan_rows import LATE
from ilacs_rules.engine.progress import UNUSED, UNUSED_AS_RECORDED
from ilacs_rules.engine.quotas import MOST_EARLIER
from ilacs_rules.explain import english, values
from ilacs_rules.explain.how_many import as_often_as_may_be
from ilacs_rules.explain.instead import in_place_of
from ilacs_rules.explain.lateness import (
    done_late,
    due_word,
    how_late,
    on_day,
    some_day,
    unless_done,
    was_to_be_done,
)
from ilacs_rules.explain.record import recorded_to
from ilacs_rules.explain.standing import USED_UP, ahead, done_late_word, is_used_up, late_word
from ilacs_rules.language.fixed_words import Strength
from ilacs_rules.language.nouns import is_plural, the, with_article
from ilacs_rules.model.decision import CANNOT_BE_TOLD, Decision, Flag, Obligation, Status
from ilacs_rules.model.due_shapes import Repeat
from ilacs_rules.model.partial import Day, Partial
from ilacs_rules.model.version import Requirement, Version

NO_DAY_TOLD = "no day can be told"
PAST_BEFORE = "that day was past when the rule that makes it late"
HOW_IT_STANDS = "how it stands cannot be told"


def verdict(obligation: Obligation, decision: Decision) -> str:
    """The status with its dates, without capital and full stop; before it, what was missed or done too often."""
    stands = () if is_exceeded(obligation) else (_stands(obligation, decision),)
    return "; ".join((*not_kept(obligation), *stands, *beside(obligation, decision.version)))


def not_kept(obligation: Obligation) -> list[str]:
    """What was missed or done too often, with the days of the period: `missed from 1 January to 31 December 2023`."""
    stretch = obligation.period_before
    before = f"from {values.day(stretch.first)} to {values.day(stretch.last)}" if stretch else "in the period before"
    words = {
        Flag.EXCEEDED: f"done too often{_because(obligation)}",
        Flag.EXCEEDED_BEFORE: f"done too often {before}",
        Flag.MISSED: f"missed {before}{earlier(obligation)}",
    }
    return [words[flag] for flag in obligation.flags if flag in words]


def is_exceeded(obligation: Obligation) -> bool:
    """Whether more was done than is allowed: that it is open, or late, then says nothing of what is to be done."""
    return Flag.EXCEEDED in obligation.flags


def earlier(obligation: Obligation) -> str:
    """What follows a period that was missed, where others before it were too: `, and 2 periods before that`."""
    missed = obligation.missed_earlier
    many = " or more" if missed == MOST_EARLIER else ""
    return f", and {missed:,}{many} {'period' if missed == 1 else 'periods'} before that" if missed else ""


def beside(obligation: Obligation, version: Version) -> list[str]:
    """What a status does not say: that it was late before the rules, that one is in hand, that it is paused."""
    found = []
    if obligation.days_in_force is not None and obligation.made_late_since is not None:
        since = values.day(obligation.made_late_since)
        number = f"{obligation.days_in_force:,} of the days late {'is' if obligation.days_in_force == 1 else 'are'}"
        found.append(f"{PAST_BEFORE} came into force on {since}; {number} from that day on")
    return [*found, *in_hand(obligation, version), *in_place_of(obligation), *paused(obligation)]


def in_hand(obligation: Obligation, version: Version) -> list[str]:
    """`a full check begun on 14 May 2018 is still in hand`, where one is, and what it is for is still owed."""
    event = obligation.in_hand
    if event is None:
        return []
    return [
        f"{with_article(values.kind_label(event.kind, version))} begun {values.on_day(event.start)} is still under way"
    ]


def paused(obligation: Obligation) -> list[str]:
    """`paused since 17 March 2020 (“the flood”), and no end is known`, where what is owed is, and its status not."""
    pause = obligation.pause
    if pause is None or obligation.status is Status.PAUSED:
        return []
    days, name = values.paused_days(pause), english.quoted(pause.words)
    if pause.until is not None:
        return [f"paused {days} ({name})"]
    if isinstance(pause.start, date):  # of one that may have begun it is not told that it has
        days = f"since {values.day(pause.start)}"
    return [f"paused {days} ({name}), and no end is known"]


def on_that_day(obligation: Obligation, decision: Decision) -> str:
    """How it stands, as the end of a sentence: `has been possible since …`, `is overdue by 2 days: …`."""
    version = decision.version
    if is_exceeded(obligation):
        return "; ".join((f"has been {not_kept(obligation)[0]}", *beside(obligation, version)))
    if obligation.status in CANNOT_BE_TOLD:
        return verdict(obligation, decision)
    if obligation.status is Status.SATISFIED:
        return "; ".join((_is_done(obligation, version), *beside(obligation, version)))
    if obligation.status in (Status.OPEN, Status.NOT_YET_OPEN):
        stands = _ahead_of_it(obligation, decision)
    else:
        stands = f"{'has' if obligation.status is Status.NO_DATE_SET else 'is'} {_stands(obligation, decision)}"
    return "; ".join((stands, *beside(obligation, version)))


def _ahead_of_it(obligation: Obligation, decision: Decision) -> str:
    """`may be done from 1 May 2028 on, and is due by 1 June 2028`: its days, not what that is called."""
    on, opens, closes = decision.on, obligation.opens, obligation.closes
    if obligation.status is Status.NOT_YET_OPEN and ahead(obligation, decision) is not None:
        return _before_its_day(obligation, decision)
    if opens is not None and opens == closes:
        return _is_due_by(obligation, "on this day" if opens == on else on_day(opens))
    begins = f"may be done from {some_day(opens)} on"
    if obligation.status is Status.OPEN:
        begins = "may be done from this day on" if opens == on else f"has been possible since {some_day(opens)}"
    return f"{begins}, {_ends(obligation)}"


def _ends(obligation: Obligation) -> str:
    """What follows the day from which it may be done."""
    target, closes = obligation.target, obligation.closes
    if closes is None:
        return "and no date is set" if target is None else f"and {_is_due_by(obligation, on_day(target))}"
    if target is None or target == closes:
        return f"and {_is_due_by(obligation, f'by {some_day(closes)}')}"
    late = f"and is {done_late_word(obligation.strength)} after {some_day(closes)}"
    return f"{_is_due_by(obligation, on_day(target))}, {late}"


def _is_due_by(obligation: Obligation, when: str) -> str:
    if obligation.strength is Strength.MAY:
        return f"may be done {when.replace('by ', 'until ', 1) if when.startswith('by ') else when}"
    return f"is {due_word(obligation)} {when}"


def _is_done(obligation: Obligation, version: Version) -> str:
    """`has been done, 3 days late, by the full check of 14 May 2024`; `needs nothing more: all four are done`."""
    if is_used_up(obligation):
        return f"has been done {as_often_as_may_be(obligation)}"
    if obligation.reason is not None or not obligation.served_by:
        return f"needs nothing more{_because(obligation)}"
    late = done_late(obligation)
    return f"has been done{f', {late},' if late else ''} by {values.event(obligation.served_by[-1], version)}"


def _stands(obligation: Obligation, decision: Decision) -> str:
    on, version, closes = decision.on, obligation.terms or decision.version, obligation.closes
    match obligation.status:
        case Status.UNDETERMINED:
            return "cannot tell"
        case Status.APPLIES:
            return (
                f"applies, but {NO_DAY_TOLD if obligation.is_undated else HOW_IT_STANDS}{_as_far_as_dated(obligation)}"
            )
        case Status.DOES_NOT_APPLY:
            return f"does not apply{_as_recorded(obligation, decision)}"
        case Status.SATISFIED if is_used_up(obligation):
            return f"{USED_UP}{_as_recorded(obligation, decision)}: done {as_often_as_may_be(obligation)}"
        case Status.SATISFIED:
            served = obligation.served_by
            by = f" by {values.event(served[-1], version)}" if served and obligation.reason is None else ""
            late = done_late(obligation)
            return f"satisfied{f', {late},' if late and by else f', {late}' if late else ''}{by}{_because(obligation)}"
        case Status.LAPSED if closes is not None and obligation.reason in (UNUSED, UNUSED_AS_RECORDED):
            return f"lapsed after {some_day(closes)}{unless_done(obligation)}{_because(obligation)}"
        case Status.PAUSED:
            return f"paused{_because(obligation)}{_as_far_as_dated(obligation)}"
        case Status.LAPSED:
            return f"lapsed{unless_done(obligation)}{_because(obligation)}"
        case Status.NO_DATE_SET:
            return f"{obligation.status.value}{_because(obligation)}"
        case Status.NOT_YET_OPEN if (early := ahead(obligation, decision)) is not None:
            return f"{early}: it {_before_its_day(obligation, decision)}"
        case Status.NOT_YET_OPEN:
            return f"not yet open: it opens {on_day(obligation.opens)}{_until(obligation)}"
        case Status.OPEN if _only_today(obligation, on):
            return f"open, due today ({values.day(on)})"
        case Status.OPEN:
            since = "from this day on" if obligation.opens == on else f"since {some_day(obligation.opens)}"
            return f"open {since}{_until(obligation)}"
        case Status.LATER_THAN_USUAL | Status.LATER_THAN_USUAL_UNLESS_DONE:
            return f"{late_word(obligation)}{how_late(obligation)}: it is usually done by {some_day(closes)}"
        case (
            Status.OVERDUE | Status.OVERDUE_UNLESS_DONE | Status.LATER_THAN_ASKED | Status.LATER_THAN_ASKED_UNLESS_DONE
        ):
            return f"{late_word(obligation)}{how_late(obligation)}: it {was_to_be_done(obligation)}"
        case _:
            assert_never(obligation.status)


def _as_recorded(obligation: Obligation, decision: Decision) -> str:
    to = recorded_to(obligation, decision)
    return "" if to is None else f", as recorded to {values.day(to)}"


def known_without_a_day(obligation: Obligation, version: Version) -> list[str]:
    """Sentences on what is known of something that applies where no day of it can be told."""
    if obligation.status is not Status.APPLIES or not obligation.is_undated:
        return []
    since, early = obligation.since, obligation.not_before
    found = [] if since is None else [f"It is reckoned from {values.event(since, version)}."]
    return found + ([] if early is None else [f"It may not be done before {values.day(early)}."])


def _before_its_day(obligation: Obligation, decision: Decision) -> str:
    """What is done before its day counts as well, or something else is to be done first, which sets another day."""
    others = moved_by_what_comes(decision).get(obligation.requirement)
    if others is None:
        return f"{_due_then(obligation, decision)}, and one before that day counts as well"
    labels = [decision.version.requirements[each].label for each in others]
    moves = "moves" if len(labels) == 1 and not is_plural(labels[0]) else "move"
    first = english.joined([the(each) for each in labels])
    return f"{_due_then(obligation, decision)} as things stand; {first}, due before, {moves} that day"


def _due_then(obligation: Obligation, decision: Decision) -> str:
    target = obligation.target
    return "is due on a day not known" if target is None else _is_due(obligation, target, decision.version)


def _requirement(obligation: Obligation, version: Version) -> Requirement:
    return (obligation.terms or version).requirements[obligation.requirement]


def _only_today(obligation: Obligation, on: date) -> bool:
    return obligation.opens == obligation.closes == on


def when_due(obligation: Obligation, version: Version) -> str:
    """The days of what is asked: `due on 1 April 2029`, `no date is set` where there is none; with the pause on."""
    return "; ".join((_days(obligation, version), *(f"it is {still}" for still in paused(obligation))))


def _days(obligation: Obligation, version: Version) -> str:
    opens, target, closes = obligation.opens, obligation.target, obligation.closes
    if is_used_up(obligation):
        return f"has been done {as_often_as_may_be(obligation)}"
    if obligation.status is Status.SATISFIED:
        late = done_late(obligation)
        return f"has been done{f', {late}' if late else ''}" if obligation.served_by else "needs nothing more"
    if obligation.status in LATE:
        return f"{was_to_be_done(obligation)}, and is {late_word(obligation)}{how_late(obligation)}"
    if target is not None and (opens, closes) in ((target, target), (None, None)):
        return _is_due(obligation, target, version)
    if target is not None:
        due = _is_due(obligation, target, version)
        if opens is not None and closes is not None:
            return f"{due} and may be done between {some_day(opens)} and {some_day(closes)}"
        end = f"by {some_day(closes)}" if opens is None else f"from {some_day(opens)}"
        return f"{due} and may be done {end}"
    if closes is not None:
        when = f"between {some_day(opens)} and {some_day(closes)}" if opens is not None else f"by {some_day(closes)}"
        return f"{'may' if obligation.strength is Strength.MAY else 'is to'} be done {when}"
    if opens is not None:
        return f"may be done at any time from {some_day(opens)}, and no date is set"
    return f"has {Status.NO_DATE_SET.value}{_because(obligation)}"


def in_short(obligation: Obligation) -> str:
    """For a cell of a table: `1 January 2021`, `missed from … to …; by 31 March 2025`, `–` for what is not asked."""
    stands = () if is_exceeded(obligation) else (_date_in_short(obligation),)
    still = ("paused",) if paused(obligation) else ()
    return "; ".join((*not_kept(obligation), *stands, *still))


def _date_in_short(obligation: Obligation) -> str:
    match obligation.status:
        case Status.DOES_NOT_APPLY:
            return "–"
        case Status.UNDETERMINED | Status.APPLIES:
            return "it depends"
        case Status.SATISFIED if is_used_up(obligation):
            return USED_UP
        case Status.SATISFIED:
            late = done_late(obligation)
            return f"done{f', {late}' if late else ''}" if obligation.served_by else "nothing more"
        case Status.PAUSED | Status.LAPSED:
            return obligation.status.value
        case _ if obligation.target is not None:
            return values.day(obligation.target)
        case _ if obligation.closes is not None:
            return f"by {values.day(obligation.closes)}"
        case _ if obligation.opens is not None:
            return f"from {values.day(obligation.opens)}"
        case _:
            return "no date"


def _is_due(obligation: Obligation, target: Day, version: Version) -> str:
    """What is only asked for is not due. What repeats may be done before its day, all else is for that day."""
    if obligation.strength is not Strength.ASKED:
        return f"is due {on_day(target)}"
    repeats = isinstance(_requirement(obligation, version).due.shape, Repeat)
    return f"is asked for by {some_day(target)}" if repeats else f"is asked for, to be done {on_day(target)}"


def _until(obligation: Obligation) -> str:
    """What follows the opening: when it is due, and from when it is late."""
    opens, target, closes = obligation.opens, obligation.target, obligation.closes
    due = due_word(obligation)
    if closes is None:
        return f", {due} {on_day(target)}" if target else ", with no date by which it must be done"
    if opens == closes:
        return f", the day it is {due}"
    if target is None or target == closes:
        return f", {due} by {some_day(closes)}"
    return f", {due} {on_day(target)}, {done_late_word(obligation.strength)} after {some_day(closes)}"


def _as_far_as_dated(obligation: Obligation) -> str:
    """The days that a pause without an end has not taken away."""
    opens, target, closes = obligation.opens, obligation.target, obligation.closes
    if isinstance(target, Partial) and opens == target == closes:
        return f": its day lies between {values.day(target.first)} and {values.day(target.last)}"
    told = [] if opens is None else [f"may be done from {some_day(opens)}"]
    told += [] if target is None else [f"is due {on_day(target)}"]
    told += [] if closes is None else [f"is late after {some_day(closes)}"]
    return f"; it {english.joined(told)}" if told else ""


def _because(obligation: Obligation) -> str:
    return f": {obligation.reason}" if obligation.reason else ""
