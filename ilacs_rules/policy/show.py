"""A consolidated text as one YAML file, every part with the place in the file that wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from textwrap import wrap

from ilacs_rules.policy.structure import keys_of_a_file
from ilacs_rules.policy.tree import REPEALED, Entry, Items, Map, Text, Tree
from ilacs_rules.policy.yaml_reader import read_tree
from ilacs_rules.text.source import Source, Span

_WIDEST = 80  # characters of a line
_FIRST_SECTION = "sources"  # what stands above it is the head of a file
_OF_THE_HEAD = ("expected to change", "set aside")  # they go for a file as a whole, and are no rules of it


@dataclass(frozen=True, slots=True)
class WrittenValue:
    """One value of a text: the keys and numbers that lead to it, and where it was written."""

    path: tuple[str | int, ...]
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Line:
    """A line of YAML and where it is from; `ended` is where an amendment repealed what begins here.

    As a text it is followed by where it is from, at the edge of the page, or comes after that where there is no room.
    """

    text: str
    span: Span | None = None
    ended: Span | None = None

    def __str__(self) -> str:
        if self.span is None:
            return self.text
        comment = f"# {place(self.span)}{f', repealed by {place(self.ended)}' if self.ended else ''}"
        room = _WIDEST - len(self.text) - len("  ")
        if len(comment) <= room:
            return f"{self.text}  {comment:>{room}}"
        indent = len(self.text) - len(self.text.lstrip(" "))
        return f"{' ' * indent}{comment}\n{self.text}"


def place(span: Span) -> str:
    """File and line, as `2018-09-17.yaml:12`."""
    return f"{PurePath(span.source.name).name}:{span.line}"


def shown(tree: Map) -> list[Line]:
    """The lines of a consolidated text. Read again they give the same text, save that nothing is repealed in it."""
    lines: list[Line] = []
    head, sections = _keys()
    for key in (*head, *sections):
        entry = tree.entries.get(key)
        if entry is not None:
            lines += [Line("")] if key in sections else []
            lines += _keyed(f"{key}:", entry, "")
    return lines


@dataclass(frozen=True, slots=True)
class RuleLines:
    """The lines of one rule: its section, and its name in it; empty for what stands at the head of the file."""

    section: str
    name: str
    lines: tuple[Line, ...]


def shown_by_item(tree: Map) -> Iterator[RuleLines]:
    """The same lines, rule by rule; what is not a rule stands together at the head. Examples are named by number."""
    first, sections = _keys()
    head = [line for key in first if key in tree.entries for line in _keyed(f"{key}:", tree.entries[key], "")]
    yield RuleLines("", "", tuple(head))
    for section in sections:
        entry = tree.entries.get(section)
        if entry is None:
            continue
        match entry.value:
            case Map(entries=entries):
                for name, item in entries.items():
                    if name != REPEALED:
                        yield RuleLines(section, name, tuple(_keyed(f"  {_scalar(item.key.value)}:", item, "  ")))
            case Items(items=items):
                for number, each in enumerate(items, 1):
                    yield RuleLines(section, str(number), tuple(_listed(each, "  ")))


def _keys() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys at the head of a file, and those of its sections."""
    keys = keys_of_a_file()
    at = keys.index(_FIRST_SECTION)
    return (*keys[:at], *_OF_THE_HEAD), tuple(key for key in keys[at:] if key not in _OF_THE_HEAD)


def parts(tree: Tree, path: tuple[str | int, ...] = ()) -> Iterator[WrittenValue]:
    """Every value of a text, in the order in which it stands there."""
    match tree:
        case Text(value=value, span=span):
            yield WrittenValue(path, value, span)
        case Items(items=items):
            for number, item in enumerate(items):
                yield from parts(item, (*path, number))
        case Map(entries=entries):
            for entry in entries.values():
                yield from parts(entry.value, (*path, entry.key.value))


def _group(map_: Map, indent: str) -> Iterator[Line]:
    for name, entry in map_.entries.items():
        if name != REPEALED:
            yield from _keyed(f"{indent}{_scalar(entry.key.value)}:", entry, indent)


