"""What came out, written into the examples in place of what they expect; all else of their files stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ilacs_rules.assurance.examples import ComparedEntry, ExampleResult
from ilacs_rules.assurance.outcomes import Outcome, as_yaml, expected_outcome, in_line
from ilacs_rules.language.names import fold
from ilacs_rules.policy.comments import comments_of
from ilacs_rules.policy.show import in_brackets
from ilacs_rules.policy.tree import Entry, Items, Map, Text, Tree
from ilacs_rules.policy.yaml_reader import read_tree
from ilacs_rules.text.composed import rewritten_in_file
from ilacs_rules.text.source import Source, Span


@dataclass(frozen=True, slots=True)
class Rewrite:
    """One line of an example to be rewritten: what it expects, what came out, and which characters become which.

    Without `edits` it is left to a person, for the reason that `left` tells.
    """

    example: str
    words: str
    span: Span
    expected: str
    given: str
    edits: tuple[tuple[Span, str], ...] = ()
    left: str = ""


def rewrites(results: Iterable[ExampleResult]) -> list[Rewrite]:
    """What would have to be written so that each example expects what came out; nothing for those that hold."""
    comments: dict[str, list[Span]] = {}
    failing = [(result, each) for result in results for each in result.compared if each.only_differs]
    return [_rewrite(result, each, comments) for result, each in failing]


def rewritten(source: Source, all_edits: Iterable[tuple[Span, str]]) -> str:
    """The text of a file with some of the characters that were read of it replaced; all others stay as they are."""
    return rewritten_in_file(source, [(span.start, span.end, new) for span, new in all_edits])


def _rewrite(result: ExampleResult, compared: ComparedEntry, comments: dict[str, list[Span]]) -> Rewrite:
    entry, given = compared.entry, compared.given
    assert given is not None, "what fails has come out"
    told = (result.name, entry.key.value, entry.key.span, in_line(expected_outcome(entry.value)), in_line(given))
    edits = tuple(_edits(entry, given))
    source = entry.key.span.source
    if source.name not in comments:
        tree, _ = read_tree(source)
        comments[source.name] = [] if tree is None else [comment.span for comment in comments_of(tree)]
    if any(span.start <= comment.start < span.end for span, _ in edits for comment in comments[source.name]):
        return Rewrite(*told, left="a comment stands in what would be replaced")
    return Rewrite(*told, edits)


def _edits(entry: Entry, given: Outcome) -> Iterator[tuple[Span, str]]:
    """The least that has to change; where the form itself does, all that stands behind the key."""
    within = _within(entry.value, given)
    if within is not None:
        yield from within
    else:
        key = entry.key.span
        yield Span(key.source, key.end, _end(entry.value)), f": {as_yaml(given)}"


def _within(written: Tree, given: Outcome) -> list[tuple[Span, str]] | None:
    """The texts that differ and their new ones; None where it has to be written in another form."""
    match written, given:
        case Text(value=value, span=span), str():
            return [] if fold(value) == fold(given) else [(span, in_brackets(given))]
        case Map(entries=entries), dict() if list(map(fold, given)) == [fold(e.key.value) for e in entries.values()]:
            pairs: list[tuple[Tree, Outcome]] = [
                (entry.value, text) for entry, text in zip(entries.values(), given.values(), strict=True)
            ]
        case Items(items=items), list() if len(items) == len(given):
            pairs = list(zip(items, given, strict=True))
        case _:
            return None
    found: list[tuple[Span, str]] = []
    for part, text in pairs:
        within = _within(part, text)
        if within is None and isinstance(written, Items):
            within = [(Span(part.span.source, part.span.start, _end(part)), as_yaml(text))]
        if within is None:
            return None
        found += within
    return found


def _end(tree: Tree) -> int:
    """Where a value ends: of a group without brackets with the last that stands in it, not with what follows it."""
    match tree:
        case Map(entries=entries) if entries and not tree.span.text.startswith("{"):
            return max(_end(entry.value) for entry in entries.values())
        case Items(items=items) if items and not tree.span.text.startswith("["):
            return max(map(_end, items))
        case _:
            return tree.span.start + len(tree.span.text.rstrip())
