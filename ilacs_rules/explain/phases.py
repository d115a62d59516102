"""The phases of an event in words: as the policy has them, and for one case, with the days of work in them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from ilacs_rules.explain.english import joined, number_word, quoted, sentence
from ilacs_rules.explain.values import number
from ilacs_rules.language.fixed_words import PhasePlace
from ilacs_rules.language.nouns import plural
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Length
from ilacs_rules.model.decision import Obligation
from ilacs_rules.model.phases import Extent, Phase, PhaseToDo, Work
from ilacs_rules.model.version import Requirement

if TYPE_CHECKING:  # a command that decides phrases no rules, and need not wait for what does
    from ilacs_rules.explain.phrases import Phrases

_FOR_ONE = "day for one person"  # said in a sentence; a figure beside others is in person-days
_NO_TIME, _NO_NUMBER = "a time that cannot be told", "a number of people that cannot be told"


def phases_of_rule(requirement: Requirement, phrases: Phrases) -> str:
    """`The work on it is in two parts: on site (3 days) and report (up to 5 days after it ends)`; or nothing."""
    if not requirement.phases:
        return ""
    told = [_of_rule(phase, phrases) for phase in requirement.phases]
    return sentence(_work_in(joined(told), len(told)))


def phases_in_words(obligation: Obligation) -> list[str]:
    """Sentences on the phases of what is asked of one case, and on the work in them; none where nothing is said."""
    if not obligation.phases:
        return []
    phases = _work_in(_named(obligation), len(obligation.phases))
    return [sentence(each) for each in (phases, _comes_to(obligation)) if each]


def phases_in_short(obligation: Obligation) -> str:
    """The same for a place that holds no sentences; empty where nothing is said."""
    if not obligation.phases:
        return ""
    return "; ".join(filter(None, (f"phases: {_named(obligation)}", _comes_to(obligation))))


def _named(obligation: Obligation) -> str:
    return joined([f"{each.phase.words} ({phase_in_words(each)})" for each in obligation.phases])


def work_in_short(obligation: Obligation) -> str | None:
    """`the work in all its phases is 11 days for one person`; None where no phases are told, or none has a figure."""
    figure = person_days(obligation.work, _FOR_ONE) if obligation.phases else None
    phases = " in all its phases" if len(obligation.phases) > 1 else ""
    return None if figure is None else f"the work{phases} is {figure}"


def person_days(work: Work, unit: str = "person-day") -> str | None:
    """`11 person-days`, `7 to 12 person-days`, `at least 7 person-days`; None where nothing of it has a figure."""
    least, most = work.known.least, work.known.most
    if work.lacks_figures:
        return f"at least {_days(least, unit)}" if least else None
    if least == most:
        return _days(most, unit)
    return f"{in_figures(least)} to {in_figures(most)} {plural(unit)}" if least else f"up to {_days(most, unit)}"


def phase_in_words(to_do: PhaseToDo) -> str:
    """`2 days over up to 3 weeks by 1 inspector before it starts`."""
    people = [] if to_do.phase.people is None else [f"by {people_in_words(to_do)}"]
    return " ".join([_time(to_do), *people, *_place(to_do.phase)])


def time_in_words(to_do: PhaseToDo, not_known: str = _NO_TIME) -> str:
    """`2 days over up to 3 weeks before it starts`."""
    return " ".join([_time(to_do, not_known), *_place(to_do.phase)])


def _time(to_do: PhaseToDo, not_known: str = _NO_TIME) -> str:
    phase = to_do.phase
    over = "" if phase.over is None else f" over {_extent(phase.over, to_do.over, not_known)}"
    return f"{_extent(phase.work, to_do.work, not_known)}{over}"


def people_in_words(to_do: PhaseToDo, not_known: str = _NO_NUMBER) -> str:
    """`2 inspectors`; `2 people` where the policy has a name for the number and not for them."""
    if not isinstance(to_do.people, int | Decimal):
        return not_known
    who = to_do.phase.who or ("person" if to_do.people == 1 else "people")
    return f"{number(to_do.people)} {who}"


def _comes_to(obligation: Obligation) -> str:
    told = person_days(obligation.work, _FOR_ONE)
    without = [each for each in obligation.phases if each.person_days is None]
    if not without:
        return f"the work is {told}"
    if told is None and all(each.phase.people is None for each in without):  # the policy is silent on it
        return ""
    why = "; ".join(dict.fromkeys(need for each in without for need in each.needs))
    which = joined([quoted(each.phase.words) for each in without])
    more = "" if told is None else " more"
    unknown = f"it is not known how much{more} work there is in {which}{f' ({why})' if why else ''}"
    return unknown if told is None else f"the work is {told}; {unknown}"


def _work_in(phases: str, count: int) -> str:
    return f"the work on it is {phases}" if count == 1 else f"the work on it is in {number_word(count)} parts: {phases}"


def _of_rule(phase: Phase, phrases: Phrases) -> str:
    parts = [_said(phase.work, phrases)]
    if phase.over is not None:
        parts.append(f"over {_said(phase.over, phrases)}")
    if phase.people is not None:
        parts.append(f"by {phrases.noun(phase.people)}{f' {phase.who}' if phase.who else ''}")
    return f"{phase.words} ({' '.join([*parts, *_place(phase)])})"


def _said(extent: Extent, phrases: Phrases) -> str:
    return f"{'up to ' if extent.up_to else ''}{phrases.noun(extent.length)}"


def _extent(extent: Extent, length: Length, not_known: str) -> str:
    told = not_known if length is UNKNOWN or length is None else str(length)
    return f"up to {told}" if extent.up_to else told


def _place(phase: Phase) -> list[str]:
    return [] if phase.place is PhasePlace.DURING else [phase.place.value]


def in_figures(days: Fraction) -> str:
    """So many days, to two places: `11`, `7.5`."""
    whole = days.denominator == 1
    return number(int(days) if whole else round(Decimal(days.numerator) / days.denominator, 2))


def _days(days: Fraction, unit: str) -> str:
    return f"{in_figures(days)} {unit if days == 1 else plural(unit)}"
