"""A share of all cases, drawn by lot: exactly so many, and the same ones whoever draws.

The cases come in the order of a hash (SHA-256) of the seed, the first day of the stretch and their names, and the first
of them are drawn. So a case more or less moves one other at most; and nobody can choose who comes first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.logic import all_of, opposite, truth
from ilacs_rules.engine.program import Program
from ilacs_rules.engine.selection import earliest, latest
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.language.dates_in_words import day_in_words
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Truth
from ilacs_rules.model.decision import Need, Step
from ilacs_rules.model.tree import Lot
from ilacs_rules.text.words import joined, quoted

_FEW = 3  # names in a sentence
NO_POPULATION = Need("the population is not given: all the cases there are")


@dataclass(frozen=True)
class Draw:
    """One lot: those it is drawn from, in their order, and of each whether it surely is one of them."""

    first: date
    share: int
    out_of: int | None
    order: tuple[tuple[str, Truth], ...]

    def drawn(self, name: str) -> Truth:
        """Whether a case is drawn; false for one that it is not drawn from."""
        place = self._places.get(name)
        if place is None:
            return False
        sure_before, maybe_before, belongs = place
        maybe_after = self._maybe - maybe_before - (belongs is UNKNOWN)
        own = self._sure + (belongs is UNKNOWN)
        at_worst = sure_before + maybe_before < self.number_of(own + maybe_before)
        at_best = sure_before < self.number_of(own + maybe_after)
        return all_of((belongs, True if at_worst else UNKNOWN if at_best else False))

    def number_of(self, population: int) -> int:
        """How many are drawn of so many: a share is rounded up."""
        if self.out_of is None:
            return min(self.share, population)
        return -(-population * self.share // self.out_of)

    @property
    def size(self) -> int | None:
        """How many it is drawn from; None where that is not known."""
        return None if self._maybe else self._sure

    def place(self, name: str) -> int | None:
        """The place of a case, from 1, where that is known; None if the lot is not drawn from it."""
        place = self._places.get(name)
        return None if place is None else place[0] + 1

    @property
    def doubtful(self) -> tuple[str, ...]:
        """Those of which it is not known whether it is drawn from them as well."""
        return tuple(sorted(name for name, belongs in self.order if belongs is UNKNOWN))

    @cached_property
    def _places(self) -> dict[str, tuple[int, int, Truth]]:
        """Of each how many come before it that surely belong, how many that may, and whether it does itself."""
        found: dict[str, tuple[int, int, Truth]] = {}
        sure = maybe = 0
        for name, belongs in self.order:
            found[name] = sure, maybe, belongs
            sure, maybe = sure + (belongs is True), maybe + (belongs is UNKNOWN)
        return found

    @cached_property
    def _sure(self) -> int:
        return sum(belongs is True for _, belongs in self.order)

    @cached_property
    def _maybe(self) -> int:
        return len(self.order) - self._sure


def drawn(snapshot: Snapshot, program: Program, lot: Lot) -> Truth:
    """Whether a case is drawn in the stretch that holds the day; unknown without the population."""
    population = snapshot.population
    if population is None or population.lacking or snapshot.case.name not in population.cases:
        return UNKNOWN
    found = draw(snapshot, program, lot)
    return UNKNOWN if found is None else found.drawn(snapshot.case.name)


def draw(snapshot: Snapshot, program: Program, lot: Lot) -> Draw | None:
    """The lot of the stretch that holds the day; None without a population, or before the year 1."""
    population = snapshot.population
    first = lot.period.cycle.start_of(snapshot.on)
    if population is None or first is None:
        return None

    def make() -> Draw:
        seed = _seed(program, lot)
        members = []
        for case in population.cases.values():
            member = snapshot.of_another(case, first)
            member.gap_at_end = True  # it is drawn once and for all, not as far as a record goes
            belongs = belongs_to(member)
            if belongs is not False:
                members.append((_ticket(seed, first, case.name), case.name, belongs))
        return Draw(first, lot.share, lot.out_of, tuple((name, belongs) for _, name, belongs in sorted(members)))

    def belongs_to(member: Snapshot) -> Truth:
        there = was_there(member)
        if there is False or lot.condition is None:
            return there
        try:
            met = truth(program.only(lot.condition).compiled.run(member)[-1])
        except DecisionError:  # a mistake of the policy that this case brings out; of this case it cannot be told
            met = UNKNOWN
        return all_of((there, met))

    return population.once((lot.id, program.version.start, first, snapshot.known), make)


def step(snapshot: Snapshot, program: Program, lot: Lot) -> Step:
    """The same for a trace: with what is needed, or how the lot came out."""
    is_drawn = drawn(snapshot, program, lot)
    needed = needs(snapshot, program, lot) if is_drawn is UNKNOWN else ()
    return Step(lot, is_drawn, (), needed, told(snapshot, program, lot))


def told(snapshot: Snapshot, program: Program, lot: Lot) -> str | None:
    """How a lot came out for a case, in words; None where that cannot be told."""
    held = drawn(snapshot, program, lot)
    found = draw(snapshot, program, lot)
    if found is None or found.size is None or held is UNKNOWN:
        return None
    number, seed = found.number_of(found.size), _seed(program, lot)
    verb = "was" if number == 1 else "were"
    by_lot = f"{number:,} of {found.size:,} {verb} drawn on {day_in_words(found.first)} with the seed {quoted(seed)}"
    place = found.place(snapshot.case.name)
    return f"{by_lot}, and it is {_th(place)} in line" if place is not None else f"{by_lot}, and it is none of these"


def needs(snapshot: Snapshot, program: Program, lot: Lot) -> tuple[Need, ...]:
    """Why it is not known whether a case is drawn."""
    population, name = snapshot.population, snapshot.case.name
    if population is None:
        return (NO_POPULATION,)
    if population.lacking:
        return (Need(f"{lacking_need(population.lacking).text}, and lots are drawn among all cases"),)
    if name not in population.cases:
        return (none_of_them(name),)
    found = draw(snapshot, program, lot)
    if found is None or not found.doubtful:
        return ()
    doubtful, on = found.doubtful, day_in_words(found.first)
    more = f" and {len(doubtful) - _FEW:,} more" if len(doubtful) > _FEW else ""
    names = ", ".join(quoted(each) for each in doubtful[:_FEW])
    return (Need(f"whether the lot of {on} is also drawn among {names}{more}"),)


def lacking_need(lacking: tuple[str, ...]) -> Need:
    """That some cases of the population could not be used."""
    return Need(f"the population is not whole: {joined([quoted(each) for each in lacking[:_FEW]])} could not be used")


def none_of_them(name: str) -> Need:
    """That a case is not in the population."""
    return Need(f"{quoted(name)} is not among the cases of the population")


def was_there(member: Snapshot) -> Truth:
    """Whether a subject existed on the day."""
    created = member.created
    begun: Truth = True
    if created is not None and latest(created) > member.on:
        begun = False if earliest(created) > member.on else UNKNOWN
    over = member.existence.is_over(member.on)
    return all_of((begun, opposite(over)))


def _th(place: int) -> str:
    return f"{place:,}" + ("th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th"))


def _seed(program: Program, lot: Lot) -> str:
    return program.version.policy if lot.seed is None else lot.seed


def _ticket(seed: str, first: date, name: str) -> str:
    from hashlib import sha256  # only lots need it, and it takes a while to load

    return sha256(f"{seed}\n{first.isoformat()}\n{name}".encode()).hexdigest()
