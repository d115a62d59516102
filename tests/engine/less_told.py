"""A case of which less is told, and whether what is then answered still agrees with what was answered before.

Less is told where a fact or something recorded is not known, an event is told as of a wider kind only, a day only to
its month or year, an event is left out and the record of its kind not said to be complete so far back, or the whole
record ends earlier; and of the policy, where it is not known on which day a pause began. Every answer must then be the
same, or wider, or that it cannot be told, or that it may have been done since.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from ilacs_rules import UNKNOWN, Case, Day, Decision, Event, Flag, Obligation, Partial, Status, Value
from ilacs_rules.engine.existence import Existence
from ilacs_rules.engine.reading import Reader
from ilacs_rules.model.partial import first_of, from_to, last_of
from ilacs_rules.model.vocabulary import Vocabulary, with_those_above
from tests.engine.obligation_tools import Pause, Version
from tests.policies import CANNOT_BE_TOLD
from tests.strategies.any_cases import is_list_of_cases

Less = tuple[str, Case]


# ------------------------------------------------------------------------------------------------ telling less


def tellings(case: Case, vocabulary: Vocabulary, random: Random) -> Iterator[Less]:
    """The case with one thing less told of it, in every way; and a few with two."""
    once = list(_one_less(case, vocabulary, random))
    yield from once
    for what, less in random.sample(once, min(4, len(once))):
        again = list(_one_less(less, vocabulary, random))
        if again:
            more, least = random.choice(again)
            yield f"{what}; {more}", least


def _one_less(case: Case, vocabulary: Vocabulary, random: Random) -> Iterator[Less]:
    yield from _facts(case, vocabulary)
    for place, event in enumerate(case.events):
        name = f"{event.kind} {event.source}"

        def instead(changed: Event, place: int = place) -> Case:
            return replace(case, events=(*case.events[:place], changed, *case.events[place + 1 :]))

        for field, value in event.fields.items():
            if value is not UNKNOWN:
                yield (
                    f"{field} of {name} is not known",
                    instead(_unrecorded(event, field)),
                )
        if event.publication is not None and event.end is not None:
            yield f"the end of {name} is not told", instead(replace(event, end=None))  # it had ended by then
        for what, vaguer in _vaguer(event):
            yield f"{name}: {what}", instead(vaguer)
        for wider in with_those_above(event.kind, vocabulary.events):
            if wider in vocabulary.told_by_kinds and wider != event.kind:
                records = vocabulary.events[wider].records
                fields = {name: value for name, value in event.fields.items() if name in records}
                yield (
                    f"of which kind of {wider} {name} is, is not known",
                    instead(replace(event, kind=wider, fields=fields)),
                )
        yield _without(case, place, vocabulary, random)
    for kind, day in case.complete_from.items():
        if day is not None:
            later = random.choice([None, later_by(day, 400)])
            yield f"{kind} complete from {later}", replace(case, complete_from={**case.complete_from, kind: later})
    if isinstance(case.complete_until, date):
        earlier = case.complete_until - timedelta(random.choice([1, 30, 400]))
        yield f"complete until {earlier}", replace(case, complete_until=earlier)


def _unrecorded(event: Event, field: str) -> Event:
    return replace(event, fields={**event.fields, field: UNKNOWN})


def _facts(case: Case, vocabulary: Vocabulary) -> Iterator[Less]:
    for name, value in case.facts.items():
        kind = vocabulary.facts.get(name)
        if value is UNKNOWN or kind is None:
            continue
        if kind.default is None or Reader.of(kind).read(UNKNOWN) is UNKNOWN:
            yield f"{name} is not known", replace(case, facts={**case.facts, name: UNKNOWN})
        if isinstance(value, date):
            for vague in _around(value):
                yield f"{name} only in {vague}", replace(case, facts={**case.facts, name: vague})


def _vaguer(event: Event) -> Iterator[tuple[str, Event]]:
    """The event with one of its days, or both that are one day, known only to the month or year."""
    start, end, publication = event.start, event.end, event.publication
    if publication is not None:
        yield "publication is not told", replace(event, publication=None)
    for which in ("start", "end", "both", "publication"):
        day = getattr(event, "start" if which == "both" else which)
        if not isinstance(day, date) or (which == "both" and start != end):
            continue
        for vague in _around(day):
            changed = {"start": vague, "end": vague} if which == "both" else {which: vague}
            yield f"{which} only in {vague}", _narrowed(replace(event, **changed))


def _around(day: date) -> tuple[Partial, Partial]:
    last = calendar.monthrange(day.year, day.month)[1]
    month = Partial(day.replace(day=1), day.replace(day=last))
    return month, Partial(date(day.year, 1, 1), date(day.year, 12, 31))


def _narrowed(event: Event) -> Event:
    """As cases are read: an event starts before it ends and is published after."""
    start, end, publication = event.start, event.end, event.publication
    if isinstance(end, Partial):
        last = end.last if publication is None else min(end.last, last_of(publication))
        end = from_to(max(end.first, first_of(start)), last)
    if isinstance(start, Partial) and end is not None:
        start = from_to(start.first, min(start.last, last_of(end)))
    return replace(event, start=start, end=end)


def _without(case: Case, place: int, vocabulary: Vocabulary, random: Random) -> Less:
    """The case without an event, of whose kind the record is then complete from the day after it at the earliest."""
    event = case.events[place]
    since = None if event.end is None else later_by(last_of(event.end), 1)
    kinds, complete = vocabulary.events, dict(case.complete_from)
    chain = [event.kind]
    while chain[-1] in kinds and kinds[chain[-1]].is_a:
        chain.append(kinds[chain[-1]].is_a[0])
    told = next((kind for kind in chain if kind in complete), None)
    at = random.choice(chain[: chain.index(told) + 1] if told is not None else chain)
    before = date.min if told is None else complete[told]
    if random.random() < 0.5:  # of kinds that are one of it, all is told as before
        for below in kinds[at].kinds - {at} if at in kinds else ():
            if below != event.kind and below not in chain:
                complete.setdefault(below, before)
    complete[at] = None if since is None or before is None else max(since, before)
    left = (*case.events[:place], *case.events[place + 1 :])
    what = f"without {event.kind} {event.source}, {at} complete from {complete[at]}"
    return what, replace(case, events=left, complete_from=complete)


def vaguer_pauses(version: Version, random: Random) -> Iterator[tuple[str, Version]]:
    """The version with a pause that began at a day less is known of, in every way; and once with all of them."""
    ways = {pause.name: list(_vaguer_begun(pause, random)) for pause in version.pauses.values()}
    for name, vaguer in ways.items():
        for each in vaguer:
            words = f"{name} began {each.start} until {each.until}"
            yield words, replace(version, pauses={**version.pauses, name: each})
    if len(ways) > 1:
        chosen = {name: random.choice([version.pauses[name], *vaguer]) for name, vaguer in ways.items()}
        words = ", ".join(f"{name} began {each.start} until {each.until}" for name, each in chosen.items())
        yield words, replace(version, pauses=chosen)


def _vaguer_begun(pause: Pause, random: Random) -> Iterator[Pause]:
    first, last = first_of(pause.start), last_of(pause.start)
    until = pause.until or date.max
    if first == date.min:
        return  # nothing is known of it
    found = [*_around(first), Partial(first - timedelta(random.randrange(40)), last + timedelta(random.randrange(40)))]
    found += [Partial(date.min, until)] if pause.until is not None else []
    for each in found:
        yield replace(pause, start=from_to(min(first, each.first), max(last, min(each.last, until))))


def later_by(day: date, days: int) -> date:
    """So many days later, or the last day there is."""
    return day + timedelta(days) if (date.max - day).days >= days else date.max


# ------------------------------------------------------------------------------------------------ comparing


ONLY_SURE = (
    "in hand",
    "flags",
    "not told",
    *(f"{part} None" for part in ("done", "left", "opens", "target", "closes", "told_by", "days_late")),
)


def flips(told: Decision, less: Decision) -> list[str]:
    """Where an answer that was certain is another when less is told; nothing if all is well.

    Of flags, points, days, what is done and what is in hand only that is told which is sure, so there may be more once
    more is known. It is left aside where what was told contradicts itself, or was not published yet: it is not less
    that is known then without it.
    """
    found: list[str] = []
    for name in (
        less.values.keys() & told.values.keys()
    ):  # another version may decide where less is told of what chose it
        value = less.values[name]
        covers = _list_covers if is_list_of_cases(told.version.definitions[name].type) else _value_covers
        if not covers(value, told.values[name]):
            found.append(f"{name}: {told.values[name]} → {value}")
    held = {each.guarantee: each.held for each in told.guarantees}
    for each in less.guarantees:
        if not _truth_covers(each.held, held.get(each.guarantee, UNKNOWN)):
            found.append(f"guarantee {each.guarantee}: {held[each.guarantee]} → {each.held}")
    for place, (value, value_before) in enumerate(zip(less.order, told.order, strict=False)):
        if not _value_covers(value, value_before):
            found.append(f"order {place}: {value_before} → {value}")
    doubtful = is_doubtful(told)
    if less.points > told.points and not doubtful:
        found.append(f"points {told.points} → {less.points}")
    if not set(less.priorities) <= set(told.priorities) and not doubtful:
        found.append(f"priorities {told.priorities} → {less.priorities}")
    only_sure = ONLY_SURE if doubtful else ()
    found += [f"{name}: {what}" for name, what in _obligations(told, less) if not what.startswith(only_sure)]
    return found + list(_pauses_otherwise(told, less))


def is_doubtful(told: Decision) -> bool:
    """Whether what was told contradicts itself, or was not all published yet."""
    seen = told.on if told.known is None else min(told.on, told.known)
    return contradicts_itself(told.case, told.version.vocabulary, seen)


def contradicts_itself(case: Case, vocabulary: Vocabulary, seen: date) -> bool:
    """Whether what is told of a case does not agree, or was not all published by a day."""
    existence = Existence.of(case, vocabulary, seen)
    to_come = (event.publication for event in case.events if event.publication is not None)
    return any(map(existence.is_doubtful, case.events)) or any(last_of(day) > seen for day in to_come)


def _truth_covers(less: object, told: object) -> bool:
    return less is UNKNOWN or told is UNKNOWN or less == told


def _list_covers(less: Value, told: Value) -> bool:
    """Of a list of cases: each that belonged to it still does or may, and no other does for certain."""
    if not isinstance(less, tuple) or not isinstance(told, tuple):
        return UNKNOWN in (less, told)
    return {each for each in less if each is not UNKNOWN} <= {*told} and len(less) >= len(told)


def _value_covers(less: Value, told: Value) -> bool:
    if less is UNKNOWN or told is UNKNOWN:
        return True
    if isinstance(less, Event) and isinstance(told, Event):
        return less.source == told.source
    if isinstance(less, tuple) and isinstance(told, tuple):
        may_be_empty = less[len(told) :]  # a place of the latest three events of which nothing is known
        covered = all(map(_value_covers, less, told)) and all(each is UNKNOWN for each in may_be_empty)
        return len(less) >= len(told) and covered
    return type(less) is type(told) and less == told if isinstance(less, bool) else less == told


def _pauses_otherwise(told: Decision, less: Decision) -> Iterator[str]:
    """Of what is still owed: a pause that is surely on where none is, or none that may be where one surely is."""
    for before, after in zip(told.obligations, less.obligations, strict=False):
        if before.status is after.status and (before.opens, before.closes) == (after.opens, after.closes):
            ons = [_is_on(one.pause, told.on) for one in (before, after)]
            if not _truth_covers(ons[1], ons[0]):
                yield f"{before.requirement}: pause {before.pause} → {after.pause}"


def _is_on(pause: Pause | None, on: date) -> object:
    return pause is not None and (last_of(pause.start) <= on or UNKNOWN)


def _obligations(told: Decision, less: Decision) -> Iterator[tuple[str, str]]:
    before, after = _by_name(told), _by_name(less)
    for name in {**before, **after}:
        before.setdefault(name, {})
        if name not in after and any(one.applies is True for one in before[name].values()):
            yield name, "not told of any more"
        if name not in after:
            continue
        unsure = any(one.instance is None and one.status is Status.UNDETERMINED for one in after[name].values())
        for instance, one in after[name].items():
            same = before[name].get(instance)
            if same is not None:
                yield from ((name, what) for what in _stands_otherwise(same, one))
            elif one.status not in (Status.UNDETERMINED, Status.DOES_NOT_APPLY):
                yield f"{name} of {instance}", f"not asked → {one.status}"
        for instance, one in before[name].items():
            if instance not in after[name] and not unsure and one.applies is True:
                yield f"{name} of {instance}", f"{one.status} → not asked"


def _by_name(decision: Decision) -> dict[str, dict[str | None, Obligation]]:
    found: dict[str, dict[str | None, Obligation]] = {}
    for one in decision.obligations:
        found.setdefault(one.requirement, {})[_about(one)] = one
    return found


def _stands_otherwise(told: Obligation, less: Obligation) -> Iterator[str]:
    sure = told.status not in CANNOT_BE_TOLD
    unless_done = _UNLESS_DONE.get(told.status)  # the same of a record that ends earlier
    partly = Status.APPLIES if told.applies is True else None
    if sure and less.status not in (told.status, unless_done, partly, Status.UNDETERMINED):
        yield f"{told.status} → {less.status}"
    if not _truth_covers(less.applies, told.applies):
        yield f"applies {told.applies} → {less.applies}"
    if (told.strength, told.by) != (less.strength, less.by) and less.applies is not UNKNOWN:
        yield "strength or by"
    if told.applies is False:
        return  # of what does not apply no more is told
    for which in ("opens", "target", "closes", "told_by"):
        day, day_before = getattr(less, which), getattr(told, which)
        if which == "told_by" and day is None and UNKNOWN in (less.lasts, less.notice):
            continue  # it hangs on a length that is not known any more
        if not _day_covers(day, day_before, sure, less.status):
            yield f"{which} {day_before} → {day} ({told.status} → {less.status})"
    if sure and less.since is not None and (told.since is None or told.since.source != less.since.source):
        yield f"since {told.since} → {less.since}"
    if sure and less.in_hand is not None and (told.in_hand is None or told.in_hand.source != less.in_hand.source):
        yield f"in hand {told.in_hand} → {less.in_hand}"
    for phase, phase_before in zip(less.phases, told.phases, strict=False):
        if phase.person_days is not None and phase.person_days != phase_before.person_days:
            yield f"work of {phase.phase.words} {phase_before.person_days} → {phase.person_days}"
    if sure and less.days_late is not None:
        sure_days, sure_before = less.days_paused or 0, told.days_paused or 0
        most, most_before = (one.days_perhaps_paused or 0 for one in (less, told))
        if not sure_days <= sure_before <= sure_before + most_before <= sure_days + most:
            yield f"days paused {sure_before} to {sure_before + most_before} → {sure_days} to {sure_days + most}"
    for which in ("done", "left", "lasts", "notice", "days_late"):
        count, count_before = getattr(less, which), getattr(told, which)
        if count not in (None, UNKNOWN) and count != count_before and (sure or count_before is not None):
            yield f"{which} {count_before} → {count}"
    if sure and less.period_before == told.period_before:
        (least, most), (least_before, most_before) = less.carried, told.carried
        if not least <= least_before <= most_before <= most and less.status not in CANNOT_BE_TOLD:
            yield f"carried {told.carried} → {less.carried}"
    # whether the period before was kept may be what is not known any more
    if sure and not set(less.flags) - {Flag.NOT_KNOWN_BEFORE, Flag.PERHAPS_RULED_OUT} <= set(told.flags):
        yield f"flags {told.flags} → {less.flags}"
    stood = {(one.requirement, _about(one)): one for one in told.in_place_of}
    for one in less.in_place_of:
        same = stood.get((one.requirement, _about(one)))
        otherwise = ["not told"] if same is None else _stands_otherwise(same, one)
        yield from (f"{what}, in place of {one.requirement}" for what in otherwise)


def _about(obligation: Obligation) -> str | None:
    return None if obligation.instance is None else obligation.instance.source


_UNLESS_DONE = {
    Status.OVERDUE: Status.OVERDUE_UNLESS_DONE,
    Status.LATER_THAN_USUAL: Status.LATER_THAN_USUAL_UNLESS_DONE,
    Status.LATER_THAN_ASKED: Status.LATER_THAN_ASKED_UNLESS_DONE,
}


def _day_covers(less: Day | None, told: Day | None, sure: bool, status: Status) -> bool:
    if less is None:
        return told is None or not sure or status in (*CANNOT_BE_TOLD, Status.SATISFIED)
    if told is None:
        return not sure
    return first_of(less) <= first_of(told) and last_of(told) <= last_of(less)
