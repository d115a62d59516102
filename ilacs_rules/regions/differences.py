"""Two versions put to the same regions of cases: whatever comes out otherwise, each with a case that shows it.

What the laws know to mean the same (`checker.comparing`) need not be looked at. Of the rest every region is asked of
both: whether a requirement applies, and what it then asks, its lengths worked out and all else by what it means. Where
days are counted otherwise, or clocks stop, a case of each region is decided as well.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from ilacs_rules.checker.comparing.comparison import VersionComparison
from ilacs_rules.engine.program import Program
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Case
from ilacs_rules.model.decision import Obligation
from ilacs_rules.model.version import ForEach
from ilacs_rules.regions.asking import DOES_NOT_APPLY, NO_SUCH, WHO_DECIDES, AskedFor, roots_of
from ilacs_rules.regions.pairs import Pair, pairs, regions_of
from ilacs_rules.regions.refining import Region, Regions
from ilacs_rules.regions.showing import Showing, Shown
from ilacs_rules.text.words import joined

_ASKED = "whatever is asked"
MOST_DECIDED = 60  # regions of which a case is decided where only days may be otherwise


@dataclass(frozen=True, slots=True)
class Difference:
    """Cases for which a requirement comes out otherwise, and one of them that shows it.

    `pair` is the requirement in both versions. `parts` are what differs where it applies by both; `before` and `after`
    are what is owed in the `witness` on its day, None where the version knows no such requirement. Where what is owed
    is not seen to be otherwise there, it does not show: the requirement reads otherwise, and may still come to the
    same. `only_seen` is so where the rule is the same, and cases were found of which another day or pause is told.
    `is_plain` is so of a witness in which nothing is told that need not be: else other cases of its region may come out
    alike. `example` is the witness without those of its days that make no difference. `others` are the regions that
    come out alike, or otherwise in another way.
    """

    pair: Pair
    regions: tuple[Region, ...]
    parts: tuple[str, ...]
    shows: bool
    witness: Case
    example: Case
    on: date
    before: Obligation | None
    after: Obligation | None
    others: tuple[Region, ...] = field(repr=False)
    among: Regions = field(repr=False)
    only_seen: bool = False
    is_plain: bool = True

    @property
    def name(self) -> str:
        """The (folded) name of the requirement in the newer version, or in the older where that alone has it."""
        return self.pair.name


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
    showing = Showing(before, after)
    found: list[Difference] = []
    alike: list[tuple[Pair, Regions, tuple[str, ...]]] = []
    same: list[str] = []
    to_ask = list(pairs(before, after, compared))
    for pair, among in zip(to_ask, regions_of(to_ask), strict=True):
        why = _why_not_proved(among, compared, pair)
        otherwise = list(_otherwise(among, pair, showing))
        if not otherwise and why:
            otherwise = list(_seen_otherwise(among, pair, showing))
        found += otherwise
        if otherwise:
            continue
        if why:
            alike.append((pair, among, why))
        else:
            same.append(pair.name)
    cases = [*((each.witness, each.on) for each in found if each.shows), *showing.worked]
    unproved: list[Unproved] = []
    for pair, among, why in alike:
        seen = _seen_with_another(among, pair, showing, cases)
        if seen is None:
            unproved.append(Unproved(pair.name, among, why))
        else:
            found.append(seen)
    return Differences(tuple(found), tuple(unproved), tuple(same))


def _why_not_proved(among: Regions, compared: VersionComparison, pair: Pair) -> tuple[str, ...]:
    """What may make a case come out otherwise that no region shows, in clauses; none where nothing may."""
    found = [f"it also hangs on {joined(among.limits)}"] if among.limits else []
    found += [f"the search stopped after {among.tried:,} made-up cases"] if among.too_many else []
    found += ["of some cases it cannot be told"] if among.open else []
    if _differs_while_untold(among):
        found.append("where something is not known one version may leave open what the other settles")
    if not compared.told_alike:
        found.append("the words in which cases are told, or how days are counted, are otherwise too")
    if not compared.kept_alike:
        found.append("an earlier version decides other cases than before")
    if pair.old is not None and pair.new is not None and not compared.paused_alike(pair.new):
        found.append("its clock stops at other times")
    for version, name in ((compared.before, pair.old), (compared.after, pair.new)):
        if name is not None and any(isinstance(root, ForEach) for root in roots_of(version, name)):
            found.append("it is, or may be replaced, for each of some events")
    if pair.old is None or pair.new is None or compared.hangs_on_others(pair.new, exceptions=False):
        found.append("it hangs on another requirement that may come out otherwise")
    return tuple(dict.fromkeys(found))


def _otherwise(among: Regions, pair: Pair, showing: Showing) -> Iterator[Difference]:
    """The differences of one requirement: regions that come out otherwise in the same way go together.

    So do all in which nothing is asked by the one version, whatever that is by the other.
    """
    alike: dict[tuple[Hashable, Hashable], list[Region]] = {}
    for region in among.found:
        one, other = region.answers
        if _nothing_asked(one) and _nothing_asked(other):
            continue
        if one != other and not (_is_untold(one) and _is_untold(other)):
            way = (one, _ASKED) if _nothing_asked(one) else (_ASKED, other) if _nothing_asked(other) else (one, other)
            alike.setdefault(way, []).append(region)
    for (one, other), those in alike.items():
        others = _without(among.found, those)
        yield _difference(among, pair, showing, those, others, _parts_that_differ(one, other))


def _seen_otherwise(among: Regions, pair: Pair, showing: Showing) -> Iterator[Difference]:
    """The difference of a requirement that asks the same of each region, where a case of one is seen to differ."""
    asked = [region for region in among.found if not all(map(_nothing_asked, region.answers))]
    asked.sort(key=lambda region: region.simplicity)
    those = [region for region in asked[:MOST_DECIDED] if showing.differs(pair, region)]
    if those:
        others = _without(among.found, [*those, *asked[MOST_DECIDED:]])
        yield _difference(among, pair, showing, those, others, (), only_seen=True)


def _seen_with_another(
    among: Regions, pair: Pair, showing: Showing, cases: Sequence[tuple[Case, date]]
) -> Difference | None:
    """The difference of a requirement in a case that shows that of another, on which it may hang, or of an example."""
    for case, on in cases:
        answers = showing.answers(pair, case, on)
        region = next((each for each in among.found if each.answers == answers), None)
        shown = None if region is None else showing.shown(pair, case, on)
        if region is not None and shown is not None and shown.differs:
            others = tuple(_without(among.found, [region]))
            shown = replace(showing.told_short(pair, shown), is_plain=False)
            return _as_shown(pair, (region,), (), shown, others, among, only_seen=True)
    return None


def _without(regions: Sequence[Region], those: Sequence[Region]) -> list[Region]:
    left_out = {id(region) for region in those}
    return [region for region in regions if id(region) not in left_out]


def _difference(
    among: Regions,
    pair: Pair,
    showing: Showing,
    those: Sequence[Region],
    others: Sequence[Region],
    parts: tuple[str, ...],
    *,
    only_seen: bool = False,
) -> Difference:
    simplest_first = tuple(sorted(those, key=lambda region: region.simplicity))
    shown = showing.best(pair, simplest_first)
    return _as_shown(pair, simplest_first, parts, shown, tuple(others), among, only_seen=only_seen)


def _as_shown(
    pair: Pair,
    those: tuple[Region, ...],
    parts: tuple[str, ...],
    shown: Shown,
    others: tuple[Region, ...],
    among: Regions,
    *,
    only_seen: bool,
) -> Difference:
    seen = shown.differs, shown.witness, shown.example, shown.on, shown.before, shown.after
    return Difference(pair, those, parts, *seen, others, among, only_seen, shown.is_plain)


def _differs_while_untold(among: Regions) -> bool:
    """Whether, while less is told than settles both answers, the one is settled already and the other is not."""
    told = (region.answers for region in among.unsettled if WHO_DECIDES not in region.answers)
    return any(one != other for one, other in told if not (_nothing_asked(one) and _nothing_asked(other)))


def _nothing_asked(answer: Hashable) -> bool:
    return answer in (NO_SUCH, DOES_NOT_APPLY)


def _is_untold(answer: Hashable) -> bool:
    """Whether it cannot be told what is asked, as where that hangs on what nobody recorded."""
    return answer is UNKNOWN or answer == WHO_DECIDES


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
