"""What a worked example expects, in words for readers; how it is held against a decision is told in `examples`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from ilacs_rules.explain.english import days, number_word
from ilacs_rules.explain.standing import done_late_word
from ilacs_rules.language.dates_in_words import dates_in_words
from ilacs_rules.language.fixed_words import Strength
from ilacs_rules.language.names import fold
from ilacs_rules.model.decision import Status
from ilacs_rules.model.due_shapes import asks_for_more, counts_early
from ilacs_rules.model.version import Requirement
from ilacs_rules.policy.tree import Entry, Items, Map, Text, Tree

NO_REQUIREMENTS: Mapping[str, Requirement] = MappingProxyType({})
NOTHING_AHEAD: Mapping[str, str] = MappingProxyType({})

# Values that stand alone, and what may be expected of an obligation; `{}` is what the example says
_VALUES = {
    "undetermined": "cannot be told",
    "applies": "applies, no more can be told",
    "unknown": "not known",
    "nothing": "none",
}
EXPECTED = {
    "status": "{}",
    "opens": "opens on {}",
    "target": "due on {}",
    "closes": "due by {}",
    "lasts": "lasts {}",
    "notice": "announced {} before",
    "told by": "told by {}",
    "work": "work of {}",
    "phases": "in phases: {}",
    "by": "to be done by {}",
    "strength": "strength “{}”",
    "done": "{} done",
    "left": "{} still to come",
    "days late": "days late {}",
    "flags": "flags {}",
    "in place of": "in place of {}",
    "paused by": "paused by “{}”",
}
_DAYS = ("opens", "target", "closes")
_NO_NOTICE = "not announced beforehand"
_NOT_PAUSED = "not paused"
_FLAGS = {
    "early": "the last one came early",
    "exceeded": "more done than allowed",
    "missed": "too few done in the period before",
    "month end": "moved to the end of the month",
    "ruled out": "done when it may not be",
    "perhaps ruled out": "perhaps done when it may not be",
    "not today": "may not be done on the day itself",
    "none": "nothing else to note",
}


def expectations(
    example: Map,
    requirements: Mapping[str, Requirement] = NO_REQUIREMENTS,
    ahead: Mapping[str, str] = NOTHING_AHEAD,
    moved: Mapping[str, str] = NOTHING_AHEAD,
) -> list[tuple[str, str]]:
    """What an example expects, of each requirement or definition by its name: `due on 25 May 2021, lasts 1 week`.

    Of those `requirements` (by folded name) that go on once their least number is done, what is left is told as such.
    `ahead` are the words for how some of them (folded) stand whose day lies ahead. Of those whose day something to
    come will move, `moved` says on what it hangs; the day as things stand, which never comes, is not told.
    """
    more = {name for name, each in requirements.items() if asks_for_more(each.due.shape)}
    early = {name for name, each in requirements.items() if counts_early(each.due.shape)}
    found = []
    for entry in _expected(example):
        name = fold(entry.key.value)
        strength = requirements[name].strength if name in requirements else Strength.MUST
        expected = _without_days(entry.value) if name in moved else entry.value
        expected = _without_opening(expected) if name in early else expected
        words = _in_words(expected, least=name in more, strength=strength)
        words = ", ".join(filter(None, (moved.get(name), words)))
        found.append((entry.key.value, words.replace(Status.NOT_YET_OPEN, ahead.get(name, Status.NOT_YET_OPEN))))
    return found


def expected_of(example: Map) -> frozenset[str]:
    """The folded names of the requirements and definitions that an example is about."""
    return frozenset(fold(entry.key.value) for entry in _expected(example))


def _expected(example: Map) -> Iterable[Entry]:
    expect = example.entries["expect"].value
    return expect.entries.values() if isinstance(expect, Map) else ()


def _in_words(tree: Tree, *, least: bool = False, strength: Strength = Strength.MUST) -> str:
    match tree:
        case Text(value=value):
            return dates_in_words(_VALUES.get(fold(value), value))
        case Items(items=items):
            return "; ".join(_in_words(each, least=least) for each in items) or "none"
        case Map(entries=entries):
            has_target = any(fold(entry.key.value) == "target" for entry in entries.values())
            parts = [(fold(entry.key.value), entry.value) for entry in entries.values()]
            if any(name == "days late" for name, _ in parts):  # whose words say as well how it stands
                parts = [(name, value) for name, value in parts if name != "status" or not _is_status(value, strength)]
            return ", ".join(_part(name, value, has_target, least=least, strength=strength) for name, value in parts)


def _without_days(tree: Tree) -> Tree:
    """What is expected beside the days, and that these lie ahead."""
    if not isinstance(tree, Map):
        return tree
    kept = {
        name: each
        for name, each in tree.entries.items()
        if fold(each.key.value) not in _DAYS
        and not (isinstance(each.value, Text) and each.value.value == Status.NOT_YET_OPEN)
    }
    return replace(tree, entries=kept)


def _without_opening(tree: Tree) -> Tree:
    """What is expected without the day on which it opens, where that is the day on which it is due.

    Of what may be done before as well that is no first day.
    """
    if not isinstance(tree, Map):
        return tree
    days = {fold(each.key.value): each.value for each in tree.entries.values() if isinstance(each.value, Text)}
    opens, target = days.get("opens"), days.get("target")
    if opens is None or target is None or opens.value != target.value:
        return tree
    return replace(tree, entries={name: each for name, each in tree.entries.items() if each.value is not opens})


def _is_status(value: Tree, strength: Strength) -> bool:
    return isinstance(value, Text) and value.value == done_late_word(strength)


def _part(name: str, tree: Tree, has_target: bool, *, least: bool, strength: Strength) -> str:
    said = _in_words(tree)
    match name:
        case "target" | "closes" if strength is Strength.ASKED and (name == "target" or not has_target):
            return f"asked for by {said}"
        case "target" | "closes" if said == "none":
            return "no further day is set"
        case "closes" if has_target:
            return f"late after {said}"
        case "notice" if said == "none":
            return _NO_NOTICE
        case "paused by" if said == "none":
            return _NOT_PAUSED
        case "left" if least and _is_number(said):
            return f"at least {number_word(int(said))} still to come" if int(said) else "the least number reached"
        case "done" | "left" if _is_number(said):
            return EXPECTED[name].format(number_word(int(said)) if int(said) else "none")
        case "days late" if _is_number(said):
            return f"{days(int(said))} {done_late_word(strength)}"
        case "flags":
            return ", ".join(_FLAGS.get(fold(flag), flag) for flag in said.replace(";", ",").split(", "))
        case _:
            return EXPECTED.get(name, f"{name} {{}}").format(said)


def _is_number(said: str) -> bool:
    return said.isdecimal() and len(said) < 10
