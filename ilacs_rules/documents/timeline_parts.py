"""What the timeline of a case shows: its lanes with their events, the time it spans, pauses and new versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ilacs_rules.engine.forecasting.expected import Expected, Waiting
from ilacs_rules.engine.forecasting.forecast import Forecast
from ilacs_rules.engine.forecasting.unguessed import counts_on
from ilacs_rules.engine.moved import moved_by_what_comes
from ilacs_rules.explain import values
from ilacs_rules.explain.english import capital
from ilacs_rules.explain.needed import depends_on, hangs_on_when_done
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.requirements import is_counted_on
from ilacs_rules.explain.timing import how_often, in_one_clause
from ilacs_rules.explain.without_date import why_without_date, without_date_in_short
from ilacs_rules.language.fixed_words import Strength
from ilacs_rules.model.case import Case, Event
from ilacs_rules.model.decision import Status
from ilacs_rules.model.due_shapes import Repeat
from ilacs_rules.model.partial import first_of, last_of
from ilacs_rules.model.version import Pause, Version

HANGS_ON_WHAT_COMES = "depends on what comes before"
NO_DATE_YET = "no date yet"
MOST_YEARS_BACK = 10  # of the history; what came before is only counted


@dataclass(frozen=True, slots=True)
class Lane:
    """Everything of one kind of event; of a made-up case, what one requirement asks for, by whose name it goes.

    `under` is that requirement, as readers are shown it, where its name is not that of the kind. `later` is open within
    the time that is shown, and due after it. `waiting` says why something of it has no date, `in_short` in a few words;
    empty if nothing has none.
    """

    kind: str
    label: str
    held: tuple[Event, ...]
    expected: tuple[Expected, ...]
    later: tuple[Expected, ...]
    waiting: str = ""
    in_short: str = ""
    under: str = ""

    @property
    def title(self) -> str:
        """`alarm test (asked)`: what it is called beside its days, where nobody has to do it."""
        shown = (*self.expected, *self.later)
        only_asked = all(each.obligation.strength is Strength.ASKED for each in shown)
        label = self.under or self.label
        return f"{label} (asked)" if shown and only_asked else label

    @property
    def goes_on(self) -> str:
        """`then 1 year after the last one`, where that is due again and again and only the first day of it is shown."""
        return next((said for each in self.expected if (said := and_then(each))), "")


@dataclass(frozen=True, slots=True)
class Timeline:
    """A case from `first` to `last`; `earlier` events came before.

    `by_rule`: only the days that the rules set are shown, and not the one on which something is taken to be done.
    """

    forecast: Forecast
    case: Case
    first: date
    last: date
    lanes: tuple[Lane, ...]
    waiting: tuple[Waiting, ...]
    later: tuple[Expected, ...]
    pauses: tuple[Pause, ...]
    new_versions: tuple[Version, ...]
    earlier: int
    by_rule: bool = False

    def under(self, each: Expected) -> str:
        """The requirement that asks for an event, where its lane goes by that name; else nothing."""
        lanes = (lane for lane in self.lanes if each in (*lane.expected, *lane.later))
        return next((lane.under for lane in lanes), "")

    @property
    def as_at(self) -> str:
        """`as known on 1 May 2024`; of a made-up case nothing is known: it stands as an example on that day."""
        day = values.day(self.forecast.on)
        return f"an example as at {day}" if self.by_rule else f"as known on {day}"

    def label(self, kind: str) -> str:
        """A kind of event in the words of the policy."""
        return _kinds(self.versions).get(kind, kind)

    @property
    def versions(self) -> list[Version]:
        """Those that were published by the day that is asked about."""
        return _versions(self.forecast)

    def is_open(self, each: Expected) -> bool:
        """Whether what is due after the last day can be done by then already."""
        return is_open_by(each, self.last)


def timeline_of(forecast: Forecast, case: Case, *, by_rule: bool = False) -> Timeline:
    """What is shown of one case of a forecast; `by_rule` only the days that the rules set."""
    on, last = forecast.on, forecast.until
    begun = [event for event in case.events if last_of(event.start) <= on]
    since = date(max(1, on.year - MOST_YEARS_BACK), 1, 1)
    held = sorted((event for event in begun if first_of(event.start) >= since), key=lambda event: first_of(event.start))
    expected = [each for each in forecast.events if each.case.name == case.name]
    waiting = tuple(each for each in forecast.waiting if each.case.name == case.name)
    first = date(min([on, *(first_of(event.start) for event in held)]).year, 1, 1)
    later = tuple(each for each in forecast.later if each.case.name == case.name)
    versions = _versions(forecast)
    lanes: list[Lane] = []
    for kind, label in _kinds(versions).items():
        of_kind = Lane(
            kind,
            label,
            tuple(event for event in held if event.kind == kind),
            tuple(each for each in expected if each.event.kind == kind),
            tuple(each for each in later if each.event.kind == kind and is_open_by(each, last)),
        )
        without = [each for each in waiting if each.obligation.event == kind]
        lanes += _by_requirement(of_kind, without, versions) if by_rule else _lane(of_kind, without, by_rule=False)
    pauses = {pause.name: pause for version in versions for pause in version.pauses.values()}
    shown = tuple(p for p in pauses.values() if first_of(p.start) <= last and (p.until is None or p.until >= first))
    new_versions = tuple(version for version in versions[1:] if first < version.start <= last)
    return Timeline(
        forecast, case, first, last, tuple(lanes), waiting, later, shown, new_versions, len(begun) - len(held), by_rule
    )


def _lane(lane: Lane, waiting: Sequence[Waiting], *, by_rule: bool) -> Iterator[Lane]:
    """A lane with what waits in it; none where it would be empty."""
    reasons = "; ".join(dict.fromkeys(why(each, by_rule=by_rule) for each in waiting))
    in_few_words = ", or ".join(dict.fromkeys(in_short(each, by_rule=by_rule) for each in waiting))
    if lane.held or lane.expected or lane.later or reasons:
        yield replace(lane, waiting=reasons, in_short=in_few_words)


def _by_requirement(of_kind: Lane, waiting: Sequence[Waiting], versions: list[Version]) -> Iterator[Lane]:
    """The lanes of the requirements that ask for a kind of event, each by its own name, as several may ask for one.

    What took place stands with the one that is called as the kind is, if it is the only one or of the same name, and
    else in a lane of its own: it need not be what another asked for.
    """
    known: list[Expected | Waiting] = [*of_kind.expected, *of_kind.later, *waiting]
    owed = {each.requirement.name for each in known}
    asking = [each for version in versions for each in version.requirements.values() if each.event == of_kind.kind]
    labels = {each.name: each.label for each in asking if each.name in owed}
    only = len({each.name for each in asking}) == 1
    named = [name for name, label in labels.items() if _is_called(label, of_kind.label, only=only)]
    if not named:
        yield from _lane(replace(of_kind, expected=(), later=()), (), by_rule=True)
    for name, label in labels.items():
        own = replace(
            of_kind,
            held=of_kind.held if name in named[:1] else (),
            expected=tuple(each for each in of_kind.expected if each.requirement.name == name),
            later=tuple(each for each in of_kind.later if each.requirement.name == name),
            under="" if name in named else label,
        )
        yield from _lane(own, [each for each in waiting if each.requirement.name == name], by_rule=True)


def _is_called(label: str, kind: str, *, only: bool) -> bool:
    """Whether a requirement bears the name of its kind of event: “follow-up visits”, if no other asks for one."""
    return label == kind or (only and kind.casefold() in label.casefold())


def and_then(each: Expected) -> str:
    """`then 1 year after the last one`, of what is due so long after it, up to a number if there is one; else nothing.

    Nothing of what follows from what it finds, as a check that is counted from the last check.
    """
    shape, requirement = each.requirement.due.shape, each.requirement
    if not isinstance(shape, Repeat) or not counts_on(requirement) or shape.up_to == 1:
        return ""
    if shape.anchor is not None and not is_counted_on(requirement, each.version):
        return ""
    return f"then {Phrases(each.version).noun(shape.period)} after the last one{how_often(requirement.due)}"


def is_open_by(each: Expected, last: date) -> bool:
    """Whether it can be done by a day, and is due after it."""
    obligation = each.obligation
    due = obligation.target or obligation.closes
    opens = obligation.opens
    return due is not None and last_of(due) > last and (opens is None or first_of(opens) <= last)


def _versions(forecast: Forecast) -> list[Version]:
    return [each.version for each in forecast.policy.published_by(forecast.assumptions.known)]


def why(waiting: Waiting, *, by_rule: bool) -> str:
    """Why something has no date; by the rules alone it has none where something to come will move its day."""
    moved_by = moved_by_what_comes(waiting.decision).get(waiting.obligation.requirement)
    if by_rule and moved_by is not None:
        return f"when it is due {hangs_on_when_done(moved_by, waiting.decision.version)}"
    if by_rule and waiting.obligation.needs:
        return f"depends on {depends_on(waiting.obligation)}"
    return why_without_date(waiting)


def in_short(waiting: Waiting, *, by_rule: bool) -> str:
    """Why something has no date, in a few words; of a made-up case nothing is missing in the record."""
    if by_rule and is_moved(waiting):
        return HANGS_ON_WHAT_COMES
    if by_rule and waiting.obligation.needs:
        return "depends on more than is told of the example"
    if by_rule and is_counted_from_what_is_to_come(waiting):
        return f"{NO_DATE_YET}. {capital(in_one_clause(waiting.requirement.due, waiting.decision.version))}"
    return without_date_in_short(waiting)


def is_counted_from_what_is_to_come(waiting: Waiting) -> bool:
    """Whether the rule sets its time from something that has not happened; the rule itself then says when it is due."""
    return waiting.obligation.status is Status.NO_DATE_SET and not waiting.obligation.needs


def is_moved(waiting: Waiting) -> bool:
    """Whether its day will be another once something to come is done."""
    return waiting.obligation.requirement in moved_by_what_comes(waiting.decision)


def _kinds(versions: list[Version]) -> dict[str, str]:
    """Every kind of event in the newest words for it, in the order of the newest version that has it."""
    labels: dict[str, str] = {}
    for version in reversed(versions):
        for name, kind in version.vocabulary.events.items():
            labels.setdefault(name, kind.label)
    return labels
