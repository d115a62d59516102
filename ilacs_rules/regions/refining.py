"""Regions are found by telling ever more of a case, only what the answer still hangs on, until it is settled.

That telling more never turns a certain answer into another is held for the whole engine by a test of its own; so what
is certain of a case of which little is told is so of every case of which that is true. The engine itself is asked at
each step: there is no second meaning of the rules here.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ilacs_rules.engine.codegen.compile import CompiledEvaluator
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.program import Program
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.engine.traced import TracingEvaluator
from ilacs_rules.language.walk import walk
from ilacs_rules.model import tree
from ilacs_rules.model.absent import NOTHING, UNKNOWN
from ilacs_rules.model.case import Case, Event, Value
from ilacs_rules.model.decision import Step
from ilacs_rules.model.tree import History
from ilacs_rules.regions.asking import Ask, Found, Open
from ilacs_rules.regions.matters import Matters
from ilacs_rules.regions.stories import StoriesAsKnown, Story, facts_told, fields_told, longer, oddness, witness
from ilacs_rules.text.collecting import collected_seldom

MOST_STORIES = 1_500  # told for one question

FAILS = "the rules give no answer"  # two rows of a table match, or a day does not exist


@dataclass(frozen=True, slots=True)
class Region:
    """Cases of which the same is true, as far as anything asked hangs on it, and the answers to each question.

    `seen` is the case as far as it is told, `open` the places of the answers that are not settled.
    """

    story: Story
    answers: tuple[Hashable, ...]
    matters: Matters = field(repr=False)
    seen: AsTold = field(repr=False, compare=False)
    open: frozenset[int] = frozenset()

    @property
    def on(self) -> date:
        """The day on which its cases are asked about."""
        return self.story.on

    @property
    def simplicity(self) -> tuple[int, int]:
        """The less, the better an example it makes: how much is told that seldom is so, and how much is told."""
        return oddness(self.story, self.matters), self.story.told

    def witness(self, name: str = "a made-up case") -> Case:
        """A case of the region in which nothing is told that need not be."""
        return witness(self.story, self.matters, name)


@dataclass(frozen=True, slots=True)
class Regions:
    """The regions that were found.

    `unsettled` are those of which less is told, so that an answer is still open: others lie in them. `limits` is what
    else anything hangs on, that was tried here and there; `too_many` is whether the search was broken off.
    """

    found: tuple[Region, ...]
    unsettled: tuple[Region, ...]
    limits: tuple[str, ...]
    too_many: bool = False

    @property
    def tried(self) -> int:
        """How many made-up cases were tried."""
        return len(self.found) + len(self.unsettled)

    @property
    def open(self) -> int:
        """In how many of them an answer cannot be told, whatever is told."""
        return sum(bool(region.open) for region in self.found)

    @property
    def are_all(self) -> bool:
        """Whether every case lies in one of them, if its days are told, and no event lasts from one cut to another."""
        return not self.limits and not self.too_many and not self.open

    def only(self, places: range) -> Regions:
        """The same regions with the answers to some of the questions alone."""

        def cut(region: Region) -> Region:
            still = frozenset(at for at, place in enumerate(places) if place in region.open)
            answers = tuple(region.answers[place] for place in places)
            return Region(region.story, answers, region.matters, region.seen, still)

        return replace(self, found=tuple(map(cut, self.found)), unsettled=tuple(map(cut, self.unsettled)))


Told = Callable[[], Iterator[Story]]


@collected_seldom()
def regions(asked: Sequence[tuple[Program, Ask]], matters: Matters, on: date, most: int = MOST_STORIES) -> Regions:
    """The regions of cases that questions can tell apart on a day, each put to its version.

    `matters` is what the questions hang on, of all the versions together. No more than so many made-up cases are tried.
    """
    found: list[Region] = []
    unsettled: list[Region] = []
    nothing_known: list[Found | None] = [None] * len(asked)
    as_known = StoriesAsKnown(matters)
    waiting = _Waiting()
    waiting.add([Story(on)], nothing_known, None)
    while waiting and len(found) + len(unsettled) < most:
        story, known, before = waiting.next()
        seen = AsTold(story, matters, asked, as_known, before)
        answers = seen.answers(known)
        still = frozenset(place for place, each in enumerate(answers) if each.open)
        region = Region(story, tuple(each.value for each in answers), matters, seen, still)
        more = seen.what_to_tell(answers) if still else None
        if more is None:
            found.append(region)
        else:
            unsettled.append(region)
            settled = [None if each.open or _is_open(each.value) else each for each in answers]
            waiting.add(list(more()), settled, seen)
    return Regions(tuple(found), tuple(unsettled), tuple(sorted(matters.limits)), bool(waiting))


class _Waiting:
    """Stories to be looked at: those of few events before those of more, for the search may be broken off."""

    def __init__(self) -> None:
        self._of_length: dict[int, list[tuple[Story, list[Found | None], AsTold | None]]] = {}

    def __bool__(self) -> bool:
        return bool(self._of_length)

    def add(self, stories: Sequence[Story], known: list[Found | None], before: AsTold | None) -> None:
        """More stories; they come before others of their length, in their order."""
        for story in reversed(stories):
            self._of_length.setdefault(len(story.events), []).append((story, known, before))

    def next(self) -> tuple[Story, list[Found | None], AsTold | None]:
        """The next one, which then does not wait any more."""
        length = min(self._of_length)
        found = self._of_length[length].pop()
        if not self._of_length[length]:
            del self._of_length[length]
        return found


class AsTold:
    """What is told of a case so far, put to the engine."""

    def __init__(
        self,
        story: Story,
        matters: Matters,
        asked: Sequence[tuple[Program, Ask]],
        as_known: StoriesAsKnown,
        before: AsTold | None,
    ) -> None:
        """`before` is what was told by one step less."""
        self.story, self.matters, self.asked = story, matters, asked
        self.case, self.places = as_known.case(story)
        self._evaluators: dict[int, CompiledEvaluator] = {}
        self._before = {} if before is None else before._evaluators
        self._tracers: dict[tuple[int, date | None], TracingEvaluator] = {}

    def answers(self, known: Sequence[Found | None]) -> list[Found]:
        """The answers; those that are `known` of a case of which less was told stay as they are."""
        found = []
        for (program, ask), already in zip(self.asked, known, strict=True):
            if already is not None:
                found.append(already)
                continue
            try:
                found.append(ask(self.evaluator(program)))
            except DecisionError:
                found.append(Found(FAILS))
        return found

    def evaluator(self, program: Program) -> CompiledEvaluator:
        """The case as far as it is told, put to a version that is asked."""
        key = id(program)
        if key not in self._evaluators:
            snapshot = Snapshot(self.case, self.story.on, program.version.vocabulary)
            if self.matters.of_one_type:
                self._evaluators[key] = program.step_by_step(snapshot, self._before.get(key))
            else:  # a mistake shows wherever it lies, not only where something is asked for
                self._evaluators[key] = program.without_trace(snapshot)
        return self._evaluators[key]

    def without_unrecorded(self) -> Case | None:
        """The same case as if there were none of what was not recorded of its events; None where all was."""
        events = []
        for event in self.case.events:
            told = self.story.events[self.places[id(event)]].fields
            fields = {name: NOTHING if told.get(name) is UNKNOWN else value for name, value in event.fields.items()}
            events.append(replace(event, fields=fields))
        return replace(self.case, events=tuple(events)) if tuple(events) != self.case.events else None

    def _tracer(self, program: Program, under: date | None) -> TracingEvaluator:
        """Tells how what is not known came about, one definition at a time: their values are known already."""
        key = id(program), under
        if key not in self._tracers:
            quick = self.evaluator(program) if under is None else self.evaluator(program).under(under)
            self._tracers[key] = TracingEvaluator(quick.program, quick.snapshot, quick.defined)
        return self._tracers[key]

    def what_to_tell(self, answers: Sequence[Found]) -> Told | None:
        """How to tell more of what an answer is still open for; None where nothing would settle it."""
        for (program, _), answer in zip(self.asked, answers, strict=True):
            if not answer.open:
                continue
            for each in answer.open:
                found = self._of_open(each, program)
                if found is not None:
                    return found
        return None

    def _of_open(self, each: Open, program: Program) -> Told | None:
        match each.part:
            case frozenset() as kinds:
                return self._earlier(kinds)
            case History() as history:
                return self._of_history(history, self._tracer(program, each.under))
            case node:
                tracer = self._tracer(program, each.under)
                return self._of_step(tracer.step(node, each.this), tracer)

    def _of_history(self, history: History, tracer: TracingEvaluator) -> Told | None:
        selection = tracer.select(history)
        for event in selection.maybe:
            for part in _read_by(history):
                if (found := self._of_field(event, part)) is not None:
                    return found
        return self._earlier(history.kinds) if selection.gaps else None

    def _of_step(self, step: Step, tracer: TracingEvaluator) -> Told | None:
        """The first thing not told that a value hangs on which is not known."""
        if not _is_open(step.value):
            return None
        for below in step.steps:
            if (found := self._of_step(below, tracer)) is not None:
                return found
        match step.node:
            case tree.Named(name=name):
                return self._of_step(tracer.definition(name), tracer)
            case tree.Fact(name=name) if name in self.matters.facts and name not in self.story.facts:
                return lambda: facts_told(self.story, name, self.matters)
            case tree.Field(name=name):
                return self._of_fields(step.steps[0].value, name)
            case tree.Select(history=history) | tree.Several(history=history):
                return self._earlier(history.kinds)
            case _:
                return None

    def _of_fields(self, events: Value, name: str) -> Told | None:
        for event in events if isinstance(events, tuple) else (events,):
            if isinstance(event, Event) and (found := self._of_field(event, name)) is not None:
                return found
        return None

    def _of_field(self, event: Event, name: str) -> Told | None:
        place = self.places.get(id(event))
        if place is None or name not in self.matters.kind(event.kind).records:
            return None
        if name in self.story.events[place].fields:
            return None
        return lambda: fields_told(self.story, place, name, self.matters)

    def _earlier(self, kinds: frozenset[str]) -> Told | None:
        group = self.matters.group_of(kinds)
        if group is None or group in self.story.whole:
            return None
        return lambda: longer(self.story, group, self.matters)


def _read_by(history: History) -> list[str]:
    """The names of what the filters of a history read of its events."""
    return [part.name for part in walk(history) if isinstance(part, tree.Field)]


def _is_open(value: object) -> bool:
    return value is UNKNOWN or (isinstance(value, tuple) and any(map(_is_open, value)))
