"""Pieces of a file laid out: two blanks for each step inwards, one key to a line, and long texts folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from ilacs_rules.editing.aligned import aligned_table, folded_sentence
from ilacs_rules.editing.key_order import SENTENCES, SchemaPart
from ilacs_rules.editing.pieces import Piece, children, is_in_brackets
from ilacs_rules.language.names import fold
from ilacs_rules.policy.show import in_brackets, plain
from ilacs_rules.policy.tree import Entry, Text, Tree

WIDEST = 120  # characters of a line


def laid_out(whole: Piece, shape: SchemaPart) -> Iterator[str]:
    """The lines of a file."""
    yield from whole.lead
    yield from _group(whole, shape, "")
    yield from whole.tail


def _group(piece: Piece, shape: SchemaPart, indent: str) -> Iterator[str]:
    """The parts of a piece, in their order."""
    for number, part in enumerate(_in_order(piece, shape)):
        lead = list(part.lead)
        if number == 0 and lead[:1] == [""]:
            del lead[0]
        yield from (indent + line if line else "" for line in lead)
        if part.key is None:
            yield from _listed(part, shape.item, indent)
        else:
            yield from _keyed(part, shape.below(fold(part.key.value)), indent)


def _in_order(piece: Piece, shape: SchemaPart) -> list[Piece]:
    parts = list(piece.parts or ())
    if not parts or parts[0].key is None:
        return parts
    by_key = {fold(part.key.value): part for part in parts if part.key is not None}
    return [by_key[key] for key in shape.ordered(by_key)]


def _keyed(part: Piece, shape: SchemaPart, indent: str) -> Iterator[str]:
    assert part.key is not None
    head = f"{indent}{part.key.span.text}:"
    if _is_spread(part, head):
        yield _with_comment(head, part.beside)
        yield from _group(part, shape, indent + "  ")
        yield from _tail(part, indent + "  ")
    else:
        yield from _value(head, part, shape, indent + "  ")


def _listed(part: Piece, shape: SchemaPart, indent: str) -> Iterator[str]:
    head = f"{indent}-"
    if not _is_spread(part, head):
        yield from _value(head, part, shape, indent + "  ")
        return
    lines = list(_group(part, shape, indent + "  "))
    first = next(number for number, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))
    if part.beside:
        yield f"{indent}{part.beside}"
    yield from (line and indent + line.lstrip() for line in lines[:first])  # comments stand above the dash
    yield f"{head} {lines[first][len(indent) + 2 :]}"
    yield from lines[first + 1 :]
    yield from _tail(part, indent + "  ")


def _tail(part: Piece, indent: str) -> Iterator[str]:
    yield from (indent + line if line else "" for line in part.tail)


def _is_spread(part: Piece, head: str) -> bool:
    """Whether a list or group has a line for each part: if it had, if comments stand in it, or if it is too long.

    Rows of a table in braces, each on its one line, stay as long as they are.
    """
    if part.parts is None:
        return False
    if not is_in_brackets(part.value) or part.tail or any(_has_comment(each) for each in part.parts):
        return True
    begun = part.value.span.start if part.key is None else part.key.span.end
    is_on_one_line = "\n" not in part.value.span.source.text[begun : part.value.span.end]
    return not is_on_one_line and len(f"{head} {_flow(part.value)}") > WIDEST


def _has_comment(part: Piece) -> bool:
    return bool(part.beside or any(part.lead) or part.tail or any(map(_has_comment, part.parts or ())))


def _value(head: str, part: Piece, shape: SchemaPart, indent: str) -> Iterator[str]:
    """A text, or a list or group on one line, behind its key or dash."""
    if isinstance(part.value, Text):
        key = "" if part.key is None else fold(part.key.value)
        first, *rest = _text(head, part.value, key, indent)
    else:
        first, *rest = [f"{head} {_flow(part.value, shape)}"]
    yield _with_comment(first, part.beside)
    yield from rest


def _with_comment(line: str, comment: str) -> str:
    return f"{line}  {comment}" if comment else line


# -------------------------------------------------------------------------------------------- on one line


def _flow(tree: Tree | Entry, shape: SchemaPart | None = None) -> str:
    match tree:
        case Text(value=value, span=span):
            return in_brackets(value) if "\n" in span.text else span.text
        case Entry(key=key, value=value):
            return f"{key.span.text}: {_flow(value, shape)}"
    within = dict(children(tree))
    order = shape.ordered(within) if shape is not None and tree.span.text[0] == "{" else list(within)
    inside = ", ".join(_flow(within[key], None if shape is None else _below(shape, tree, key)) for key in order)
    return f"{{{inside}}}" if tree.span.text[0] == "{" else f"[{inside}]"


def _below(shape: SchemaPart, tree: Tree, key: str) -> SchemaPart:
    return shape.below(key) if tree.span.text[0] == "{" else shape.item


# -------------------------------------------------------------------------------------------- texts


def _text(head: str, text: Text, key: str, indent: str) -> list[str]:
    """The lines of a text: on that of its key if it fits there, else folded; a table with its columns aligned."""
    written, value = text.span.text, text.value
    if not written:
        return [head]
    if text.span != text.inner and written[0] == "|":
        return [f"{head} {_header(written)}", *_indented(_literal(text), indent)]
    on_one_line = f"{head} {written}"
    if "\n" not in written and len(on_one_line) <= WIDEST:
        return [on_one_line]
    if value != " ".join(value.split()) or not value:
        return [on_one_line] if "\n" not in written else _as_it_is(head, text, indent)
    if "\n" in written and plain(value) and len(f"{head} {value}") <= WIDEST:
        return [f"{head} {value}"]
    room = WIDEST - len(indent)
    lines = _folded(text, room, is_sentence=key in SENTENCES)
    return [f"{head} >-", *_indented(lines, indent)] if len(lines) > 1 or "\n" in written else [on_one_line]


def _folded(text: Text, room: int, is_sentence: bool) -> list[str]:
    """Where it was folded already it stays so, as long as no line is too long: who folds by hand has a reason."""
    if text.span.text[0] == ">":
        lines = [line.strip() for line in text.inner.text.splitlines()]
        if all(len(line) <= room for line in lines):
            return lines
    if is_sentence:
        return folded_sentence(text.value, room)
    return wrap(text.value, room, break_long_words=False, break_on_hyphens=False)


def _literal(text: Text) -> Sequence[str]:
    lines = text.value.split("\n")
    return aligned_table(lines) or lines


def _as_it_is(head: str, text: Text, indent: str) -> list[str]:
    """A text whose blanks and ends of line mean something."""
    written = text.span.text
    if text.span != text.inner and written[0] == ">":
        first, *rest = written.splitlines()
        shift = min((len(line) - len(line.lstrip()) for line in rest if line.strip()), default=0)
        return [f"{head} {_header(first)}", *_indented([line[shift:] for line in rest], indent)]
    return [f"{head} |-", *_indented(text.value.split("\n"), indent)]


def _header(written: str) -> str:
    """The sign of a text of several lines, without the comment behind it."""
    return written.split("\n", 1)[0].split("#", 1)[0].strip()


def _indented(lines: Sequence[str], indent: str) -> list[str]:
    return [f"{indent}{line}".rstrip() for line in lines]
