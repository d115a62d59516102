"""What a change means: the kinds of case that come out otherwise, in readers' words, each with an example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from ilacs_rules.engine.program import Program
from ilacs_rules.explain.changes.effect import AskedOtherwise, Effect, Effects
from ilacs_rules.explain.changes.kinds_of_case import in_clauses, those_where
from ilacs_rules.explain.difference_examples import DifferenceExamples
from ilacs_rules.explain.english import capital, counted, joined, number_word, quoted, sentence
from ilacs_rules.explain.owed import CANNOT_BE_TOLD, NOTHING_ASKED, owed_in_sentences
from ilacs_rules.explain.requirements import KEYS
from ilacs_rules.model.decision import Obligation
from ilacs_rules.model.version import Version
from ilacs_rules.regions.differences import Difference, Differences, Unproved, differences
from ilacs_rules.regions.kinds import Telling
from ilacs_rules.regions.traits import Traits
from ilacs_rules.text.collecting import collected_seldom

T = TypeVar("T")

_MOST_OF_ONE = 3  # differences of one requirement that are told; the rest are counted


@collected_seldom()
def effects(before: Program, after: Program) -> Effects:
    """The kinds of case that come out otherwise, the most important first; those for which all is alike are one."""
    found = differences(before, after)
    telling = _Telling(before, after, found)
    told = telling.effects()
    proved = not found.found and not found.unproved
    return Effects(tuple(told), tuple(telling.beside()), proved)


class _Telling:
    """The differences of two versions, to be told."""

    def __init__(self, before: Program, after: Program, found: Differences) -> None:
        self._old, self._new = before.version, after.version
        self._found = found
        self._kinds = Telling(Traits(before, after, [each.pair for each in found.found]))
        self._examples = DifferenceExamples(self._old, self._new, found.found)
        self._told: list[tuple[Difference, AskedOtherwise]] = []
        self._reads: list[Difference] = []  # otherwise, with nothing to show for it
        self._left_out: dict[str, int] = {}
        self._choose()

    def effects(self) -> Iterator[Effect]:
        """The effects in order: those alike in whom they are about, and with the same example, are one."""
        alike: dict[tuple[str, tuple[str, ...], str], list[tuple[Difference, AskedOtherwise]]] = {}
        for difference, asked in self._told:
            kinds = in_clauses(self._kinds.kinds_of(difference))
            words = those_where(kinds, self._new.subject, all_of_them=difference.is_plain and not difference.only_seen)
            alike.setdefault((words, kinds, self._examples.of(difference)), []).append((difference, asked))
        for (words, kinds, example), those in alike.items():
            yield Effect(words, kinds, example, those[0][0].on, tuple(asked for _, asked in those))

    def beside(self) -> Iterator[str]:
        """What else is to be said: what was left out, what reads otherwise, what is not sure, and what is."""
        for name, count in self._left_out.items():
            ways = f"{number_word(count)} more ways" if count > 1 else "one more way"
            yield sentence(f"{self._titles([name])} comes out otherwise in {ways}")
        for difference in self._reads:
            yield self._reads_otherwise(difference)
        for why, partly in _alike((each, _partly(each)) for each in self._found.found):
            if why:
                names = self._titles(each.name for each in partly)
                yield sentence(f"other cases of {names} may come out otherwise too, for {why}")
        for why, those in _alike((each, joined(each.whys)) for each in self._found.unproved):
            yield " ".join(self._not_found(why, those))
        if self._found.same:
            same = self._titles(self._found.same)
            verb = "comes" if len(self._found.same) == 1 else "come"
            yield sentence(f"{same} {verb} out as before in every case, however it reads now")

    def _choose(self) -> None:
        """The differences that are told: of each requirement so many, those first by which more is at stake."""
        order = {name: place for place, name in enumerate((*self._new.requirements, *self._old.requirements))}
        shown: list[tuple[int, int, Difference, AskedOtherwise]] = []
        for difference in self._found.found:
            asked = self._asked(difference) if difference.shows else None
            if asked is None:
                self._reads.append(difference)
            else:
                shown.append((_stakes(asked), order[difference.name], difference, asked))
        of_each: dict[str, int] = {}
        for _, _, difference, asked in sorted(shown, key=lambda each: (each[0], each[1], -len(each[2].regions))):
            of_each[difference.name] = of_each.get(difference.name, 0) + 1
            if of_each[difference.name] <= _MOST_OF_ONE:
                self._told.append((difference, asked))
            else:
                self._left_out[difference.name] = self._left_out.get(difference.name, 0) + 1

    def _asked(self, difference: Difference) -> AskedOtherwise | None:
        """What is asked before and after; None where a reader is told the same of both."""
        owed = (difference.before, self._old), (difference.after, self._new)
        before, after = (owed_in_sentences(each, _judge(each, version)) for each, version in owed)
        if before == after:
            return None
        return AskedOtherwise(difference.name, self._title(difference.name), *_told_apart(before, after))

    def _title(self, name: str) -> str:
        version = self._new if name in self._new.requirements else self._old
        return capital(version.requirements[name].label)

    def _titles(self, names: Iterable[str]) -> str:
        return joined([quoted(self._title(name)) for name in dict.fromkeys(names)])

    def _reads_otherwise(self, difference: Difference) -> str:
        parts = [KEYS[part].title if part in KEYS else part for part in difference.parts]
        what = f" ({joined(parts)})" if parts else ""
        return (
            sentence(f"{self._titles([difference.name])} reads otherwise{what}")
            + " No case was found in which that shows on the day asked about."
        )

    def _not_found(self, why: str, those: Sequence[Unproved]) -> Iterator[str]:
        numbers = sorted({len(each.among.found) for each in those})
        kinds = counted(numbers[0], "kind") if len(numbers) == 1 else f"{numbers[0]:,} to {numbers[-1]:,} kinds"
        names = joined([quoted(self._title(each.name)) for each in those], "or")
        yield sentence(f"no case of {names} was found that comes out otherwise, in {kinds} of case")
        yield sentence(f"that is no proof{' of any of them' if len(those) > 1 else ''}: {why}")


def _judge(obligation: Obligation | None, version: Version) -> Version:
    """The version by which it is owed: an earlier one where a transition keeps that for the case."""
    return version if obligation is None or obligation.version is None else obligation.version


def _stakes(asked: AskedOtherwise) -> int:
    """Whether anything is asked at all goes before how and when; last is what nobody can tell now, or nothing asked."""
    said = {asked.before, asked.after}
    if asked.after == CANNOT_BE_TOLD or said == {NOTHING_ASKED, CANNOT_BE_TOLD}:
        return 2
    return 0 if said & {NOTHING_ASKED, CANNOT_BE_TOLD} else 1


def _told_apart(before: list[str], after: list[str]) -> tuple[str, str]:
    """What differs of what is asked, in whole sentences; where nothing is asked by one, of the other what and when."""
    if [NOTHING_ASKED] in (before, after) or [CANNOT_BE_TOLD] in (before, after):
        return " ".join(before[:2]), " ".join(after[:2])
    own, other = _without(before, after), _without(after, before)
    if not own or not other:
        own, other = [before[0], *_without(own, before[:1])], [after[0], *_without(other, after[:1])]
    return " ".join(own), " ".join(other)


def _without(those: list[str], others: list[str]) -> list[str]:
    return [each for each in those if each not in others]


def _partly(difference: Difference) -> str:
    """Why not every case could be looked at; nothing where each was."""
    among = difference.among
    found = [f"they also hang on {joined(among.limits)}"] if among.limits else []
    found += [f"the search stopped after {among.tried:,} made-up cases"] if among.too_many else []
    found += ["of some cases it cannot be told"] if among.open else []
    return joined(found)


def _alike(pairs: Iterable[tuple[T, str]]) -> Iterator[tuple[str, list[T]]]:
    """What goes by the same words, in order of the first of each."""
    found: dict[str, list[T]] = {}
    for each, words in pairs:
        found.setdefault(words, []).append(each)
    return iter(found.items())
