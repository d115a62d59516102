"""Two versions put to the same regions of cases: whatever comes out otherwise, each with a case that shows it.

What the laws know to mean the same (`checker.comparing`) need not be looked at. Of the rest every region is asked of
both: whether a requirement applies, and what it then asks, its lengths worked out and all else by what it means.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from ilacs_rules.checker.comparing.comparison import VersionComparison
from ilacs_rules.engine.decide import decide_held
from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.evaluation import Evaluation
from ilacs_rules.engine.program import Program
from ilacs_rules.language.walk import TreePart
from ilacs_rules.model.case import Case
from ilacs_rules.model.decision import Obligation
from ilacs_rules.model.tree import Node
from ilacs_rules.model.version import ForEach, Version
from ilacs_rules.regions.asking import (
    DOES_NOT_APPLY,
    NO_SUCH,
    WHO_DECIDES,
    Ask,
    AskedFor,
    Found,
    roots_of,
    what_is_asked,
)
from ilacs_rules.regions.matters import what_matters
from ilacs_rules.regions.refining import MOST_STORIES, Region, Regions, regions
from ilacs_rules.text.words import joined

_MOST_WITNESSES = 12  # tried of one difference, for one whose days are otherwise too


@dataclass(frozen=True, slots=True)
class Difference:
    """Cases for which a requirement comes out otherwise, and one of them that shows it.

    `name` is the (folded) name of the requirement in the newer version, or in the older where that alone has it.
    `parts` are what differs where it applies by both; `before` and `after` are what is owed in the `witness` on its
    day, None where the version knows no such requirement. Where what is owed is not seen to be otherwise there, it does
    not show: the requirement reads otherwise, and may still come to the same.
    """

    name: str
    regions: tuple[Region, ...]
    parts: tuple[str, ...]
    shows: bool
    witness: Case
    on: date
    before: Obligation | None
    after: Obligation | None
    among: Regions = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unproved:
    """A requirement that comes out alike in all regions that were found, and why that need not be so of every case."""

    name: str
    among: Regions
    whys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """What comes out otherwise of the requirements of two versions.

    `same` are the (folded) names of those that may read otherwise and surely come out alike for every case; of what is
    named nowhere the laws say that it means the same.
    """

    found: tuple[Difference, ...]
    unproved: tuple[Unproved, ...]
    same: tuple[str, ...]


def differences(before: Program, after: Program) -> Differences:
    """Every difference of what is asked by one version and by another, of cases that begin to be asked by both."""
    compared = VersionComparison(before.version, after.version)
    found: list[Difference] = []
    unproved: list[Unproved] = []
    same: list[str] = []
    for old, new in _pairs(compared):
        if old is not None and new is not None and compared.surely_asks_the_same(new):
            continue
        name = new if new is not None else old
        assert name is not None, "a requirement of one of them"
        among = _among(before, after, compared, (old, new))
        otherwise = list(_otherwise(before, after, among, (old, new), name))
        found += otherwise
        if otherwise:
            continue
        why = _why_not_proved(among, compared, (old, new))
        if why:
            unproved.append(Unproved(name, among, why))
        else:
            same.append(name)
    return Differences(tuple(found), tuple(unproved), tuple(same))


def _why_not_proved(among: Regions, compared: VersionComparison, pair: Pair) -> tuple[str, ...]:
    """What may make a case come out otherwise that no region shows, in clauses; none where nothing may."""
    old, new = pair
    found = [f"it also hangs on {joined(among.limits)}"] if among.limits else []
    found += [f"the search stopped after {MOST_STORIES} made-up cases"] if among.too_many else []
    found += ["of some cases it cannot be told"] if among.open else []
    if _differs_while_untold(among):
        found.append("where something is not known one version may leave open what the other settles")
    if not compared.told_alike:
        found.append("the words in which cases are told, how days are counted, pauses or transitions are otherwise too")
    for version, name in ((compared.before, old), (compared.after, new)):
        if name is not None and any(isinstance(root, ForEach) for root in roots_of(version, name)):
            found.append("it is, or may be replaced, for each of some events")
    if old is None or new is None or compared.hangs_on_others(new, exceptions=False):
        found.append("it hangs on another requirement that may come out otherwise")
    return tuple(dict.fromkeys(found))


Pair = tuple[str | None, str | None]


def _pairs(compared: VersionComparison) -> Iterator[Pair]:
    for name in compared.after.requirements:
        yield compared.requirements.get(name), name
    kept = set(compared.requirements.values())
    for name in compared.before.requirements:
        if name not in kept:
            yield name, None


def _among(before: Program, after: Program, compared: VersionComparison, pair: Pair) -> Regions:
    """The regions that both versions together can tell apart."""
    asked: list[tuple[Program, Ask]] = []
    roots: list[tuple[Version, list[TreePart]]] = []
    for program, name in zip((before, after), pair, strict=True):
        for version in _judging(program):
            hanging_on: list[TreePart] = [each.when for each in version.transitions.values()]
            if name in version.requirements:
                hanging_on += roots_of(version, name)
                parts = compared.parts_asked(version, version.requirements[name])
                hanging_on += [part for _, part in parts if isinstance(part, Node)]
            roots.append((version, hanging_on))
        asked.append((program, _no_such if name is None else what_is_asked(program, name, compared.parts_asked)))
    matters = what_matters(roots)
    return regions(asked, matters, matters.day)


def _judging(program: Program) -> list[Version]:
    """A version, after those before it that a transition may keep for a case."""
    kept = {each.keep for each in program.version.transitions.values()}
    return [*(program.earlier[day].version for day in sorted(kept)), program.version]


def _no_such(_: Evaluation) -> Found:
    return Found(NO_SUCH)


def _otherwise(before: Program, after: Program, among: Regions, pair: Pair, name: str) -> Iterator[Difference]:
    """The differences of one requirement: regions that come out otherwise in the same way go together."""
    alike: dict[tuple[Hashable, Hashable], list[Region]] = {}
    for region in among.found:
        one, other = region.answers
        if _nothing_asked(one) and _nothing_asked(other):
            continue
        if one != other:
            alike.setdefault((one, other), []).append(region)
    for (one, other), those in alike.items():
        those.sort(key=lambda region: region.story.told)
        parts = _parts_that_differ(one, other)
        shown = _shown(before, after, those[:_MOST_WITNESSES], pair)
        shows = _seen(shown[2]) != _seen(shown[3])
        yield Difference(name, tuple(those), parts, shows, *shown, among)


def _differs_while_untold(among: Regions) -> bool:
    """Whether, while less is told than settles both answers, the one is settled already and the other is not."""
    told = (region.answers for region in among.unsettled if WHO_DECIDES not in region.answers)
    return any(one != other for one, other in told if not (_nothing_asked(one) and _nothing_asked(other)))


def _nothing_asked(answer: Hashable) -> bool:
    return answer in (NO_SUCH, DOES_NOT_APPLY)


def _parts_that_differ(one: Hashable, other: Hashable) -> tuple[str, ...]:
    if not isinstance(one, AskedFor) or not isinstance(other, AskedFor):
        return ()
    left, right = _by_label(one), _by_label(other)
    return tuple(str(label) for label in dict.fromkeys((*left, *right)) if left.get(label) != right.get(label))


def _by_label(asked: AskedFor) -> dict[str, list[Hashable]]:
    found: dict[str, list[Hashable]] = {}
    for label, value in asked.parts:
        found.setdefault(label, []).append(value)
    return found


def _shown(
    before: Program, after: Program, those: Sequence[Region], pair: Pair
) -> tuple[Case, date, Obligation | None, Obligation | None]:
    """The simplest case for which what is owed is seen to be otherwise; the simplest of all where none is."""
    shown = None
    for region in those:
        case = region.witness()
        try:
            owed = [_owed(program, case, region.on, name) for program, name in zip((before, after), pair, strict=True)]
        except DecisionError:
            continue
        if shown is None or _seen(owed[0]) != _seen(owed[1]):
            shown = case, region.on, owed[0], owed[1]
        if _seen(owed[0]) != _seen(owed[1]):
            return shown
    if shown is None:
        return those[0].witness(), those[0].on, None, None
    return shown


def _owed(program: Program, case: Case, on: date, name: str | None) -> Obligation | None:
    if name is None:
        return None
    decision = decide_held(program, case, on)
    return next((each for each in decision.obligations if each.requirement == name), None)


def _seen(obligation: Obligation | None) -> tuple[object, ...]:
    if obligation is None:
        return ()
    days = obligation.opens, obligation.target, obligation.closes
    asked = obligation.event, obligation.lasts, obligation.notice, obligation.strength, obligation.phases, obligation.by
    return obligation.status, days, asked, obligation.done, obligation.left
