"""What a history shows of how long cases wait, put beside what a policy asks for: observed, and never a rule.

It is fitted on what was published by the day alone, and on what was seen since the rules ask for such events. For each
family of events in which ten waits or more were seen to end it tells, of a case that has waited so long, between which
days half of those like it had the next one, and the chance that it comes within some months. Waits are those of all
cases together, whichever the kind and the result.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from ilacs_rules.engine.decide import Undecided, all_in_its_words
from ilacs_rules.engine.observing.spells import Clock, as_published, chance, in_hand_since, last_seen, waits_of
from ilacs_rules.engine.observing.survival import FEWEST, Survival
from ilacs_rules.engine.program import Program
from ilacs_rules.engine.snapshot import Snapshot
from ilacs_rules.language.dates import add_months
from ilacs_rules.model.case import Case
from ilacs_rules.text.frozen import frozen

AHEAD = (3, 6, 12)  # months, within which a chance is told


@frozen
class Observation:
    """Of one case and one family of events (folded): since when it waits, and what is usual for those that waited so.

    Half of them had the next one between `first` and `last`; None where too few were seen to wait so long to tell.
    `chances` are those of `AHEAD`, that it is still to come and comes by then; each at least so high where it reaches
    beyond the longest wait seen; none where the case has waited as long as any wait that was seen to end.
    """

    case: str
    family: str
    since: date
    first: date | None
    last: date | None
    chances: tuple[float | None, ...]


@frozen
class Observed:
    """What was observed by a day; `waits` are those it rests on, of each family of events (folded) of the history."""

    program: Program
    on: date
    seen: date
    waits: Mapping[str, Survival]
    cases: tuple[Observation, ...]
    failed: tuple[Undecided, ...] = ()


def observe(
    program: Program, history: Iterable[Case], cases: Iterable[Case], on: date, known: date | None = None
) -> Observed:
    """What a history shows of cases on a day, by what was published by it, or by the day `known` if that is earlier."""
    seen = min(on, known or on)
    families = {name: kind.kinds for name, kind in program.words.events.items() if not kind.is_a}
    clocks = {name: Clock.of(program.version.pauses.values(), [name]) for name in families}
    past, _ = all_in_its_words(program, history)  # what cannot be used of it leaves no case without its answer
    now, failed = all_in_its_words(program, cases)
    published = [Snapshot(as_published(case, seen), on, program.words, seen) for case in past]
    waits = {name: waits_of(published, kinds, clocks[name], program.version) for name, kinds in families.items()}
    told = {name: found for name, found in waits.items() if found.ended >= FEWEST}
    found = [
        _of_case(each, name, families[name], clocks[name], survival, on)
        for each in (Snapshot(case, on, program.words, seen) for case in now)
        if each.existence.is_over(on) is not True
        for name, survival in told.items()
    ]
    with_waits = {name: each for name, each in waits.items() if each.ended or each.censored}
    return Observed(program, on, seen, with_waits, tuple(each for each in found if each is not None), tuple(failed))


def _of_case(
    snapshot: Snapshot, family: str, kinds: frozenset[str], clock: Clock, waits: Survival, on: date
) -> Observation | None:
    last = last_seen(snapshot, kinds)
    if last is None or not isinstance(last.end, date) or in_hand_since(snapshot, kinds) is not None:
        return None
    ended, waited, sure = last.end, clock.days(last.end, on), snapshot.sure_until(kinds)
    if waited is None:
        return None

    def within(months: int) -> float | None:
        if waited >= waits.steps[-1].days:
            return None  # never seen to happen after so long a wait: no reason to say that it will not
        return chance(waits, clock, ended, on, add_months(on, months) or date.max, sure)

    parts = (waits.further(waited, part) for part in (0.25, 0.75))
    first, third = (None if days is None else clock.day(on, days - waited) for days in parts)
    return Observation(snapshot.case.name, family, last.end, first, third, tuple(within(each) for each in AHEAD))
