"""The answer: values, obligations and guarantees for one case on one day, with the trace that led to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from enum import StrEnum

from ilacs_rules.language.fixed_words import Strength
from ilacs_rules.language.names import fold
from ilacs_rules.model.as_data import decision_as_data, obligation_as_data
from ilacs_rules.model.case import Case, Event, Length, Truth, Value
from ilacs_rules.model.derivation import UNDATED, Derivation
from ilacs_rules.model.partial import Day, Partial
from ilacs_rules.model.phases import PhaseToDo, Work, work_in
from ilacs_rules.model.record_end import AskedElsewhere, RecordEnd, record_ends
from ilacs_rules.model.tree import Node
from ilacs_rules.model.version import Pause, Requirement, Transition, Version
from ilacs_rules.text.arguments import refused
from ilacs_rules.text.frozen import frozen


class Status(StrEnum):
    """Where an obligation stands; the first that fits, in this order."""

    UNDETERMINED = "undetermined"  #: it cannot be told whether it applies
    DOES_NOT_APPLY = "does not apply"
    APPLIES = "applies"  #: that is certain, and no more: when it is due, or whether it is done, cannot be told
    SATISFIED = "satisfied"
    LAPSED = "lapsed"
    PAUSED = "paused"
    NO_DATE_SET = "no date set"
    NOT_YET_OPEN = "not yet open"
    OPEN = "open"
    OVERDUE = "overdue"
    LATER_THAN_USUAL = "later than usual"
    LATER_THAN_ASKED = "later than asked for"  #: nobody has to do it, so that it is not overdue
    OVERDUE_UNLESS_DONE = "overdue unless done since"  #: the record ends before the day asked about
    LATER_THAN_USUAL_UNLESS_DONE = "later than usual unless done since"  #: likewise
    LATER_THAN_ASKED_UNLESS_DONE = "later than asked for unless done since"  #: likewise


SURELY_LATE = (Status.OVERDUE, Status.LATER_THAN_USUAL, Status.LATER_THAN_ASKED)
"""The statuses of what was to be done by a day that is past, and surely was not."""

TO_BE_DONE = (Status.NOT_YET_OPEN, Status.OPEN, *SURELY_LATE)
"""The statuses of what is surely still to be done, now or later."""

CANNOT_BE_TOLD = frozenset({Status.UNDETERMINED, Status.APPLIES})
"""The statuses of which it cannot be told where it stands; what would settle it is in `needs`."""


class Flag(StrEnum):
    """What is told of an obligation beside its status."""

    EARLY = "early"  #: the last one came before its day, or the first of its days
    MONTH_END = "month end"  #: a day was moved because its month has no such day
    EXCEEDED = "exceeded"  #: more were done than are allowed
    MISSED = "missed"  #: too few were done in the period before
    EXCEEDED_BEFORE = "exceeded before"  #: more were done in the period before than are allowed
    NOT_KNOWN_BEFORE = "not known before"  #: it cannot be told whether the period before was kept
    RULED_OUT = "ruled out"  #: what was done lay in a stretch in which it may not be done
    PERHAPS_RULED_OUT = "perhaps ruled out"  #: it cannot be told whether it did
    NOT_TODAY = "not today"  #: it is still to be done, and may not be on this day


@frozen
class Need:
    """A fact that would help to settle what is undetermined, in the author's words.

    `text` reads after "cannot tell:", e.g. "overall result of the check of 11–22 March 2024 is not recorded". Of a
    record that is complete from no day on, `record` is its kind of event (folded).
    """

    text: str
    record: str | None = None


@frozen(guarded=False)
class Step:
    """What the engine did at one node: its value, the steps below it, and what is needed if the value is unknown.

    `note` says what a reader could not guess: the event picked, the month-end rule used, the table row that matched.
    `beside` are the other parts of an `and` or `or` that is settled by one: not used, but told where all is asked for.
    """

    node: Node
    value: Value
    steps: tuple[Step, ...] = ()
    needs: tuple[Need, ...] = ()
    note: str | None = None
    beside: tuple[Step, ...] = ()


@frozen
class Obligation:
    """A requirement applied to one case on one day. Days are whole and included; late is from the day after `closes`.

    A day that hangs on one known only to the month or year is itself a `Partial`: it lies from its first to its last.
    `days_late` is given when it is late, and of what was done late; of these, `days_paused` lie in
    pauses of its kind of event, and `days_perhaps_paused` more may, where it is not known on which day one began;
    `days_in_force` are those since the rule that makes it late came into force (`made_late_since`), where it was late
    before: a new one, or one with a shorter term than that of the version before. `pause` is the pause of
    its kind of event on the day of the question, or one that may have begun by then, where it is still owed. `in_hand`
    is an event that would count and has surely begun and not ended, where it is still owed (not told of a `for each`).
    `done` and `left` count where there is a number to do. `reason` says in a few words why there is no date, or what
    else replaced
    it. `period_before` is the period that the flags `missed` and the two `… before` are about, and `missed_earlier` how
    many periods before that one were missed. `carried` is how many are carried over from such periods, at the least and
    at the most: they are asked for beside those of the sentence. `lasts` and `notice` are UNKNOWN where they hang on
    what is not known (`lasts_needs` would settle it), and None where nothing is said of them. `unless_done_since` is
    given where it is
    not done as far as the record goes, and may have been done after that day: what ended until then is surely recorded.
    `since` is the event it is about or reckoned from, where there is just one and it is known. `not_before` is the day
    of its `not before`, where it applies and no more can be told. `told_by` is the last day on which the subject can be
    told, as long before as the `notice` says, for it to be done in time; `to_tell_by` is the same while that matters.
    `phases` are those of its event, with how long each takes and by how many people, and `work` what they come to.
    `in_place_of` is what would apply but for this one: the requirements it is an exception to, as they would stand
    without it; of a permission, as they stand beside it.
    """

    requirement: str  #: folded name
    event: str
    status: Status
    strength: Strength
    by: str
    opens: Day | None = None
    target: Day | None = None
    closes: Day | None = None
    lasts: Length = None
    notice: Length = None
    done: int | None = None
    left: int | None = None
    days_late: int | None = None
    instance: Event | None = None  #: for a `for each` requirement, the event it is about
    served_by: tuple[Event, ...] = ()  #: the events counted as done
    flags: tuple[Flag, ...] = ()
    period_before: Partial | None = None
    reason: str | None = None
    needs: tuple[Need, ...] = ()
    applies: Truth = True  #: where it is undetermined: whether that is only a question of dates and numbers
    terms: Version | None = field(
        default=None, compare=False, repr=False
    )  #: the earlier version that judges this instance
    version: Version | None = field(default=None, compare=False, repr=False)  #: the version that decides
    derivation: Derivation = field(default=UNDATED, compare=False, repr=False)  #: how its days were reached
    lasts_needs: tuple[Need, ...] = ()
    days_paused: int | None = None
    days_perhaps_paused: int | None = None
    days_in_force: int | None = None
    made_late_since: date | None = None
    missed_earlier: int = 0
    carried: tuple[int, int] = (0, 0)
    pause: Pause | None = None
    in_hand: Event | None = None
    unless_done_since: date | None = None
    since: Event | None = None
    not_before: date | None = None
    told_by: Day | None = None
    phases: tuple[PhaseToDo, ...] = ()
    in_place_of: tuple[Obligation, ...] = ()

    @property
    def is_undated(self) -> bool:
        """Whether it has no day at all."""
        return self.opens is None and self.target is None and self.closes is None

    @property
    def to_tell_by(self) -> Day | None:
        """The day by which the subject has to be told of what is open or still to come."""
        ahead = self.status in (Status.NOT_YET_OPEN, Status.OPEN, Status.APPLIES)
        return self.told_by if ahead else None

    @property
    def work(self) -> Work:
        """The work in one such event, as far as it has figures."""
        return work_in(self.phases)

    def asked_by(self, version: Version) -> Requirement:
        """The requirement it comes from, as the version has it that decides.

        As the version has it whose terms it is told by, where it is only there: what a later version repealed.
        """
        found = version.requirements.get(self.requirement)
        return found if found is not None else (self.terms or version).requirements[self.requirement]

    def as_data(self) -> dict[str, object]:
        """What the command line prints of it as JSON, under the names the policy uses: dates as ISO 8601 has them."""
        assert self.version is not None, "one that a decision holds"
        return obligation_as_data(self.version, self)


def what_is_asked(obligation: Obligation) -> tuple[object, ...]:
    """What is asked, and how bindingly, whenever it is due."""
    return obligation.event, obligation.strength, obligation.lasts, obligation.notice, obligation.phases


@frozen
class GuaranteeOutcome:
    """Whether a guarantee held for this case. `applied` are the listed requirements that apply."""

    guarantee: str
    held: Truth
    applied: tuple[str, ...] = ()


@frozen
class Trace:
    """How each definition, each part of each requirement, each priority's `when`, each `always` came to its value."""

    definitions: Mapping[str, Step] = field(default_factory=dict)
    requirements: Mapping[str, Mapping[str, Step]] = field(
        default_factory=dict
    )  #: name → part (`when`, `anchor`, …) → step
    priorities: Mapping[str, Step] = field(default_factory=dict)
    guarantees: Mapping[str, Step] = field(default_factory=dict)  #: of those that promise a condition


