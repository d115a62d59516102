"""Where somebody is writing: which keys lead there, and what has been written so far.

It is told from the text above and before the place alone, by its indentation and brackets, so that it can be told while
nothing of it can be read yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ilacs_rules.language.names import fold

ITEM = "-"  # stands among keys for an item of a list

_DASH = re.compile(r"-(?:[ \t]+|$)")
_KEY = re.compile(r"""(?P<key>"[^"\n]*"|'[^'\n]*'|[^\s"'\[\]{}|>&*!%@`#,:-][^:#\n{}\[\]]*?)[ \t]*:(?=\s|$)[ \t]*""")
_FLOW_KEY = re.compile(r"""\s*(?P<key>"[^"]*"|'[^']*'|[^\s"'\[\]{},:][^:{}\[\],]*?)\s*:(?=\s|$)\s*""")
_BLOCK_SIGN = re.compile(r"[|>][+-]?[ \t]*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a file.

    `keys` lead to the group or list in which it is, folded, with `ITEM` for an item of a list. Where a value is being
    written it has the key `key`, None in a list, and `written` is what stands of it before the place. Where a key is,
    `is_key` holds, `written` is the beginning of it, and `siblings` are the other keys of its group.
    """

    keys: tuple[str, ...]
    key: str | None
    written: str
    is_key: bool = False
    siblings: frozenset[str] = frozenset()

    @property
    def path(self) -> tuple[str, ...]:
        """The keys that lead to the value, its own among them."""
        return self.keys if self.key is None else (*self.keys, self.key)


@dataclass(frozen=True, slots=True)
class _LineOfKeys:
    """A line with something on it: the columns of its dashes, its key with the column and the value behind it."""

    dashes: tuple[int, ...]
    column: int  # of its key, or of what stands there without one
    key: str | None
    rest: str


@dataclass(slots=True)
class _Frame:
    """A bracket that is open: its key at present, and those before it."""

    in_braces: bool
    key: str | None = None
    seen: set[str] = field(default_factory=set)


def place_at(text: str, offset: int) -> Cursor:
    """The place before the character of that number. Raises nothing, whatever the text holds."""
    *above, current = text[:offset].split("\n")
    below = text[offset:].split("\n")[1:]
    line = _line(current)
    if line is None:  # nothing on it yet: its blanks tell where
        line = _LineOfKeys((), len(current), None, "")
    if line.key is not None:
        start = len(current) - len(line.rest)
        return _in_value(_leading_to(above, line), line.key, current[start:])
    return _without_key(above, line, below)


def _line(text: str) -> _LineOfKeys | None:
    at = len(text) - len(text.lstrip(" "))
    if not text.strip() or text.lstrip().startswith("#"):
        return None
    dashes: list[int] = []
    while found := _DASH.match(text, at):
        dashes.append(at)
        at = found.end()
    key = _KEY.match(text, at)
    if key is None:
        return _LineOfKeys(tuple(dashes), at, None, text[at:])
    return _LineOfKeys(tuple(dashes), at, _bare(key["key"]), text[key.end() :])


def _bare(key: str) -> str:
    return fold(key.strip("\"'"))


def _without_key(above: list[str], line: _LineOfKeys, below: list[str]) -> Cursor:
    """A line without a key: more of the text above it, an item of a list, or a key that is begun."""
    if not line.dashes:
        continued = _continued(above, line)
        if continued is not None:
            return continued
    keys = _leading_to(above, line)
    if line.rest[:1] in ("[", "{"):
        return _in_brackets(keys, None, line.rest)
    if line.rest[:1] in ("|", ">", '"', "'"):
        return Cursor(keys, None, line.rest)
    if line.dashes and line.rest and keys and not _holds_groups(above, line):
        return Cursor(keys, None, line.rest)
    return Cursor(keys, None, line.rest, True, frozenset(_siblings(above, line, below)))


def _holds_groups(above: list[str], line: _LineOfKeys) -> bool:
    """Whether an item above in the same list has a key."""
    for text in reversed(above):
        found = _line(text)
        if found is None:
            continue
        if found.column < line.dashes[-1]:
            return False
        if found.dashes and found.dashes[-1] == line.dashes[-1]:
            return found.key is not None
    return False


def _continued(above: list[str], line: _LineOfKeys) -> Cursor | None:
    """The value of a key above that goes on here, over several lines."""
    lines: list[str] = [line.rest]
    for number in range(len(above) - 1, -1, -1):
        found = _line(above[number])
        if found is None:
            continue
        if found.key is None and not found.dashes:
            lines.insert(0, found.rest)
            continue
        value = found.rest.strip()
        is_further_in = line.column > found.column if found.key is not None else line.column > found.dashes[-1]
        is_open = value[:1] in ("[", "{") and _is_open("\n".join([value, *lines[:-1]]))
        if not value or value.startswith("#") or not (is_further_in or is_open):
            return None
        if value[:1] in ("[", "{") and not is_open:
            return None
        if _BLOCK_SIGN.match(value):
            value = ""
        keys = _leading_to(above[:number], found)
        return _in_value(keys, found.key, "\n".join([value, *lines] if value else lines))
    return None


def _is_open(text: str) -> bool:
    return bool(_frames(text))


def _leading_to(above: list[str], line: _LineOfKeys) -> tuple[str, ...]:
    """The keys that lead to what stands on a line, from the top of the file down."""
    keys = [ITEM] * len(line.dashes)
    column, is_item = (line.dashes[0], True) if line.dashes else (line.column, False)
    for found in _lines_up(above):
        if found.key is not None and (found.column < column or (is_item and found.column == column)):
            keys.insert(0, found.key)
            column, is_item = found.column, False
        for dash in reversed(found.dashes):
            if dash < column:
                keys.insert(0, ITEM)
                column, is_item = dash, True
    return tuple(keys)


def _lines_up(above: list[str]) -> Iterator[_LineOfKeys]:
    return (found for found in map(_line, reversed(above)) if found is not None)


def _siblings(above: list[str], line: _LineOfKeys, below: list[str]) -> Iterator[str]:
    """The keys above and below in the same group."""
    if not line.dashes:
        for found in _lines_up(above):
            if found.column < line.column:
                break
            if found.column == line.column and found.key is not None:
                yield found.key
                if found.dashes:
                    break
    for found in filter(None, map(_line, below)):
        if found.column < line.column or (found.dashes[:1] and found.dashes[0] < line.column):
            return
        if found.column == line.column and found.key is not None:
            yield found.key


# -------------------------------------------------------------------------------------------- brackets


def _in_value(keys: tuple[str, ...], key: str | None, written: str) -> Cursor:
    if written[:1] in ("[", "{"):
        return _in_brackets(keys, key, written)
    return Cursor(keys, key, written)


def _in_brackets(keys: tuple[str, ...], key: str | None, text: str) -> Cursor:
    """Where a text ends that begins with a bracket."""
    path = keys if key is None else (*keys, key)
    frames, written = _read(text)
    if not frames:
        return Cursor(path, None, "")
    for frame in frames[:-1]:
        path = (*path, frame.key or "") if frame.in_braces else (*path, ITEM)
    last = frames[-1]
    if not last.in_braces:
        return Cursor((*path, ITEM), None, written)
    if last.key is not None:
        return Cursor(path, last.key, written)
    return Cursor(path, None, written, True, frozenset(last.seen))


def _frames(text: str) -> list[_Frame]:
    return _read(text)[0]


def _read(text: str) -> tuple[list[_Frame], str]:
    """The brackets that are still open at the end of a text, and what stands behind the last sign that parts values."""
    frames: list[_Frame] = []
    at = start = 0
    while at < len(text):
        sign = text[at]
        if sign in "[{":
            frames.append(_Frame(sign == "{"))
        elif sign in "]}" and frames:
            frames.pop()
        elif sign == "," and frames:
            frames[-1].key = None
        elif sign in "\"'" and not text[start:at].strip():
            end = text.find(sign, at + 1)
            at = len(text) if end < 0 else end + 1
            continue
        elif frames and frames[-1].in_braces and frames[-1].key is None and (found := _FLOW_KEY.match(text, at)):
            frames[-1].key = _bare(found["key"])
            frames[-1].seen.add(frames[-1].key)
            at = start = found.end()
            continue
        else:
            at += 1
            continue
        at += 1
        start = at
    return frames, text[start:].lstrip()
