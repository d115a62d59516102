"""Whether the worked examples of a version notice a small mistake in it: each mistake is made, and they are tried."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache, cached_property
from multiprocessing import get_context

from ilacs_rules.assurance.equivalents import Meaning
from ilacs_rules.assurance.examples import run_example
from ilacs_rules.assurance.expectations import expected_of
from ilacs_rules.assurance.kept_trials import SAME, KeptTrials, Trials, example_key, mistake_key, version_key
from ilacs_rules.assurance.mutants import Mutant, mutants
from ilacs_rules.assurance.slips import SmallMistake
from ilacs_rules.assurance.survival import came_out_otherwise, carried_examples
from ilacs_rules.engine.program import Program
from ilacs_rules.language.walk import TreePart
from ilacs_rules.model.due_shapes import Complete, Single
from ilacs_rules.model.reached import definitions_behind
from ilacs_rules.policy.tree import Map, Text

Watched = Callable[[Sequence[tuple[int, int]], str], Iterable[tuple[int, int]]]

_FEW = 80  # mistakes; a second process would take longer to begin than they take
_DOING = "trying mistakes"


@dataclass(frozen=True, slots=True)
class TriedMistake:
    """A mistake, of what it was made, and the name of the first example that notices it; None where none does.

    `same` is whether it is no mistake: every case surely comes out alike with it and without.
    """

    words: str
    slip: SmallMistake
    noticed_by: str | None
    same: bool = False

    @property
    def sentence(self) -> str:
        """What was changed."""
        return f"in “{self.words}”: {self.slip.words}"


def mistakes_tried(
    programs: Sequence[Program], watched: Watched, jobs: int | None = None, kept: KeptTrials | None = None
) -> list[tuple[TriedMistake, ...]]:
    """Of each version the mistakes that can be made in its file, tried by its examples and those from earlier versions.

    They come in the order of the text, whatever is done at once by `jobs` processes; None is one for each core. What is
    `kept` is not tried again, and what is found is added to it. All examples have to hold.
    """
    kept = KeptTrials() if kept is None else kept
    versions = tuple((program, _examples(program), kept.of(version_key(program))) for program in programs)
    trials = [_Trial(*each) for each in versions]
    asked = [(at, n) for at, trial in enumerate(trials) for n in range(len(trial.mutants)) if not trial.is_settled(n)]
    processes = min(jobs or _cores(), len(asked))
    if processes < 2 or len(asked) < _FEW:
        found = [trials[at].tried(number) for at, number in watched(asked, _DOING)]
    else:
        afresh = get_context("spawn")  # a copy of a process with threads may stand still for ever
        with ProcessPoolExecutor(processes, afresh, initializer=_begin, initargs=(versions,)) as pool:
            waiting = {each: pool.submit(_tried, *each) for each in asked}
            found = [waiting[each].result() for each in watched(asked, _DOING)]
    for (at, number), known in zip(asked, found, strict=True):
        trials[at].known[trials[at].keys[number]] = known
    for program, trial in zip(programs, trials, strict=True):
        kept.found[version_key(program)] = {key: trial.known[key] for key in trial.keys}
    return [trial.outcome() for trial in trials]


def _examples(program: Program) -> list[Map]:
    own = [each for each in program.version.text.examples if isinstance(each, Map)]
    return [*own, *carried_examples(program)]


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass
class _Trial:
    """The mistakes of one version, the examples that are to notice them, and what is known of them by their keys."""

    program: Program
    examples: Sequence[Map]
    known: dict[str, Trials] = field(default_factory=dict)

    @cached_property
    def mutants(self) -> list[Mutant]:
        return list(mutants(self.program.version))

    @cached_property
    def keys(self) -> list[str]:
        return [mistake_key(each) for each in self.mutants]

    def is_settled(self, number: int) -> bool:
        """Whether it is known which example is the first to notice a mistake, or that none does."""
        known = self.known.get(self.keys[number], {})
        for _, key in self._asked_of(self.mutants[number]):
            if key not in known:
                return False
            if known[key]:
                return True
        return SAME in known

    def tried(self, number: int) -> Trials:
        """What is known of a mistake, once its examples were tried up to the first that notices it."""
        mutant = self.mutants[number]
        known = dict(self.known.get(self.keys[number], {}))
        wrong = Program(mutant.version, self.program.earlier, self.program.words)
        for example, key in self._asked_of(mutant):
            if key not in known:
                known[key] = bool(came_out_otherwise(run_example(wrong, example, trace=False)))
            if known[key]:
                return known
        if SAME not in known:
            known[SAME] = self._meaning.is_surely_that_of(wrong, mutant.section, mutant.name)
        return known

    def outcome(self) -> tuple[TriedMistake, ...]:
        """All mistakes in the order of the text, once all are known."""
        found = []
        for mutant, key in zip(self.mutants, self.keys, strict=True):
            known = self.known[key]
            names = (_name(example) for example, key in self._asked_of(mutant) if known.get(key))
            name = next(names, None)
            found.append(TriedMistake(mutant.words, mutant.slip, name, name is None and known.get(SAME, False)))
        return tuple(sorted(found, key=lambda each: (each.slip.span.begins, each.slip.span.end)))

    def _asked_of(self, mutant: Mutant) -> list[tuple[Map, str]]:
        """The examples that hang on what a mistake was made in, each with its key."""
        if mutant.section == "pauses" or mutant.name in self._of_transitions:
            return [(example, key) for example, key, _ in self._with_keys]
        return [(example, key) for example, key, hangs_on in self._with_keys if mutant.name in hangs_on]

    @cached_property
    def _meaning(self) -> Meaning:
        return Meaning(self.program)

    @cached_property
    def _with_keys(self) -> list[tuple[Map, str, frozenset[str]]]:
        return [(each, example_key(each), self._hangs_on(expected_of(each))) for each in self.examples]

    @cached_property
    def _of_transitions(self) -> frozenset[str]:
        """What says which version decides hangs on these, and with it every example."""
        conditions = [each.when for each in self.program.version.transitions.values()]
        return frozenset(self._defined(conditions))

    def _hangs_on(self, names: Iterable[str]) -> frozenset[str]:
        """All requirements and definitions on which those of some names hang, and they themselves."""
        version = self.program.version
        waiting, found = list(names), set[str]()
        while waiting:
            name = waiting.pop()
            if name in found:
                continue
            found.add(name)
            requirement = version.requirements.get(name)
            if requirement is not None:
                waiting += requirement.exception_to
                waiting += [each.name for each in version.requirements.values() if name in each.exception_to]
                shape = requirement.due.shape
                if isinstance(shape, Single) and isinstance(shape.anchor, Complete):
                    waiting.append(shape.anchor.requirement)
                waiting += self._defined([requirement])
            elif name in version.definitions:
                waiting += self._defined([version.definitions[name]])
        return frozenset(found)

    def _defined(self, roots: Iterable[TreePart]) -> list[str]:
        return definitions_behind(self.program.version, roots)


def _name(example: Map) -> str:
    name = example.entries["name"].value
    assert isinstance(name, Text), "the structure of examples was checked when the file was read"
    return name.value


_asked: tuple[tuple[Program, list[Map], dict[str, Trials]], ...] = ()  # of a process that does nothing else


def _begin(asked: tuple[tuple[Program, list[Map], dict[str, Trials]], ...]) -> None:
    global _asked
    _asked = asked


@cache
def _trial(at: int) -> _Trial:
    return _Trial(*_asked[at])


def _tried(at: int, number: int) -> Trials:
    return _trial(at).tried(number)
