"""Which of the things that an amendment writes makes a worked example come out otherwise: found by undoing each.

What a requirement comes to may hang on another that it follows, is due before, or stands in for; so that it is written
anew itself does not say that this is why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from ilacs_rules.assurance.written_items import WrittenItem
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.program import Program
from ilacs_rules.language.walk import walk
from ilacs_rules.model import tree
from ilacs_rules.model.due_shapes import Complete
from ilacs_rules.model.ids import with_ids
from ilacs_rules.model.reached import definitions_behind, parts_of
from ilacs_rules.model.version import Version

_T = TypeVar("_T")

Holds = Callable[[Program], bool]
"""Whether an example comes out as expected by a version."""


def cause(
    program: Program, before: Version, name: str, written: Sequence[WrittenItem], holds: Holds
) -> WrittenItem | None:
    """The one without which an example `holds`, as it did by the text before; None where there is no such one.

    Of several the first on which the outcome of a requirement or definition (folded) is likeliest to hang.
    """
    for item in _likeliest_first(program.version, name, written):
        undone = _without(program.version, before, item)
        if undone is not None and _holds(Program(undone, program.earlier, program.words), holds):
            return item
    return None


def _holds(program: Program, holds: Holds) -> bool:
    try:
        return holds(program)
    except DecisionError:
        return False


def _likeliest_first(version: Version, name: str, written: Sequence[WrittenItem]) -> Iterator[WrittenItem]:
    """The requirement itself and its exceptions, the definitions behind them, the pauses of its kinds, all others."""
    own = {(each.section, each.name): each for each in written}
    reach = [name, *(each.name for each in version.requirements.values() if name in each.replaces)]
    roots = [version.requirements[each] for each in reach if each in version.requirements]
    defined = [version.definitions[name].body] if name in version.definitions else []
    kinds = {kind for requirement in roots for kind in requirement.accepts}
    keys = [("requirements", each) for each in reach]
    keys += [("definitions", each) for each in (name, *definitions_behind(version, [*roots, *defined]))]
    keys += [("pauses", each.name) for each in version.pauses.values() if kinds & each.kinds]
    return (own[key] for key in dict.fromkeys((*keys, *own)) if key in own)


def _without(version: Version, before: Version, item: WrittenItem) -> Version | None:
    """A version where one thing is as it was; None where the rest could not stand so."""
    version = replace(version, guarantees={})  # that hold or do not, whatever an example expects
    match item.section:
        case "requirements":
            asked = _as_it_was(version.requirements, before.requirements, item.name)
            undone = replace(version, requirements=asked)
        case "definitions" if item.name in before.definitions:
            if before.definitions[item.name].type != version.definitions[item.name].type:
                return None
            undone = replace(version, definitions=_as_it_was(version.definitions, before.definitions, item.name))
        case "pauses":
            undone = replace(version, pauses=_as_it_was(version.pauses, before.pauses, item.name))
        case "transition":
            undone = replace(version, transitions=_as_it_was(version.transitions, before.transitions, item.name))
        case _:
            return None
    return with_ids(undone) if _stands(undone) else None


def _as_it_was(now: Mapping[str, _T], before: Mapping[str, _T], name: str) -> dict[str, _T]:
    """The items of a section with one as it was; without it where it was not there."""
    others = {each: item for each, item in now.items() if each != name or name in before}
    return {each: before[name] if each == name else item for each, item in others.items()}


def _stands(version: Version) -> bool:
    """Whether all that is named in a version is there."""
    anchors = [getattr(each.due.shape, "anchor", None) for each in version.requirements.values()]
    followed = {anchor.requirement for anchor in anchors if isinstance(anchor, Complete)}
    kinds = {kind for each in version.requirements.values() for kind in each.accepts}
    for part in walk(*parts_of(version)):
        if isinstance(part, tree.Named) and part.name not in version.definitions:
            return False
        if isinstance(part, tree.History):
            kinds |= part.kinds
    return followed <= version.requirements.keys() and kinds <= version.vocabulary.events.keys()
