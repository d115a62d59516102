"""Lists of cases: which pass a test, and how many they are.

Where a test holds a value of each case against one of the case that asks (`owner is this case`), only those that have
that value are looked at: else every case would look at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ilacs_rules.engine.logic import all_of, any_of, opposite
from ilacs_rules.engine.lots import NO_POPULATION, lacking_need, none_of_them, was_there
from ilacs_rules.engine.program import Program
from ilacs_rules.engine.relations import of_other
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.engine.stepping import needs_of
from ilacs_rules.language.fixed_words import Bound, Picks, Relation
from ilacs_rules.language.walk import walk
from ilacs_rules.model.absent import NOTHING, UNKNOWN, Absent
from ilacs_rules.model.case import Truth, Value
from ilacs_rules.model.decision import Need, Step
from ilacs_rules.model.tree import And, Candidate, Cases, Compare, Counting, Item, Node, OfCase, SelectCases
from ilacs_rules.text.frozen import frozen
from ilacs_rules.text.words import quoted

_Told = tuple[str | Absent, Truth]
"""The name of a case, or that it may be any, and whether it belongs."""


@frozen
class Key:
    """What a test holds against each other: a value of each case, or one of several, and one of the case that asks."""

    of_each: OfCase
    wanted: Node


def key(node: Cases) -> Key | None:
    """The first such pair of which a condition cannot hold unless the two are equal; None if it has none."""
    if node.listed is not None or node.condition is None:
        return None
    for test in node.condition.items if isinstance(node.condition, And) else (node.condition,):
        match test:
            case Compare(relation=Relation.EQUAL, left=one, right=other):
                pairs = [(one, other), (other, one)]
            case Counting(bound=Bound.ANY, items=one, test=Compare(relation=Relation.EQUAL, left=Item(), right=other)):
                pairs = [(one, other)]
            case _:
                continue
        for of_each, wanted in pairs:
            of_itself = not any(isinstance(part, Candidate | Item) for part in walk(wanted))
            if isinstance(of_each, OfCase) and isinstance(of_each.case, Candidate) and of_itself:
                return Key(of_each, wanted)
    return None


def cases(
    snapshot: Snapshot,
    program: Program,
    node: Cases,
    listed: Value | None,
    test: Callable[[str], Truth] | None,
    wanted: Value = UNKNOWN,
) -> Value:
    """Those of some cases that pass a test; one that may belong to them or not is unknown.

    `listed` is what the list of the node comes to, None where it has none; `wanted` what its key has to be equal to.
    """
    among = _there(snapshot, program, node, wanted) if listed is None else _as_told(listed)
    if among is None:
        return UNKNOWN
    found: list[Value] = []
    for name, belongs in among:
        held = belongs if test is None or not isinstance(name, str) else all_of((belongs, test(name)))
        if held is not False:
            found.append(name if held is True else UNKNOWN)
    return tuple(found)


def _there(snapshot: Snapshot, program: Program, node: Cases, wanted: Value) -> Iterable[_Told] | None:
    """The cases of the population that may pass, each with whether it is there on the day; None if it is not known.

    One that could not be used may be any: it has no name here.
    """
    population, own = snapshot.population, snapshot.case.name
    if population is None or (not node.others and own not in population.cases):
        return None
    seen = program.version.start, snapshot.on, snapshot.known, snapshot.gap_at_end

    def find() -> tuple[_Told, ...]:
        held = ((name, was_there(snapshot.of_another(case))) for name, case in population.cases.items())
        return (*(each for each in held if each[1] is not False), *((UNKNOWN, UNKNOWN) for _ in population.lacking))

    found = population.once(("there", seen), find)
    by = key(node) if wanted is not UNKNOWN else None
    if wanted is NOTHING:  # to which nothing is equal
        return ()
    if by is None:
        return (each for each in found if not (node.others and each[0] == own))
    of_each = by.of_each

    def lay_out() -> dict[Value, dict[int, _Told]]:
        """Those that are there, each with its place, by the values of the key; under unknown where one is not known."""
        laid: dict[Value, dict[int, _Told]] = {}
        for place, (name, belongs) in enumerate(found):
            told = UNKNOWN if isinstance(name, Absent) else of_other(snapshot, program, of_each, name)
            for each in told if isinstance(told, tuple) else (told,):
                laid.setdefault(each, {})[place] = name, belongs
        return laid

    def places() -> dict[str | Absent, int]:
        return {name: place for place, (name, _) in enumerate(found)}

    laid = population.once(("by", of_each.name, of_each.is_fact, seen), lay_out)
    may_pass = laid.get(wanted, {}) | laid.get(UNKNOWN, {})
    place = population.once(("places", seen), places).get(own)
    if place is not None:  # of itself more may be known: in a forecast, what is to come
        may_pass[place] = found[place]
    return (may_pass[place] for place in sorted(may_pass) if not (node.others and may_pass[place][0] == own))


def _as_told(listed: Value) -> tuple[tuple[str | Absent, Truth], ...] | None:
    if not isinstance(listed, tuple):
        return () if listed is NOTHING else None
    present = (each for each in listed if each is not NOTHING)  # as in every list, what is nothing is passed over
    return tuple((each, True) if isinstance(each, str) else (UNKNOWN, UNKNOWN) for each in present)


def cases_step(node: Cases, snapshot: Snapshot, program: Program, step: Callable[[Node, str | None], Step]) -> Step:
    """The same for a trace, with what was looked at for those that belong, or may.

    `step` is that of a part of the node; of its condition, for a case.
    """
    listed = None if node.listed is None else step(node.listed, None)
    by = key(node)
    wanted = UNKNOWN if by is None else step(by.wanted, None).value
    condition, looked_at = node.condition, list[Step]()

    def held(name: str) -> Truth:
        assert condition is not None, "asked only where there is one"
        found = step(condition, name)
        if found.value in (True, UNKNOWN):
            looked_at.append(found)
        return UNKNOWN if found.value is UNKNOWN else found.value is True

    among = None if listed is None else listed.value
    value = cases(snapshot, program, node, among, None if condition is None else held, wanted)
    below = (*([listed] if listed is not None else []), *looked_at)
    if value is not UNKNOWN and not (isinstance(value, tuple) and UNKNOWN in value):
        return Step(node, value, below)
    why = () if listed is not None else _why_not_all(snapshot, program, node, wanted)
    return Step(node, value, below, tuple(dict.fromkeys((*why, *needs_of(below)))))


def _why_not_all(snapshot: Snapshot, program: Program, node: Cases, wanted: Value) -> tuple[Need, ...]:
    """Why it is not known which cases there are."""
    population, name = snapshot.population, snapshot.case.name
    if population is None:
        return (NO_POPULATION,)
    among = _there(snapshot, program, node, wanted)
    if among is None:
        return (none_of_them(name),)
    needs = [lacking_need(population.lacking)] if population.lacking else []
    doubtful = [each for each, belongs in among if isinstance(each, str) and belongs is UNKNOWN]
    return (*needs, *(Need(f"whether {quoted(each)} is there on the day") for each in doubtful))


def select(node: SelectCases, listed: Value) -> Value:
    """How many cases a list has, whether it has one, or none."""
    among = _as_told(listed)
    if among is None:
        return UNKNOWN
    belong = [belongs for _, belongs in among]
    if node.picks is Picks.NUMBER:
        return UNKNOWN if UNKNOWN in belong else len(belong)
    found = any_of(belong)
    return found if node.picks is Picks.ANY else opposite(found)


def select_step(node: SelectCases, listed: Step) -> Step:
    """The same for a trace."""
    value = select(node, listed.value)
    return Step(node, value, (listed,), listed.needs if value is UNKNOWN else ())
