"""Requirements that ask for nothing that another does not ask for as well, as every kind of case shows (W510)."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import permutations

from ilacs_rules.checker.comparing.comparison import VersionComparison
from ilacs_rules.engine.program import Program
from ilacs_rules.model.due_shapes import Complete, Single
from ilacs_rules.model.tree import Node
from ilacs_rules.model.version import Requirement, Version
from ilacs_rules.regions.asking import DOES_NOT_APPLY, what_is_asked
from ilacs_rules.regions.matters import what_matters
from ilacs_rules.regions.pairs import roots_behind
from ilacs_rules.regions.refining import Regions, regions
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic

_MOST = 200  # kinds of case that are looked at for two requirements: `check` is to be quick

Parts = Sequence[tuple[str, object]]


def check_asked_twice(program: Program) -> list[Diagnostic]:
    """What is to be said of requirements that could be left out; of two that ask just the same, of the later one."""
    return list(_found(program))


def _found(program: Program) -> Iterator[Diagnostic]:
    version = program.version
    itself = VersionComparison(version, version)
    asked = {
        each.name: itself.parts_asked(version, each)
        for each in version.requirements.values()
        if each.for_each is None  # there the regions know only whether there is a duty, not about which events
    }
    told: set[str] = set()
    for other, spared in permutations(asked, 2):
        if told.intersection((other, spared)) or _form(asked[other]) != _form(asked[spared]):
            continue
        if _is_used(version, version.requirements[spared]):
            continue
        found = _regions(program, itself, (other, spared))
        if found.are_all and all(_is_asked_anyway(*region.answers) for region in found.found):
            told.add(spared)
            yield _finding(version.requirements[spared], version.requirements[other])


def _form(parts: Parts) -> list[tuple[str, object]]:
    """What is asked but for its lengths of time, which cases alone show to be the same."""
    return [(label, None if isinstance(part, Node) else part) for label, part in parts]


def _is_used(version: Version, requirement: Requirement) -> bool:
    """Whether other rules name it, so that leaving it out would change more than what it asks for itself."""
    if requirement.exception_to or any(requirement.name in each.requirements for each in version.guarantees.values()):
        return True
    followed = Complete(requirement.name)
    return any(
        requirement.name in other.exception_to
        or (isinstance(shape := other.due.shape, Single) and shape.anchor == followed)
        for other in version.requirements.values()
    )


def _regions(program: Program, itself: VersionComparison, names: Sequence[str]) -> Regions:
    matters = what_matters([each for name in names for each in roots_behind(program, name, itself.parts_asked)])
    asked = [(program, what_is_asked(program, name, itself.parts_asked)) for name in names]
    return regions(asked, matters, matters.day, _MOST)


def _is_asked_anyway(by_other: Hashable, by_itself: Hashable) -> bool:
    return by_itself in (DOES_NOT_APPLY, by_other)


def _finding(spared: Requirement, other: Requirement) -> Diagnostic:
    assert spared.span is not None, "it stands in a file"
    assert other.span is not None, "it stands in a file"
    message = f"“{spared.words}” asks for nothing that “{other.words}” does not ask for as well, of each of its cases"
    hint = "leave one of them out, or say what else this one is to ask for, or of whom"
    return Diagnostic(Code.NO_EFFECT, message, spared.span, hint, ((other.span, "the other"),))
