"""The situations readers ask about: “what happens to a building judged safe or “safe with advice”?”.

They are the parts into which the rules themselves divide all cases (`regions.partition`), so every policy has its own,
each with a made-up case of it to show days by: what tells it apart has just happened, and what repeats by its own clock
was done on the same day, so that nothing is late before it begins. Where the first of these is not due by then, as it
is counted from when the rule came into force, none is made up: its day is that of everybody.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from ilacs_rules.engine.applicability import Applicability
from ilacs_rules.engine.codegen.compile import CompiledEvaluator
from ilacs_rules.engine.existence import declared
from ilacs_rules.engine.program import Program
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.explain.english import capital, joined, quoted
from ilacs_rules.explain.example_days import Likeness, as_it_could_have_been, has_a_length
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.several import all_of
from ilacs_rules.language.dates import add_duration
from ilacs_rules.language.durations import Duration, DurationKind
from ilacs_rules.language.fixed_words import Picks
from ilacs_rules.language.nouns import the, with_article
from ilacs_rules.language.types import ValueSet
from ilacs_rules.model import tree
from ilacs_rules.model.absent import NOTHING, UNKNOWN, Absent
from ilacs_rules.model.case import Case, Event, Value
from ilacs_rules.model.decision import Flag, Obligation
from ilacs_rules.model.due_shapes import Repeat
from ilacs_rules.model.partial import Day, Partial, first_of
from ilacs_rules.model.tree import Node, Not, Select
from ilacs_rules.model.version import Version
from ilacs_rules.model.vocabulary import CREATED, ENDED
from ilacs_rules.regions.partition import CasePart, Partition, partition
from ilacs_rules.regions.stories import Story

WHERE = "where "
"""What the name of a situation begins with that is told by its conditions: “where the result is safe”."""


@dataclass(frozen=True, slots=True)
class Situation:
    """A part of all cases, in words, and a made-up case of it as it stands on a day.

    `name` is “judged safe”, `words` “a building judged safe”; `key` names it by the values as the policy has them,
    whatever readers are shown: labels may change. `asked` are the requirements (folded) that apply in the whole of it,
    of those that tell the situations apart, `follows` what readers call them. `conditions` are those of the rules that
    are so in the whole of it and in no other, or not, where the rules tell it apart so.
    """

    key: str
    name: str
    words: str
    asked: frozenset[str]
    case: Case
    follows: str = ""
    conditions: tuple[Node, ...] = ()

    @property
    def is_long(self) -> bool:
        """Whether its words are too long to stand over a section."""
        return bool(self.follows) and len(self.words.split()) > _MOST_WORDS

    @property
    def heading(self) -> str:
        """Its words; where these are too long, what lies ahead: `A building with this ahead: full check and drill`."""
        return f"{capital(self.case_of)} with this ahead: {self.follows}" if self.is_long else capital(self.words)

    @property
    def case_of(self) -> str:
        """`a building`, without what tells it from others."""
        return self.words.partition(f" {WHERE}")[0]


_MOST_WORDS = 15  # of a heading


@dataclass(frozen=True, slots=True)
class Situations:
    """All situations, in the order of what is asked in them; `by` are the requirements (folded) that tell them apart.

    That the last event gave no judgement at all is none: what readers do not know would look like it.

    Where these do so by what happened, `kinds` are the kinds of event (folded) that are looked at. `by_clock` are those
    that are due so long after the last of them, whatever else happens, and of which the first may be late by then: the
    cases have them only so that none is.
    """

    by: tuple[str, ...]
    kinds: frozenset[str]
    each: tuple[Situation, ...]
    by_clock: frozenset[str] = frozenset()


def situations(program: Program, on: date) -> Situations:
    """The situations that a version keeps apart; in the cases that show them everything happened on the day.

    Where the rules keep none apart, there is only the one in which nothing has happened yet.
    """
    apart = partition(program)
    version = program.version
    if not apart.parts:
        words = with_article(f"new {version.subject}")
        case = Case(capital(words), _created(version, on))
        return Situations((), frozenset(), (Situation("new", "new", words, frozenset(), case),))
    phrases = Phrases(version)
    places = {name: place for place, name in enumerate(version.requirements)}

    def first(part: CasePart) -> tuple[bool, int]:
        return _has_none(part), min((places[name] for name in part.asked), default=len(places))

    parts = sorted((part for part in apart.parts if not _is_without(part)), key=first)
    each = tuple(_situation(part, phrases, on, apart, program) for part in parts)
    tell_apart = {version.requirements[name].event for name in apart.by}
    by_clock = frozenset(_by_own_clock(version, apart.kinds, on)) - tell_apart
    return Situations(apart.by, apart.kinds, each, by_clock)


def _situation(part: CasePart, phrases: Phrases, on: date, apart: Partition, program: Program) -> Situation:
    version = phrases.version
    key, name = _named(part, phrases, apart)
    if not name.startswith(("judged ", "with ")):
        name = f"{WHERE}{name}"
    words = f"{with_article(version.subject)} {_of_itself(name, version.subject)}"
    follows = joined([each.label for each in version.requirements.values() if each.name in part.asked])
    conditions = tuple(each for each, _ in part.conditions or ())
    long_there = Partial(date.min, _first_start(version))
    others = tuple(Event(kind, on, on, on) for kind in _by_own_clock(version, apart.kinds, on))

    def of(story: Story, kind: str | None, like: Likeness) -> Case:
        happened = _moved(story, kind, on, version, like)
        there = _created(version, long_there if happened else on)
        return Case(capital(words), {**there, **story.facts}, (*happened, *(others if happened else ())))

    stories = [(region.story, kind) for kind in _kinds_asked(part, version, apart) for region in part.regions]
    for like in Likeness:
        for story, kind in stories:
            case = of(story, kind, like)
            if story.events and _lies_in(part, case, on, apart, program):
                return Situation(key, name, words, part.asked, case, follows, conditions)
    case = of(part.regions[0].story, None, Likeness.NONE)
    return Situation(key, name, words, part.asked, case, follows, conditions)


def _kinds_asked(part: CasePart, version: Version, apart: Partition) -> list[str]:
    """The kinds of event, of those that tell cases apart, that are asked for in a part, then those in any.

    So what an example records is what the next event would record as well. Those come first of which the rules say how
    long they last: the days of another would be invented.
    """
    inside = [each.event for each in version.requirements.values() if each.name in part.asked]
    everywhere = [each.event for each in version.requirements.values() if each.name in apart.by]
    kinds = [kind for kind in dict.fromkeys((*inside, *everywhere)) if kind in apart.kinds]
    return sorted(kinds, key=lambda kind: not has_a_length(kind, version))


def _lies_in(part: CasePart, case: Case, on: date, apart: Partition, program: Program) -> bool:
    """Whether the same requirements apply to a case as to all of a part."""
    evaluator = CompiledEvaluator(program, Snapshot(case, on, program.version.vocabulary))
    applicability = Applicability(program.version, evaluator)
    return all(applicability.of(name) is (name in part.asked) for name in apart.by)


def _moved(story: Story, kind: str | None, on: date, version: Version, like: Likeness) -> tuple[Event, ...]:
    """What happened, the newest first and of a kind if one is given, as it is known on a day.

    Where it is to be like what could have been, the newest took its time, and all of it is recorded.
    """
    if not story.events:
        return ()
    told = story.events[0]
    newest = Event(told.kind if kind is None else kind, on, on, on, dict(told.fields))
    newest = as_it_could_have_been(newest, version, on, like)
    moved_by = first_of(newest.start) - told.day
    others = ((each, each.day + moved_by) for each in story.events[1:])
    return (newest, *(Event(each.kind, day, day, day, dict(each.fields)) for each, day in others))


# -------------------------------------------------------------------------------------------------- in words


def _named(part: CasePart, phrases: Phrases, apart: Partition) -> tuple[str, str]:
    """What a part is called: by a judgement where it hangs on one alone, else by its conditions."""
    version = phrases.version
    kinds = version.vocabulary.events
    judged = _one_judgement(part, version)
    if judged is not None:
        scale, values = judged
        labels = [quoted(label) if " " in label else label for label in map(scale.label, values)]
        return f"judged {' '.join(values)}", f"judged {joined(labels, 'or')}"
    if _has_none(part):
        widest = [kind for kind in kinds.values() if kind.name in apart.kinds and kind.kinds >= apart.kinds]
        which = [kind.label for kind in widest[:1] or map(kinds.__getitem__, sorted(apart.kinds))]
        return "none yet", f"with no {joined(which, 'or')} yet"
    labels = [quoted(version.requirements[each].label) for each in sorted(part.asked)]
    key = " ".join(sorted(part.asked)) or "nothing"
    if part.conditions is None:
        applies = "applies" if len(labels) == 1 else "apply"
        return key, f"{joined(labels)} {applies}" if labels else "nothing of this applies"
    told = [each if holds else Not(each, type=each.type, span=each.span) for each, holds in _telling(part, apart)]
    return key, all_of(tuple(told), phrases)


def _of_itself(name: str, subject: str) -> str:
    """`that counts as unsafe` for “where the building counts as unsafe”, after “a building”."""
    itself = f"{WHERE}{the(subject.split()[-1])} "
    return f"that {name.removeprefix(itself)}" if name.startswith(itself) and " and " not in name else name


def _telling(part: CasePart, apart: Partition) -> list[tuple[Node, bool]]:
    """Its conditions without that something has happened, where one in which nothing has is told as that."""
    conditions = list(part.conditions or ())
    if not any(_has_none(each) for each in apart.parts):
        return conditions
    return [each for each in conditions if not _has_happened(*each)] or conditions


def _has_happened(condition: Node, holds: bool) -> bool:
    """Whether it says no more than that there was such an event."""
    return holds and isinstance(condition, Select) and condition.picks is Picks.ANY and not condition.history.filters


def _one_judgement(part: CasePart, version: Version) -> tuple[ValueSet, list[str]] | None:
    """The scale and the values on it, where nothing else is told of the cases of a part than one such judgement."""
    found: set[tuple[str, str]] = set()
    told: list[Value] = []
    for region in part.regions:
        events = region.story.events
        if len(events) != 1 or len(events[0].fields) != 1 or region.story.facts:
            return None
        ((name, value),) = events[0].fields.items()
        found.add((events[0].kind, name))
        told.append(value)
    if len({name for _, name in found}) != 1:
        return None
    kind, name = min(found)
    scale = version.vocabulary.events[kind].records[name].type
    if not isinstance(scale, ValueSet) or not scale.ordered or not all(isinstance(each, str) for each in told):
        return None
    return scale, [value for value in scale.values if value in told]


def _has_none(part: CasePart) -> bool:
    """Whether nothing has happened in any of its cases of what tells cases apart."""
    return all(not region.story.events and not region.story.facts for region in part.regions)


def _is_without(part: CasePart) -> bool:
    """Whether all that is told of its cases is that the last event gave no judgement."""
    stories = [region.story for region in part.regions]
    return all(
        len(story.events) == 1 and not story.facts and list(story.events[0].fields.values()) == [NOTHING]
        for story in stories
    )


# ---------------------------------------------------------------------------------------- the case that shows it


def begun_on(obligation: Obligation, on: date) -> Obligation:
    """What a made-up case owes that begins on a day: nothing of it was missed, or done too often, before that."""
    before = obligation.period_before
    if before is None or before.first >= on:
        return obligation
    flags = tuple(flag for flag in obligation.flags if flag not in _OF_THE_PAST)
    return replace(obligation, flags=flags, period_before=None, missed_earlier=0)


_OF_THE_PAST = (Flag.MISSED, Flag.EXCEEDED_BEFORE, Flag.NOT_KNOWN_BEFORE)


def _first_start(version: Version) -> date:
    """The first day on which any of its requirements came into force."""
    return min((version.since(name) for name in version.requirements), default=version.start)


def _created(version: Version, day: Day) -> dict[str, Day | Absent]:
    """The facts of a subject created then, and still there.

    A fact that is taken to be something where it is not told is not known of it: what hangs on that hangs on more than
    the example tells. Where it is taken that there is none, there is none, as of what has not happened.
    """
    there: dict[str, Day | Absent] = {CREATED: day, ENDED: NOTHING}
    facts = version.vocabulary.facts
    taken = {name: UNKNOWN for name, fact in facts.items() if fact.default not in (None, NOTHING)}
    return {**taken, **{name: value for name, value in there.items() if declared(version.vocabulary, name) is not None}}


def _by_own_clock(version: Version, deciding: frozenset[str], on: date) -> tuple[str, ...]:
    """The kinds of event that are due again so long after the last of them; the deciding kinds are not among these.

    Nor are those of which the first, counted from when the rule came into force, is due only after a day.
    """
    found = (
        requirement.event
        for requirement in version.requirements.values()
        if isinstance(requirement.due.shape, Repeat)
        and requirement.due.shape.anchor is None
        and not _first_is_due_after(on, requirement.due.shape, version.since(requirement.name), version)
    )
    return tuple(dict.fromkeys(each for each in found if each not in deciding))


def _first_is_due_after(on: date, shape: Repeat, since: date, version: Version) -> bool:
    """Whether the first of what repeats by its own clock is due only after a day, of one that was always there."""
    match shape.period:
        case tree.Const(value=Duration() as period) if period.kind in (DurationKind.MONTHS, DurationKind.DAYS):
            first = add_duration(since, period, None, version.month_end)
            return first is None or first > on
        case _:
            return False
