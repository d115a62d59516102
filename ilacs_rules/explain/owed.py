"""What a case owes by one requirement, in a few sentences: who has to do what, when, how long it takes."""

from __future__ import annotations

from ilacs_rules.explain import english
from ilacs_rules.explain.english import sentence
from ilacs_rules.explain.phases import phases_in_words
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.progress import how_long
from ilacs_rules.explain.requirements import announcement, deed
from ilacs_rules.explain.status import when_due
from ilacs_rules.explain.timing import number_of_times, timed
from ilacs_rules.language.fixed_words import Bound
from ilacs_rules.model.decision import Obligation, Status
from ilacs_rules.model.due_shapes import Quota
from ilacs_rules.model.version import Version

NOTHING_ASKED = "Nothing of it is asked for on that day."
CANNOT_BE_TOLD = "Whether it is asked cannot be told."


def what_is_owed(obligation: Obligation | None, version: Version | None) -> str:
    """`Example Fire Service usually carries out a short check. It is due on 1 March 2020. It lasts 1 week.`."""
    return " ".join(owed_in_sentences(obligation, version))


def owed_in_sentences(obligation: Obligation | None, version: Version | None) -> list[str]:
    """The same, each sentence for itself: first who does what, then when, where anything is asked for certain."""
    if obligation is None or version is None or obligation.status in (Status.DOES_NOT_APPLY, Status.LAPSED):
        return [NOTHING_ASKED]
    if obligation.status is Status.UNDETERMINED:
        return [CANNOT_BE_TOLD]
    requirement, phrases = version.requirements[obligation.requirement], Phrases(version)
    shape = requirement.due.shape
    limited = isinstance(shape, Quota) and shape.bound is Bound.AT_MOST
    said = [deed(requirement, phrases, timed(requirement.due, phrases) if limited else None)]
    said.append(_when(obligation, version))
    if (number := number_of_times(requirement.due)) is not None:
        said.append(f"it is asked for {number}")
    elif obligation.left is not None and obligation.left > 1 and not limited:
        said.append(f"{english.number_word(obligation.left)} are to be done")
    if (lasts := how_long(obligation, version)) is not None:
        said.append(lasts)
    told = (*map(sentence, said), *phases_in_words(obligation), announcement(requirement, phrases))
    return [each for each in told if each]


def _when(obligation: Obligation, version: Version) -> str:
    if obligation.status is Status.APPLIES:
        return "when it is due cannot be told"
    return "the clock stands still" if obligation.status is Status.PAUSED else f"it {when_due(obligation, version)}"
