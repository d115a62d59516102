"""The order of keys in a file: that in which its schema declares them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

from ilacs_rules.language.names import fold
from ilacs_rules.text.shipped import shipped

_TOLD_BY = {  # schemas, and the keys by one of which a file of theirs is known
    "policy": ("policy", "amends", "requirements"),
    "cases": ("cases", "name"),
    "mapping": ("events", "facts"),
    "work-calendar": ("starts on", "closed", "closed weeks", "starts a week", "at a time"),
}
SENTENCES = frozenset(
    ("when", "for each", "due", "lasts", "notice", "value", "default", "given", "always", "from", "until", "points")
)
"""Keys of a policy under which a sentence of the language stands."""

_ALTERNATIVES = ("else", "then", "anyOf")


class SchemaPart:
    """What a schema says of one place in a file: the keys it may have, and what stands below each of them."""

    def __init__(self, file: str, schema: dict[str, Any]) -> None:
        self._file = file
        self._schema = schema
        self._all = list(_alternatives(file, schema))
        self._others: dict[str, SchemaPart] = {}
        self.keys: dict[str, SchemaPart] = {}
        for at, part in self._all:
            for name, below in part.get("properties", {}).items():
                if isinstance(below, dict) and below:
                    self.keys.setdefault(fold(name), SchemaPart(at, below))

    @property
    def description(self) -> str:
        """What the schema says of it, for readers; empty if nothing."""
        return next((part["description"] for _, part in [(0, self._schema), *self._all] if "description" in part), "")

    @property
    def choices(self) -> list[str]:
        """The texts of which its value must be one; none where it may be any."""
        return [each for _, part in self._all for each in part.get("enum", []) if isinstance(each, str)]

    def below(self, key: str) -> SchemaPart:
        """What stands under a folded key: one that is declared, else whatever a name may stand for."""
        return self.keys.get(key) or self._other("additionalProperties")

    @property
    def item(self) -> SchemaPart:
        """What the items of a list are."""
        return self._other("items")

    def ordered(self, written: Iterable[str]) -> list[str]:
        """Folded keys in the order of the schema; what it does not know stays behind the one before it.

        So names that an author gives keep their order: it is that in which readers are shown them.
        """
        place = {key: number for number, key in enumerate(self.keys)}
        ranked, rank = [], 0.5  # behind the key that comes first of all
        for key in written:
            rank = place.get(key, rank)
            ranked.append((rank, key))
        return [key for _, key in sorted(ranked, key=lambda each: each[0])]

    def _other(self, word: str) -> SchemaPart:
        if word not in self._others:
            below = [(at, part[word]) for at, part in self._all if isinstance(part.get(word), dict)]
            self._others[word] = SchemaPart(*below[0]) if below else SchemaPart(self._file, {})
        return self._others[word]


def kind_of_file(keys: Collection[str]) -> str | None:
    """Of what kind a file with these folded keys is, by the name of its schema; None of one that is none of ours.

    A key tells it, and most of all keys must be known: other YAML has a `name` or `events` as well.
    """
    for kind, told_by in _TOLD_BY.items():
        known = sum(key in shape_of_kind(kind).keys for key in keys)
        if any(key in keys for key in told_by) and 2 * known > len(keys):
            return kind
    return None


@cache
def shape_of_kind(kind: str) -> SchemaPart:
    """The shape of a file of a kind."""
    return SchemaPart(kind, _schema(kind))


def _alternatives(file: str, schema: dict[str, Any]) -> Iterable[tuple[str, dict[str, Any]]]:
    """A schema and the forms it may take, with references followed; each with the file it stands in."""
    if "$ref" in schema:
        name, _, path = schema["$ref"].partition("#/")
        file = name.removesuffix(".schema.json") or file
        target = _schema(file)
        for step in path.split("/"):
            target = target[step]
        yield from _alternatives(file, target)
    yield file, schema
    for word in _ALTERNATIVES:
        others = schema.get(word, [])
        for each in others if isinstance(others, list) else [others]:
            yield from _alternatives(file, each)


@cache
def _schema(name: str) -> Any:
    return json.loads(shipped(f"schemas/{name}.schema.json").read_text(encoding="utf-8"))
