"""What could be read more easily, or is easily read wrongly, though nothing of it is a mistake (W551 to N558).

Each finding can be set aside, for one place or for a whole file, with a reason: see `checker.set_aside`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ilacs_rules.checker.scope import short
from ilacs_rules.checker.table_view import TableView
from ilacs_rules.language.durations import Duration
from ilacs_rules.language.fixed_words import HitPolicy, Relation
from ilacs_rules.language.names import fold
from ilacs_rules.language.nodes import Picks
from ilacs_rules.language.types import Basic
from ilacs_rules.language.walk import TreePart, children, walk
from ilacs_rules.model import tree
from ilacs_rules.model.reached import definitions_behind
from ilacs_rules.model.version import DecisionTable, Definition, Priority, Requirement, Transition, Version
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic

_MOST_NESTED = 2  # `if` inside `if`, or brackets in brackets: what can still be read aloud
_MOST_WORDS = 40
_SHORTEST_NAME = 6  # shorter names that differ in a letter are mostly words of their own: “cat” and “car”

_IS_NOT = re.compile(r"\bis\s+not\b", re.IGNORECASE)
_NO = re.compile(r"^no\s+", re.IGNORECASE)
_NOT = re.compile(r"^not(?![\w-])\s*", re.IGNORECASE)

Part = Definition | Requirement


def advice(version: Version) -> list[Diagnostic]:
    """What is to be said of a version, in the order of its parts; of what an earlier file writes it says it again."""
    parts: list[Part] = [*version.definitions.values(), *version.requirements.values()]
    found = [each for part in parts for look in _LOOKS for each in look(part)]
    return [*found, *_numbers(version), *_names_nearly_alike(version)]


# ------------------------------------------------------------------------------------------------ tables


def _tables(part: Part) -> Iterator[Diagnostic]:
    table = part.body if isinstance(part, Definition) else None
    if not isinstance(table, DecisionTable) or table.hit_policy is not HitPolicy.FIRST:
        return
    last = table.rows[-1]
    if len(table.rows) > 1 and table.default is None and all(test.condition is None for test in last.tests):
        message = f"the last row of “{part.words}” takes whatever the rows above it leave"
        yield Diagnostic(Code.CATCH_ALL_ROW, message, last.span, "say it as “default:” below the table")
        return
    view = TableView(table, frozenset())
    if not view.uncertain and all(view.meeting(row) == 1 << row for row in range(len(table.rows))):
        message = f"no two rows of “{part.words}” ever match together, so their order means nothing"
        hint = "leave “hit policy: first” out: then it is watched that they never do"
        yield Diagnostic(Code.COULD_BE_UNIQUE, message, table.span, hint)


# ------------------------------------------------------------------------------------------------ sentences


def _sentences(part: Part) -> Iterator[Diagnostic]:
    body = part.when if isinstance(part, Requirement) else part.body
    if body is None or isinstance(body, DecisionTable):
        return
    words = len(body.span.text.split())
    if words > _MOST_WORDS:
        message = f"“{part.words}” is a sentence of {words} words"
        hint = "give a part of it a name under “definitions”, and say that instead"
        yield Diagnostic(Code.LONG_SENTENCE, message, body.span, hint)
    elif max(map(_depth, _read_alone(body))) > _MOST_NESTED:
        message = f"in “{part.words}” one thing hangs on another, and that on a third"
        hint = "give the inner part a name under “definitions”, or write a table"
        yield Diagnostic(Code.NESTED, message, body.span, hint)
    for node in walk(body):
        if isinstance(node, tree.Not) and _says_no(node.item):
            message = f"“{short(node.span)}” says no twice"
            yield Diagnostic(Code.TWICE_NO, message, node.span, _what_is_so(node.item))


def _what_is_so(denied: tree.Node) -> str:
    """A hint: what stands there without the “no” that it says itself; what is denied further inside stays denied."""
    text, start = denied.span.text, denied.span.start
    said = text
    match denied:
        case tree.Select():
            said = _NO.sub("any ", text)
        case tree.Compare(left=left, right=right):
            before, after = left.span.end - start, right.span.start - start
            said = text[:before] + _IS_NOT.sub("is", text[before:after]) + text[after:]
        case _ if _NOT.match(text):
            said = _NOT.sub("", text)
        case _ if len(_IS_NOT.findall(text)) == 1:
            said = _IS_NOT.sub("is", text)
    in_line = " ".join(said.split())
    if said == text or ('"' in said and in_line != said):  # blanks are part of a text
        return "say what is so: leave both out, or ask for the other"
    return f"write “{in_line}”"


def _read_alone(body: tree.Node) -> Iterator[TreePart]:
    """A sentence without what stands in brackets after “where”, and each of these by itself."""
    yield body
    yield from (node.condition for node in walk(body) if isinstance(node, tree.Where))


def _depth(node: TreePart) -> int:
    """How deep `if` stands in `if`, and lists joined by `and` in such by `or`."""
    below = max((_depth(each) for each in _below(node)), default=0)
    return below + isinstance(node, tree.If | tree.And | tree.Or)


def _below(node: TreePart) -> Iterator[TreePart]:
    """The parts of a node; what comes after `else` does not stand deeper, for it is read one after another."""
    if isinstance(node, tree.If):
        yield from (node.condition, node.then)
        other = node.otherwise
        yield from _below(other) if isinstance(other, tree.If) else (other,)
    else:
        yield from (each for each in children(node) if not isinstance(each, tree.Where))


def _says_no(node: TreePart) -> bool:
    match node:
        case tree.Compare(relation=relation):
            return relation is Relation.UNEQUAL
        case tree.Select(picks=picks):
            return picks is Picks.NO
        case _:
            return isinstance(node, tree.Not)


# ------------------------------------------------------------------------------------------------ numbers


def _numbers(version: Version) -> Iterator[Diagnostic]:
    """A number, but 0 and 1, of a definition that rules use, and neither it nor any of these says where it is from."""
    sections = (version.requirements, version.priorities, version.transitions)
    rules: list[Rule] = [each for section in sections for each in section.values()]
    grounded = [each for each in (*version.definitions.values(), *rules) if _says_why(each)]
    explained = {*_used_by(version, grounded), *(each.name for each in grounded)}
    in_doubt = _used_by(version, rules) - explained
    for name in (each for each in version.definitions if each in in_doubt):
        definition = version.definitions[name]
        number = next(filter(_is_a_number, walk(definition)), None)
        if isinstance(number, tree.Const):
            message = f"where “{number.span.text}” is from is said nowhere: “{definition.words}” has no source"
            hint = "say it under “source”, under “assumes” that it is your own, or under “note” why it is so"
            yield Diagnostic(Code.UNEXPLAINED_NUMBER, message, number.span, hint)


Rule = Requirement | Priority | Transition


def _used_by(version: Version, parts: Sequence[Definition | Rule]) -> set[str]:
    """The definitions that some parts are made from, at any remove."""
    return set(definitions_behind(version, parts))


def _says_why(part: Definition | Rule) -> bool:
    return bool(part.source or part.assumes or part.note)


def _is_a_number(node: TreePart) -> bool:
    if not isinstance(node, tree.Const):
        return False
    return isinstance(node.value, Duration) or (node.type is Basic.NUMBER and node.value not in (0, 1))


_LOOKS: tuple[Callable[[Part], Iterator[Diagnostic]], ...] = (_tables, _sentences)

# ------------------------------------------------------------------------------------------------ names


def _names_nearly_alike(version: Version) -> Iterator[Diagnostic]:
    text = version.text
    sections = (text.facts, text.events, text.definitions, text.requirements)
    names = sorted((each.name for section in sections for each in section.values()), key=lambda name: name.span.begins)
    folded = {fold(name.value): name for name in names}
    for one, other in _perhaps_alike([name for name in folded if len(name) >= _SHORTEST_NAME]):
        said, also = folded[one], folded[other]
        if _one_letter_apart(*sorted((one, other), key=len)):
            message = f"“{said.value}” and “{also.value}” are told apart by one letter"
            hint = "give one of them a name that nobody takes for the other"
            yield Diagnostic(Code.NAMES_NEARLY_ALIKE, message, also.span, hint, ((said.span, "the other"),))


def _perhaps_alike(words: list[str]) -> list[tuple[str, str]]:
    """Pairs of words, in their order, that are the same once a letter is left out of one or both; and few others."""
    seen: dict[str, list[int]] = {}
    pairs = set[tuple[int, int]]()
    for number, word in enumerate(words):
        for left in {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}:
            before = seen.setdefault(left, [])
            pairs.update((other, number) for other in before)
            before.append(number)
    return [(words[one], words[other]) for one, other in sorted(pairs)]


def _one_letter_apart(short_: str, long: str) -> bool:
    """Whether one letter is another, or there is one more; not a number, nor the “s” of more than one."""
    same = next((at for at, (one, other) in enumerate(zip(short_, long, strict=False)) if one != other), len(short_))
    apart = {*short_[same : same + 1], *long[same : same + 1]}
    if not all(letter.isalpha() for letter in apart):
        return False
    if len(short_) == len(long):
        return short_[same + 1 :] == long[same + 1 :]
    return short_[same:] == long[same + 1 :] and long[same] != "s"
