"""What a change means in made-up situations: what is asked of each on the day it comes into force, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ilacs_rules.engine.changes import changes
from ilacs_rules.engine.plan import plan
from ilacs_rules.engine.program import Program
from ilacs_rules.explain import english
from ilacs_rules.explain.changes.note import Effect, SituationAsked
from ilacs_rules.explain.english import capital, joined, sentence
from ilacs_rules.explain.phases import phases_in_words
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.requirements import announcement, deed
from ilacs_rules.explain.situations import Situation, situations
from ilacs_rules.explain.status import how_long, when_due
from ilacs_rules.explain.timing import times
from ilacs_rules.model.decision import Obligation, Status
from ilacs_rules.model.version import Version

_NOT_ASKED = "Nothing is asked."


def effects(before: Program, after: Program) -> tuple[Effect, ...]:
    """Each situation in which something else is asked than before, with what that is; those alike are one.

    Each version makes up the situation in its own words, so that `judged safe` is what it takes that to be; they go
    together by their keys, as what readers are shown may have changed.
    """
    on = after.version.start
    programs = (before, after)
    made_up = [situations(program, on).each for program in programs]
    plans = [
        plan(program, [replace(each.case, name=each.key) for each in own], on, trace=False)
        for program, own in zip(programs, made_up, strict=True)
    ]
    asked: dict[str, list[SituationAsked]] = {}
    for change in changes(*plans):
        said = what_is_owed(change.before, change.version_before), what_is_owed(change.after, change.version_after)
        if said[0] != said[1]:
            title = capital(change.version.requirements[change.requirement].label)
            asked.setdefault(change.case, []).append(SituationAsked(change.requirement, title, *said))
    alike: dict[tuple[SituationAsked, ...], list[Situation]] = {}
    for situation in made_up[1]:
        if situation.key in asked:
            alike.setdefault(tuple(asked[situation.key]), []).append(situation)
    return tuple(Effect(tuple(each.name for each in same), _together(same), found) for found, same in alike.items())


def _together(same: Sequence[Situation]) -> str:
    """`a building judged safe or judged advised`."""
    first = same[0]
    if len(same) == 1:
        return first.words
    return first.words.removesuffix(first.name) + joined([each.name for each in same], "or")


def what_is_owed(obligation: Obligation | None, version: Version | None) -> str:
    """`Example Fire Service usually carries out a short check. It is due on 1 March 2020. It lasts 1 week.`."""
    if obligation is None or version is None or obligation.status in (Status.DOES_NOT_APPLY, Status.LAPSED):
        return _NOT_ASKED
    if obligation.status is Status.UNDETERMINED:
        return "Whether it is asked cannot be told."
    requirement, phrases = version.requirements[obligation.requirement], Phrases(version)
    said = [deed(requirement, phrases), _when(obligation)]
    if requirement.due.up_to is not None:
        said.append(f"it is asked for up to {times(requirement.due.up_to)}")
    elif obligation.left is not None and obligation.left > 1:
        said.append(f"{english.number_word(obligation.left)} are to be done")
    if (lasts := how_long(obligation, version)) is not None:
        said.append(lasts)
    told = (*map(sentence, said), *phases_in_words(obligation), announcement(requirement, phrases))
    return " ".join(told).strip()


def _when(obligation: Obligation) -> str:
    if obligation.status is Status.APPLIES:
        return "when it is due cannot be told"
    return "the clock stands still" if obligation.status is Status.PAUSED else f"it {when_due(obligation)}"
