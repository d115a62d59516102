"""What a forecast takes for granted, in sentences."""

from __future__ import annotations

from ilacs_rules.engine.forecasting.expected import Basis, WindowDay
from ilacs_rules.engine.forecasting.forecast import Forecast
from ilacs_rules.engine.forecasting.outcomes import AssumedValue
from ilacs_rules.engine.forecasting.work import WEEKDAYS
from ilacs_rules.engine.pauses import is_vague
from ilacs_rules.engine.workload import has_phases
from ilacs_rules.explain import values
from ilacs_rules.explain.ended import each_ended
from ilacs_rules.explain.english import counted, joined, quoted, sentence
from ilacs_rules.explain.record import record_in_words
from ilacs_rules.language.dates import ONE_DAY
from ilacs_rules.language.nouns import with_article
from ilacs_rules.model.absent import Absent
from ilacs_rules.model.case import Case, Event
from ilacs_rules.model.partial import Partial, last_of
from ilacs_rules.model.version import Version

_WITHIN = {
    WindowDay.TARGET: "on the day it is due; where it has none, on the last day it may be done, or else on the first",
    WindowDay.OPENING: "on the first day it may be done; where it has none, on the day it is due, or else on the last",
    WindowDay.CLOSE: "on the last day it may be done; where it has none, on the day it is due, or else on the first",
}

_NAMED = 6  # events told for later; of more there is only a number


def assumptions(forecast: Forecast) -> tuple[str, ...]:
    """The assumptions of a forecast, each a sentence, the most important first."""
    unless = ", unless something else comes first" if forecast.overtaken else ""
    said = [
        f"everything is done {_WITHIN[forecast.assumptions.within]}; what is past its day by then is done at once, "
        f"from {values.day(forecast.on + ONE_DAY)} on{unless}",
        "what is to be done several times by one date is spread evenly; what is to be done between two events is "
        "placed evenly between them"
        + (", the last on the day before the second" if forecast.assumptions.within is WindowDay.CLOSE else ""),
        f"what lasts several days begins early enough to {_in_time(forecast)}, and is published {_published(forecast)}",
        _recorded(forecast),
        *_work(forecast),
        *_undated(forecast),
        "nothing else happens and facts stay as they are; what is only allowed is left out; nothing is expected while "
        f"it is paused{', or may be' if _may_be_paused(forecast) else ''}",
        f"on each day the version then in force applies: {_versions(forecast)}",
    ]
    version = forecast.policy.in_force(forecast.on, forecast.assumptions.known).version
    if has_phases(forecast.versions):
        said.append(
            "the phases of an event follow one another without a gap, and the work of each is counted in the month in "
            "which it begins; preparing what starts after the last day is not counted, nor what others do"
        )
    if _asks_others(forecast):
        said.append(
            "what is expected of one case is not seen by the rules that ask it of another: of other cases only what is "
            "recorded counts"
        )
    record = record_in_words(forecast.record, version)
    if record is not None:
        said.insert(0, f"what is not in the record had not happened by {values.day(forecast.on)}: {record}")
    said = [*_left_aside(forecast), *_overtaken(forecast), *said]
    if any(isinstance(each.obligation.lasts, Absent) for each in forecast.events):
        said.append("where it cannot be told how long something lasts, it is taken to last a day")
    days = (day for each in forecast.events for day in (each.obligation.target, each.obligation.closes))
    if any(isinstance(day, Partial) for day in days):
        said.append(
            "where the day on which something is due is only known to lie between two, one is taken on which it is "
            "surely open and surely not late, and what follows is reckoned from that"
        )
    if forecast.ending:
        said.append(_ended(forecast))
    said += [_ends(forecast, case, event) for case, event in forecast.brought_to_end]
    said += [_becomes_known(forecast, case, event) for case, event in forecast.made_public]
    return tuple(sentence(each) for each in said)


def _ended(forecast: Forecast) -> str:
    """Of which cases nothing is expected any more, and from when."""
    (case, day), *others = forecast.ending
    if not others:
        return f"nothing is expected of {case.name} after its last day ({values.day(day)})"
    ended = each_ended((case.name, day) for case, day in forecast.ending)
    return f"nothing is expected of these after their last day: {joined(ended)}"


def _left_aside(forecast: Forecast) -> list[str]:
    """What is told for after the first day: all of it by name, if that is not too much; nothing if there is none."""
    events = forecast.left_aside
    if not events:
        return []
    which = [f"{_of(forecast, case, event)} {_when(event)}" for case, event in events]
    told = joined(which) if len(which) <= _NAMED else counted(len(which), "event")
    return [f"told for after {values.day(forecast.on)} and left aside: {told}"]


def _when(event: Event) -> str:
    return f"beginning {values.on_day(event.start)}" if event.end is None else values.held(event.start, event.end)


def _overtaken(forecast: Forecast) -> list[str]:
    """What is open or late, and comes to nothing by what comes before it."""
    return [
        f"the {each.requirement.words} of {each.case.name} ({each.obligation.status}) is not expected any more: "
        f"{values.event(each.by, each.decision.version)} comes first"
        for each in forecast.overtaken
    ]


def _asks_others(forecast: Forecast) -> bool:
    """Whether a rule that applies meanwhile asks something of another case."""
    starts = {each.start for each in forecast.versions}
    return any(each.asks_others for each in forecast.policy.versions if each.version.start in starts)


def _may_be_paused(forecast: Forecast) -> bool:
    """Whether it is not known of some pause when it began."""
    return any(map(is_vague, (pause for version in forecast.versions for pause in version.pauses.values())))


