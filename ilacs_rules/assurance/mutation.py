"""Whether the worked examples of a version notice a small mistake in it: each mistake is made, and they are tried."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property
from multiprocessing import get_context

from ilacs_rules.assurance.examples import run_example
from ilacs_rules.assurance.expectations import expected_of
from ilacs_rules.assurance.mutants import Mutant, mutants
from ilacs_rules.assurance.slips import SmallMistake
from ilacs_rules.assurance.survival import came_out_otherwise, carried_examples
from ilacs_rules.engine.program import Program
from ilacs_rules.language.walk import TreePart
from ilacs_rules.model.due_shapes import Complete, Single
from ilacs_rules.model.reached import defined_by, reached
from ilacs_rules.policy.tree import Map

Watched = Callable[[Sequence[tuple[int, int]], str], Iterable[tuple[int, int]]]

_FEW = 80  # mistakes; a second process would take longer to begin than they take
_DOING = "trying mistakes"


@dataclass(frozen=True, slots=True)
class TriedMistake:
    """A mistake, of what it was made, and the name of the first example that notices it; None where none does."""

    words: str
    slip: SmallMistake
    noticed_by: str | None

    @property
    def sentence(self) -> str:
        """What was changed."""
        return f"in “{self.words}”: {self.slip.words}"


def mistakes_tried(
    programs: Sequence[Program], watched: Watched, jobs: int | None = None
) -> list[tuple[TriedMistake, ...]]:
    """Of each version the mistakes that can be made in its file, tried by its examples and those from earlier versions.

    They come in the order of the text, whatever is done at once by `jobs` processes; None is one for each core. All
    examples have to hold.
    """
    versions = tuple((program, _examples(program)) for program in programs)
    trials = [_Trial(*each) for each in versions]
    asked = [(at, number) for at, trial in enumerate(trials) for number in range(len(trial.mutants))]
    processes = min(jobs or _cores(), len(asked))
    if processes < 2 or len(asked) < _FEW:
        noticed = [trials[at].noticed_by(number) for at, number in watched(asked, _DOING)]
    else:
        afresh = get_context("spawn")  # a copy of a process with threads may stand still for ever
        with ProcessPoolExecutor(processes, afresh, initializer=_begin, initargs=(versions,)) as pool:
            waiting = {each: pool.submit(_noticed_by, *each) for each in asked}
            noticed = [waiting[each].result() for each in watched(asked, _DOING)]
    names = dict(zip(asked, noticed, strict=True))
    return [
        tuple(
            sorted(
                (TriedMistake(m.words, m.slip, names[at, number]) for number, m in enumerate(trial.mutants)),
                key=lambda each: (each.slip.span.start, each.slip.span.end),
            )
        )
        for at, trial in enumerate(trials)
    ]


def _examples(program: Program) -> list[Map]:
    own = [each for each in program.version.text.examples if isinstance(each, Map)]
    return [*own, *carried_examples(program)]


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Trial:
    """The mistakes of one version, and the examples that are to notice them."""

    def __init__(self, program: Program, examples: Sequence[Map]) -> None:
        self.program = program
        self.mutants: list[Mutant] = list(mutants(program.version))
        self.examples = [(each, self._hangs_on(expected_of(each))) for each in examples]

    def noticed_by(self, number: int) -> str | None:
        """The name of the first example that notices a mistake, of those that hang on what it is made in."""
        mutant = self.mutants[number]
        wrong = Program(mutant.version, self.program.earlier, self.program.words)
        for example, hangs_on in self.examples:
            if mutant.section == "pauses" or mutant.name in hangs_on or mutant.name in self._of_transitions:
                result = run_example(wrong, example, trace=False)
                if came_out_otherwise(result):
                    return result.name
        return None

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
        return [part.name for part in reached(self.program.version, roots) if defined_by(part)]


_asked: tuple[tuple[Program, list[Map]], ...] = ()  # of a process that tries mistakes, and does nothing else


def _begin(asked: tuple[tuple[Program, list[Map]], ...]) -> None:
    global _asked
    _asked = asked


@cache
def _trial(at: int) -> _Trial:
    return _Trial(*_asked[at])


def _noticed_by(at: int, number: int) -> str | None:
    return _trial(at).noticed_by(number)
