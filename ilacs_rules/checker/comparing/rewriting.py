"""Terms brought to a form that no law changes any more, by the laws of `laws.LAWS` and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import lru_cache
from itertools import permutations
from typing import get_args

from ilacs_rules.checker.comparing.laws import LAWS, Asked, Law, Use
from ilacs_rules.checker.comparing.patterns import Pattern, patterns
from ilacs_rules.checker.comparing.terms import FIXED, Head, TermBook
from ilacs_rules.language.fixed_words import Picks
from ilacs_rules.language.functions import FUNCTIONS, Shape
from ilacs_rules.model import tree

_ANY_ORDER = ("And", "Or")
_NEVER_NOTHING = {
    *(test.__name__ for test in get_args(tree.Test)),
    *("And", "Or", "Not", "Counting"),
    *("value", "Today", "ThisEvent", "Candidate"),
}
_MAY_FAIL = {  # what adds a length of time to a day, as a test with a length does
    "a day and a length of time",
    *(test.__name__ for test in get_args(tree.Test) if "length" in (each.name for each in fields(test))),
}

_Bound = dict[str, tuple[int, ...]]  # what each letter stands for; a letter of a list, for several


class Rewriting:
    """The laws, used on the terms of a book.

    With `may_fail` adding months may end a decision (`month end: error`). As what is joined is looked at only until it
    is settled, no law is then used on what adds them: it might be looked at in one way of writing and not in another.
    """

    def __init__(self, terms: TermBook, *, may_fail: bool) -> None:
        self._terms = terms
        self._may_fail = may_fail
        self._normal: dict[tuple[int, Asked], int] = {}

    def normal(self, term: int, asked: Asked) -> int:
        """The form to which the laws bring a term, of which no more is asked than is said."""
        key = term, asked
        if key not in self._normal:
            found: int | None = term
            while found is not None:
                term = self._of_normal_parts(found, asked)
                found = next(self._rewritten(term, asked), None)
            self._normal[key] = term
        return self._normal[key]

    def _of_normal_parts(self, term: int, asked: Asked) -> int:
        parts = self._terms.parts(term)
        if not parts:
            return term
        return self._terms.of(
            self._terms.head(term), *map(self.normal, parts, self._asked_of_parts(term, len(parts), asked))
        )

    def _asked_of_parts(self, term: int, count: int, asked: Asked) -> Sequence[Asked]:
        match self._terms.head(term):
            case ("And" | "Or" | "Not" | "Where", *_):
                return [Asked.HOLDS] * count
            case ("If", *_):
                return Asked.HOLDS, asked, asked
            case ("Counting", *_):
                return Asked.TOGETHER, Asked.HOLDS
            case ("Call", str() as function, *_) if FUNCTIONS[function].shape is Shape.LIST:
                return [Asked.TOGETHER] * count
            case _:
                return [Asked.VALUE] * count

    # -------------------------------------------------------------------------------------------- one step

    def _rewritten(self, term: int, asked: Asked) -> Iterator[int]:
        if self._may_fail and self._adds_months(term):
            return
        for rule in _rules().get(self._terms.head(term)[0], ()):
            for other in rule.uses(term, self._terms):
                if self._holds(rule.law.use, term, other, asked):
                    yield other

    def _holds(self, use: Use, term: int, other: int, asked: Asked) -> bool:
        match use:
            case Use.ALWAYS:
                return True
            case Use.TOGETHER:
                return asked is Asked.TOGETHER
            case Use.AS_CONDITION:
                return asked is Asked.HOLDS or not (self._may_be_nothing(term) or self._may_be_nothing(other))

    def _may_be_nothing(self, term: int) -> bool:
        match self._terms.head(term):
            case ("If", *_):
                return any(map(self._may_be_nothing, self._terms.parts(term)[1:]))
            case ("Select", picks):
                return picks in (Picks.LATEST, Picks.FIRST)
            case (kind, *_):
                return kind not in _NEVER_NOTHING
            case _:
                return True

    def _adds_months(self, term: int) -> bool:
        head = self._terms.head(term)
        return head[0] in _MAY_FAIL or any(map(self._adds_months, self._terms.parts(term)))


class _Rule:
    """A law made ready for use, from left to right."""

    def __init__(self, law: Law) -> None:
        self.law = law
        self.left, self.right = patterns(law)
        assert isinstance(self.left, Pattern), law
        self.turned = _turned_round(self.left, self.right)
        self.listed = None if self.turned else _listed(self.left, self.left)

    def uses(self, term: int, terms: TermBook) -> Iterator[int]:
        """What a term becomes by the law, in each way in which it can be used on it."""
        assert isinstance(self.left, Pattern)
        head, parts = terms.head(term), terms.parts(term)
        if head != self.left.head:
            return
        if self.turned:
            yield from self._put_in_order(term, terms)
        elif head[0] in _ANY_ORDER:
            for chosen in permutations(range(len(parts)), len(self.left.parts)):
                for bound in self._all(self.left.parts, [parts[place] for place in chosen], {}, terms):
                    rest = [part for place, part in enumerate(parts) if place not in chosen]
                    yield self._joined(self._made(self.right, bound, terms), head, rest, terms)
        else:
            for bound in self._matches(self.left, term, {}, terms):
                yield self._made(self.right, bound, terms)

    def _put_in_order(self, term: int, terms: TermBook) -> Iterator[int]:
        head, parts = terms.head(term), terms.parts(term)
        fixed = FIXED.get(str(head[0]), self.turned[0])
        ordered = terms.of(head, *parts[:fixed], *sorted(parts[fixed:]))
        if ordered != term:
            yield ordered

    @staticmethod
    def _joined(made: int, head: Head, rest: list[int], terms: TermBook) -> int:
        if not rest:
            return made
        same = terms.head(made) == head
        return terms.of(head, *(terms.parts(made) if same else (made,)), *rest)

    # -------------------------------------------------------------------------------------------- matching

    def _matches(self, pattern: Pattern | str, term: int, bound: _Bound, terms: TermBook) -> Iterator[_Bound]:
        if isinstance(pattern, str):
            if bound.get(pattern, (term,)) == (term,):
                yield {**bound, pattern: (term,)}
            return
        head, parts = terms.head(term), terms.parts(term)
        if head != pattern.head:
            return
        fixed = FIXED.get(str(head[0]), len(parts))
        for found in self._all(pattern.parts[:fixed], parts[:fixed], bound, terms):
            yield from self._any_number(pattern.parts[fixed:], parts[fixed:], found, terms)

    def _all(
        self, wanted: Sequence[Pattern | str], parts: Sequence[int], bound: _Bound, terms: TermBook
    ) -> Iterator[_Bound]:
        if len(wanted) != len(parts):
            return
        if not wanted:
            yield bound
            return
        for found in self._matches(wanted[0], parts[0], bound, terms):
            yield from self._all(wanted[1:], parts[1:], found, terms)

    def _any_number(
        self, wanted: Sequence[Pattern | str], parts: Sequence[int], bound: _Bound, terms: TermBook
    ) -> Iterator[_Bound]:
        """Of parts in any number: all of them for the two letters of a list, or one of them and whatever others."""
        if not wanted:
            yield bound
        elif tuple(wanted) == self.listed:
            yield {**bound, self.listed[0]: tuple(parts)}
        else:
            for part in parts:
                yield from self._matches(wanted[0], part, bound, terms)

    # -------------------------------------------------------------------------------------------- making

    def _made(self, pattern: Pattern | str, bound: _Bound, terms: TermBook) -> int:
        if isinstance(pattern, str):
            (only,) = bound[pattern]
            return only
        parts: list[int] = []
        for part in pattern.parts:
            letters = _letters(part)
            if self.listed and self.listed[0] in letters:
                each = ({**bound, self.listed[0]: (item,)} for item in bound[self.listed[0]])
                parts += [self._made(part, one, terms) for one in each]
            elif not (self.listed and self.listed[1] in letters):
                parts.append(self._made(part, bound, terms))
        if len(parts) == 1 and pattern.head[0] in _ANY_ORDER:
            return parts[0]
        return terms.of(pattern.head, *parts)


@lru_cache(1)
def _rules() -> dict[object, tuple[_Rule, ...]]:
    """The laws by the kind of node they are used on."""
    found: dict[object, tuple[_Rule, ...]] = {}
    for rule in map(_Rule, LAWS):
        assert isinstance(rule.left, Pattern)
        kind = rule.left.head[0]
        found[kind] = (*found.get(kind, ()), rule)
    return found


def _turned_round(left: Pattern, right: Pattern | str) -> tuple[int, ...]:
    """The places of two letters which are all that a law changes; it then puts them in order."""
    if (
        isinstance(right, str)
        or left.head != right.head
        or sorted(map(str, left.parts)) != sorted(map(str, right.parts))
    ):
        return ()
    return tuple(place for place, pair in enumerate(zip(left.parts, right.parts, strict=True)) if pair[0] != pair[1])


def _listed(pattern: Pattern, whole: Pattern) -> tuple[str, str] | None:
    """The two letters that stand for any number of things joined or listed: they stand nowhere else on the left."""
    fixed = FIXED.get(str(pattern.head[0]))
    if fixed is not None:
        match pattern.parts[fixed:]:
            case (str() as one, str() as other) if one != other:
                everywhere = _letters(whole)
                if everywhere.count(one) == everywhere.count(other) == 1:
                    return one, other
    below = (_listed(part, whole) for part in pattern.parts if isinstance(part, Pattern))
    return next((found for found in below if found), None)


def _letters(pattern: Pattern | str) -> list[str]:
    if isinstance(pattern, str):
        return [pattern]
    return [letter for part in pattern.parts for letter in _letters(part)]