def _in_time(forecast: Forecast) -> str:
    """Which of its days is in time: the last, or the first where it counts from that."""
    counted = {each.counts_at_once for version in forecast.versions for each in version.requirements.values()}
    return "end in time, or to begin in time where its first day counts" if True in counted else "end in time"


def _work(forecast: Forecast) -> list[str]:
    """What the calendar of work allows, or that there is none."""
    work = forecast.assumptions.work
    if work is None:
        return ["anything may start on any day, and there is no limit to how much can be done at a time"]
    version = forecast.versions[-1]
    days = joined([WEEKDAYS[day].capitalize() for day in sorted(work.starts_on)], "or")
    no_holiday = "" if version.calendar is None else " that is no bank holiday"
    said = [
        f"what {version.publisher} does itself starts on a {days}{no_holiday}: the last such day up to the one chosen "
        "for it, and if that is taken the next free; it ends on no weekend"
    ]
    closed = [f"week {a}" if a == b else f"weeks {a} to {b}" for a, b in _runs(work.closed_weeks)]
    closed += [f"{values.day(each.first)} to {values.day(each.last)}" for each in work.closed]
    if closed:
        said.append(f"none of it lies in {joined(closed)}")
    limits = [f"{_so_many(number, kind, version)} may start in a week" for kind, number in work.starts_a_week.items()]
    limits += [f"{_so_many(number, kind, version)} may go on at a time" for kind, number in work.at_a_time.items()]
    unlimited = "there is no limit to how much can be done at a time"
    return [*said, f"{joined(limits)}; for the rest {unlimited}" if limits else unlimited]


def _undated(forecast: Forecast) -> list[str]:
    """How long what has no day is taken to wait, if somebody has said so."""
    version = forecast.versions[-1]
    said = {each.kind: each.after for each in forecast.assumptions.undated}
    kinds = [(values.kind_label(kind, version), length) for kind, length in said.items() if kind is not None]
    waits = [f"{with_article(label)} {length}" for label, length in sorted(kinds, key=lambda each: each[0])]
    if None in said:
        waits.append(f"{'anything else ' if waits else ''}{said[None]}")
    if not waits:
        return []
    return [
        "what surely applies, and has no day that can be told, is taken not to have been done, and to be done once, so "
        f"long after the first day on which that is so ({joined(waits)}); it is marked “{Basis.ASSUMED.value}”, and "
        "what follows from it rests on that"
    ]


def _so_many(number: int, kind: str, version: Version) -> str:
    return f"at most {counted(number, values.kind_label(kind, version))}"


def _runs(weeks: frozenset[int]) -> list[tuple[int, int]]:
    """Weeks that follow one another, the first and the last of each run."""
    found: list[tuple[int, int]] = []
    for week in sorted(weeks):
        if found and found[-1][1] == week - 1:
            found[-1] = found[-1][0], week
        else:
            found.append((week, week))
    return found


def _published(forecast: Forecast) -> str:
    after = forecast.assumptions.published_after
    return f"{after} after its last day" if after.amount else "on its last day"


def _recorded(forecast: Forecast) -> str:
    said = [_outcome(forecast, each) for each in forecast.assumptions.outcomes]
    same = "what is recorded is the same as last time, and what was not recorded then is not known"
    return f"{joined(said)}; for the rest, {same}" if said else same


def _outcome(forecast: Forecast, outcome: AssumedValue) -> str:
    """What is taken to be recorded, and from when on no event records it any more."""
    if outcome.field is None:
        return f"{quoted(outcome.value)} is recorded wherever it can be"
    said = f"{quoted(outcome.field)} is recorded as {quoted(outcome.value)}"
    without = [values.day(each.start) for each in forecast.versions if not outcome.fits(each.vocabulary)]
    versions = "version" if len(without) == 1 else "versions"
    return f"{said} (not under the {versions} of {joined(without)}, of which no event records it)" if without else said


def _or_kept(forecast: Forecast) -> str:
    kept = any(version.transitions for version in forecast.versions)
    return ", or an earlier one where it is kept for a case" if kept else ""


def _versions(forecast: Forecast) -> str:
    starts = [values.day(version.start) for version in forecast.versions]
    words = f"that from {starts[0]}" if len(starts) == 1 else f"those from {joined(starts)}"
    words += _or_kept(forecast)
    known = forecast.assumptions.known
    if known is not None:
        words += f", as published by {values.day(known)}"
        cases = f"; of the cases all counts that was known on {values.day(forecast.on)}"
        return f"{words}{cases}" if known < forecast.on else words
    later = [values.day(each.start) for each in forecast.versions if each.published > forecast.on]
    told = f"; {'that' if len(later) == 1 else 'those'} of {joined(later)} published only after the first day"
    return f"{words}{told}" if later else words


def _ends(forecast: Forecast, case: Case, event: Event) -> str:
    assert event.end is not None, "it was brought to an end"
    begun = "begun" if last_of(event.start) <= forecast.on else "begun or to begin"
    ends = f"{_of(forecast, case, event)}, {begun} {values.on_day(event.start)}, ends {values.on_day(event.end)}"
    public = event.publication
    return ends if public is None or public == event.end else f"{ends} and is published {values.on_day(public)}"


def _becomes_known(forecast: Forecast, case: Case, event: Event) -> str:
    assert event.end is not None, "it had ended"
    assert event.publication is not None, "it was made public"
    day = values.on_day(event.publication)
    return f"{_of(forecast, case, event)} {values.held(event.start, event.end)} is published {day}"


def _of(forecast: Forecast, case: Case, event: Event) -> str:
    version = forecast.policy.in_force(forecast.on, forecast.assumptions.known).version
    return f"the {values.kind_label(event.kind, version)} of {case.name}"
