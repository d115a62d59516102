"""Kinds of case in readers' words: `a building where the height is more than 11 and at most 18`."""

from __future__ import annotations

from collections.abc import Sequence

from ilacs_rules.explain.english import joined, number_word
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.relations import Be
from ilacs_rules.explain.said_once import said_of
from ilacs_rules.language.nouns import plural, with_article
from ilacs_rules.model import tree
from ilacs_rules.regions.kinds import Kind, Kinds, Said

_MOST = 3  # kinds that are told of one effect
_MUCH_SHORTER = 3  # words
_LONGEST = 35  # words of a heading
_EVERY = "every case"
_SOME = "in other cases"


def in_clauses(found: Kinds) -> tuple[str, ...]:
    """What is so of each kind, and whether there are others: `the height is more than 11 and at most 18`."""
    told = [_clause(kind) for kind in found.kinds[:_MOST]]
    more = bool(found.untold) or len(found.kinds) > _MOST
    return (*told, *([_SOME] if more else []))


def those_where(kinds: Sequence[str], subject: str, *, all_of_them: bool) -> str:
    """`a building where it is listed, or where the height is more than 11`; `every building` where nothing is so.

    Where not all of them are meant, `some buildings where …`; `some buildings, of any kind` where nothing that is told
    of a case tells them apart. Of what is too long to be read at a go it is said how many kinds there are: the example
    of an effect shows one.
    """
    told = [each for each in kinds if each not in (_SOME, _EVERY)]
    if _EVERY in kinds and all_of_them:
        return f"every {subject}"
    whom = with_article(subject) if all_of_them else f"some {plural(subject)}"
    for number in range(len(told), 0, -1):
        others = ", and some others" if all_of_them and (_SOME in kinds or number < len(told)) else ""
        words = f"{whom} where {', or where '.join(told[:number])}{others}"
        if len(words.split()) <= _LONGEST:
            return words
    if not told:
        return f"some {plural(subject)}{', of any kind' if _EVERY in kinds else ''}"
    if len(told) == 1:
        return f"some {plural(subject)}, like the one in the example"
    more = " or more" if _SOME in kinds else ""
    return f"some {plural(subject)}, of {number_word(len(told))}{more} kinds, of which the example shows one"


def _clause(kind: Kind) -> str:
    if not kind:
        return _EVERY
    clauses = [_said(each) for each in kind]
    if len(clauses) > 1 and any(" and " in each or " or " in each for each in clauses):
        return f"{', '.join(clauses[:-1])}, and {clauses[-1]}"
    return joined(clauses)


def _said(each: Said) -> str:
    """What is so; `is good` for `is neither fair nor poor`, which leaves out only what is not recorded.

    Where one value is left of all, and there may be none, both are named: else a reader would take it for the one.
    """
    phrases = Phrases(each.version)
    said = _in_words(each.condition, phrases)
    if each.recorded is None:
        return said
    shorter = _in_words(each.recorded, phrases)
    if len(shorter.split()) + _MUCH_SHORTER <= len(said.split()):
        return shorter
    return said if each.or_none is None else _in_words(each.or_none, phrases)


def _in_words(condition: tree.Node, phrases: Phrases) -> str:
    """Two bounds of one value are said of it at once: `the height is more than 11 and at most 18`."""
    match condition:
        case tree.And(items=(tree.Compare(left=one), tree.Compare(left=other))) if one == other:
            be = Be.ARE if phrases.is_plural(one) else Be.IS
            return said_of(one, (condition,), phrases.predicate(condition, be=be), phrases)
        case _:
            return phrases.clause(condition)
