"""Checked versions as plain data, and made of it again: what decides, and nothing that could be run.

Everything is one row of a table, which says of which kind it is and where its parts stand; what is equal stands once,
so that a version takes no more room than what it does not share with others. Only the kinds named here are made again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from itertools import chain
from typing import Any, cast

from ilacs_rules.language import durations, fixed_words, kinds_of_day, stretches, types
from ilacs_rules.model import absent, case_nodes, due, partial, phases, tree, version, vocabulary
from ilacs_rules.model.version import AsWritten, Version
from ilacs_rules.policy import cited
from ilacs_rules.policy import tree as texts
from ilacs_rules.text import source as sources
from ilacs_rules.text.source import Source

_MODULES = (
    *(durations, fixed_words, kinds_of_day, stretches, types, absent, case_nodes, due, partial, phases, tree, version),
    *(vocabulary, cited, texts, sources),
)
_LEFT_OUT = ("written", "before")  # of a version: the text decides nothing, and what is before it is found anew
_READ = "text that was read"  # the kind of a source that is one of the files

Make = Callable[..., object]
_PLAIN: dict[str, Make] = {
    "date": date.fromisoformat,
    "number": Decimal,
    "tuple": lambda *parts: parts,
    "set": lambda *parts: frozenset(parts),
    "dict": lambda *parts: dict(zip(parts[::2], parts[1::2], strict=True)),
}


def to_stored(versions: Sequence[Version], read: Mapping[str, Source]) -> dict[str, object]:
    """Versions as plain data. Of the texts that were `read` it holds the names alone.

    Raises TypeError for what is of no kind that is stored.
    """
    table = _StoredRows({id(each): name for name, each in read.items()})
    places = [table.place(each) for each in versions]
    values = [value for _, value in table.values]
    rows = [(kind, *(~part if part < 0 else part + len(values) for part in parts)) for kind, *parts in table.rows]
    where = [place + len(values) for place in places]
    return {"values": values, "kinds": list(table.kinds), "rows": rows, "versions": where}


def from_stored(
    stored: Mapping[str, Any], read: Mapping[str, Source], written: Callable[[date], AsWritten]
) -> list[Version]:
    """The versions that were stored, with the texts that were `read`; `written` gives the text of one by its first day.

    Raises whatever Python does for what was not stored here.
    """
    known = _kinds()
    special: dict[str, Make] = {_READ: lambda name: read[name], "Version": _version_maker(written)}
    make = [special.get(kind) or _PLAIN.get(kind) or _maker(known[kind]) for kind in stored["kinds"]]
    made: list[object] = [each for each in stored["values"] if isinstance(each, str | int | None)]
    for kind, *parts in stored["rows"]:
        made.append(make[kind](*[made[part] for part in parts]))
    found = [made[place] for place in stored["versions"]]
    if not all(isinstance(each, Version) for each in found):
        raise TypeError("what was stored is no version")
    return cast("list[Version]", found)


class _StoredRows:
    """The table while it is made: rows count from 0, and the values of JSON, which stand before them, from -1 down."""

    def __init__(self, read: Mapping[int, str]) -> None:
        self.values: dict[tuple[type, object], int] = {}
        self.kinds: dict[str, int] = {}
        self.rows: dict[tuple[int, ...], int] = {}
        self._read = read
        self._known = _kinds()
        self._places: dict[int, tuple[object, int]] = {}  # by identity, of what is held here as well

    def place(self, thing: object) -> int:
        """Where a thing stands, put there if it is new."""
        if thing is None or type(thing) in (str, int, bool):
            return ~self.values.setdefault((type(thing), thing), len(self.values))
        found = self._places.get(id(thing))
        if found is None:
            kind, parts = self._parts(thing)
            row = (self.kinds.setdefault(kind, len(self.kinds)), *map(self.place, parts))
            found = self._places[id(thing)] = thing, self.rows.setdefault(row, len(self.rows))
        return found[1]

    def _parts(self, thing: object) -> tuple[str, Iterable[object]]:
        """Of which kind a thing is, and its parts."""
        match thing:
            case Enum() if type(thing).__name__ in self._known:
                return type(thing).__name__, (thing.name,)
            case date():
                return "date", (thing.isoformat(),)
            case Decimal():
                return "number", (str(thing),)
            case tuple():
                return "tuple", thing
            case frozenset():
                return "set", sorted(thing, key=repr)
            case dict():
                return "dict", chain.from_iterable(thing.items())
            case Source() if id(thing) in self._read:
                return _READ, (self._read[id(thing)],)
            case _ if self._known.get(type(thing).__name__) is type(thing):
                return type(thing).__name__, [getattr(thing, name) for name in _given(type(thing))[0]]
        raise TypeError(f"{type(thing).__name__} is not stored")


def _kinds() -> dict[str, type]:
    """The classes of all that is stored, by their names: those that the modules of the checked tree declare."""
    return {
        name: kind
        for module in _MODULES
        for name, kind in vars(module).items()
        if isinstance(kind, type) and kind.__module__ == module.__name__
        if issubclass(kind, Enum) or is_dataclass(kind)
    }


def _given(kind: type) -> tuple[list[str], list[str]]:
    """What one of a kind is made of, in order, and which of that, the last of it, only by its name."""
    parts = [each for each in fields(kind) if each.init and not (kind is Version and each.name in _LEFT_OUT)]
    by_name = [each.name for each in parts if each.kw_only or kind is Version]
    return [each.name for each in parts if each.name not in by_name] + by_name, by_name


def _maker(kind: type) -> Make:
    if issubclass(kind, Enum):
        return lambda name: kind[name]
    names, by_name = _given(kind)
    if not by_name:
        return kind
    count = len(names) - len(by_name)
    return lambda *parts: kind(*parts[:count], **dict(zip(by_name, parts[count:], strict=True)))


def _version_maker(written: Callable[[date], AsWritten]) -> Make:
    names, _ = _given(Version)

    def make(*parts: Any) -> Version:
        given = dict(zip(names, parts, strict=True))
        return Version(written=written(given["start"]), **given)

    return make