def _keyed(head: str, entry: Entry, indent: str) -> Iterator[Line]:
    value = entry.value
    mark = value.entries.get(REPEALED) if isinstance(value, Map) else None
    ended = mark.value.span if mark is not None else None
    below = indent + "  "
    on_one_line = _flow(value)
    if on_one_line is not None and len(head) + len(on_one_line) < _WIDEST:
        place_of_it = entry.key.span if isinstance(value, Map) else value.span
        yield Line(f"{head} {on_one_line}", place_of_it, ended)
    elif isinstance(value, Text):
        yield from _long_text(head, value, below)
    elif isinstance(value, Items):
        yield Line(head, value.span)
        for item in value.items:
            yield from _listed(item, below)
    else:
        yield Line(head, entry.key.span, ended)
        yield from _group(value, below)


def _listed(item: Tree, indent: str) -> Iterator[Line]:
    on_one_line = _flow(item)
    if on_one_line is not None and len(indent) + len("- ") + len(on_one_line) < _WIDEST:
        yield Line(f"{indent}- {on_one_line}", item.span)
    elif isinstance(item, Text):
        yield from _long_text(f"{indent}-", item, indent + "  ")
    else:
        items = _group(item, indent + "  ") if isinstance(item, Map) else _list_in_list(item, indent + "  ")
        for number, line in enumerate(items):
            text = f"{indent}- {line.text[len(indent) + 2 :]}" if number == 0 else line.text
            yield Line(text, line.span, line.ended)


def _list_in_list(items: Items, indent: str) -> Iterator[Line]:
    for item in items.items:
        yield from _listed(item, indent)


def _long_text(head: str, text: Text, indent: str) -> Iterator[Line]:
    """A text of several lines as it is, and a long one folded where it can be without losing a blank."""
    value = text.value
    if "\n" in value:
        ending = "" if value.endswith("\n") else "-"
        yield Line(f"{head} |{ending}", text.span)
        yield from (Line(f"{indent}{line}".rstrip()) for line in value.removesuffix("\n").split("\n"))
    elif value == " ".join(value.split()):
        yield Line(f"{head} >-", text.span)
        folded = wrap(value, _WIDEST - len(indent), break_long_words=False, break_on_hyphens=False)
        yield from (Line(f"{indent}{line}") for line in folded)
    else:
        yield Line(f"{head} {_scalar(value)}", text.span)


def _flow(tree: Tree) -> str | None:
    """A value on one line; None where it was not written so, is too long, or was partly repealed."""
    inside: list[str | None]
    match tree:
        case Text(value=value):
            written = _scalar(value) if "\n" not in value else None
            return written if written is None or len(written) < _WIDEST else None
        case Items(items=items):
            inside = [_inside(item) if isinstance(item, Text) else None for item in items]
            opening, closing = "[", "]"
        case Map(entries=entries) if entries.keys() == {REPEALED}:
            return REPEALED
        case Map(entries=entries):
            in_braces = not entries or tree.span.text.startswith("{")
            inside = [_pair(entry) if in_braces else None for entry in entries.values()]
            opening, closing = "{", "}"
    complete = [each for each in inside if each is not None]
    return opening + ", ".join(complete) + closing if len(complete) == len(inside) else None


def _pair(entry: Entry) -> str | None:
    key, value = _inside(entry.key), _inside(entry.value)
    return f"{key}: {value}" if key and value and entry.key.value != REPEALED else None


def _inside(tree: Tree) -> str | None:
    """A value inside brackets, where a comma or a bracket would end it."""
    if isinstance(tree, Text) and _ends_in_brackets(tree.value):
        return _quoted(tree.value)
    return _flow(tree)


def in_brackets(value: str) -> str:
    """A text as YAML that is read the same wherever it stands, also inside brackets."""
    return _quoted(value) if _ends_in_brackets(value) else _scalar(value)


def _ends_in_brackets(value: str) -> bool:
    return any(sign in value for sign in ",[]{}")


def _scalar(value: str) -> str:
    """A text as YAML, without quotes wherever it is read the same."""
    return value if value and plain(value) else _quoted(value)


def plain(value: str) -> bool:
    """Whether a text is read the same behind its key without any quotes."""
    read, found = read_tree(Source("", f"key: {value}\n"))
    return read is not None and not found and read.entries["key"].value == Text(value, read.span, read.span)


def _quoted(value: str) -> str:
    """In the quotes that need no escape, if there are such: a sentence of the language must stand as it is."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"