@frozen
class Decision:
    """The answer for one case on one day. Without a trace on the fast path; all else is the same.

    `points` are those of the priorities that surely hold: there may be more where it cannot be told of some.
    """

    version: Version = field(repr=False)
    case: Case = field(repr=False)
    on: date
    values: Mapping[str, Value]
    obligations: tuple[Obligation, ...]
    guarantees: tuple[GuaranteeOutcome, ...]
    points: int = 0
    order: tuple[Value, ...] = ()  #: one entry a priority without points: the first difference decides
    priorities: tuple[str, ...] = ()  #: those whose `when` surely holds, by their folded names
    trace: Trace | None = field(default=None, repr=False)
    known: date | None = None  #: the day up to which is known what had been published; None if all is
    kept: Transition | None = None  #: why an earlier version than the one in force decides
    population: int | None = None  #: how many cases there are in all; None where nobody said, or nothing hangs on it
    ended: Day | None = None  #: the last day of a subject that had ended before the day: nothing is asked of it
    rests_on: Mapping[str, tuple[Event, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )  #: of the priorities that hold and bring a case forward: the events behind each; where needs are told
    elsewhere: tuple[AskedElsewhere, ...] = field(default=(), repr=False)  #: the other cases that something is asked of

    def obligation(self, requirement: str) -> Obligation:
        """The obligation of a requirement by its name; for a `for each` requirement its first instance.

        Raises KeyError if the policy has no such requirement or it has no instance for this case, ArgumentError for
        what is no name.
        """
        _need_name("obligation", "requirement", requirement)
        for obligation in self.obligations:
            if obligation.requirement == fold(requirement):
                return obligation
        raise KeyError(requirement)

    def value(self, definition: str) -> Value:
        """The value of a definition by its name.

        Raises KeyError if the policy has no such definition, ArgumentError for what is no name.
        """
        _need_name("value", "definition", definition)
        return self.values[fold(definition)]

    @property
    def record(self) -> Mapping[str, RecordEnd]:
        """How far the record goes of each family of events (folded), where it ends before the day.

        What is asked of another case rests on the record of that one.
        """
        return record_of([self])

    def as_data(self) -> dict[str, object]:
        """What the command line prints of it as JSON under `decisions`: all but the trace."""
        return decision_as_data(self)

    def with_only(self, obligation: Obligation) -> Decision:
        """The same without what else is asked: for who holds one obligation of each of many decisions."""
        return replace(self, obligations=(obligation,), guarantees=(), rests_on={})

    def requirement(self, obligation: Obligation) -> Requirement:
        """The requirement an obligation comes from, as the version that judges it has it."""
        return (obligation.terms or self.version).requirements[obligation.requirement]


def record_of(decisions: Sequence[Decision]) -> Mapping[str, RecordEnd]:
    """How far the record goes of cases that one version decided, on one day; of each family of events the least."""
    one, elsewhere = decisions[0], (each for decision in decisions for each in decision.elsewhere)
    return record_ends([each.case for each in decisions], one.version, one.on, one.known, elsewhere)


def _need_name(function: str, name: str, given: object) -> None:
    if not isinstance(given, str):
        raise refused(function, name, given, "a name, a str")
