"""The shape of a located tree: a map here, a list there, a text, and only keys that mean something."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ilacs_rules.language.nouns import with_article
from ilacs_rules.policy.tree import Entry, Items, Map, Text, Tree
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.nearest import did_you_mean

_MOST_KEYS = 8  # a longer list helps nobody


def as_map(entry: Entry, out: list[Diagnostic]) -> Map | None:
    """The map under a key; anything else is reported (E112)."""
    if isinstance(entry.value, Map):
        return entry.value
    out.append(_wrong(entry, "a map of names and values", "put each “name: value” on a line of its own below it"))
    return None


def as_items(entry: Entry, out: list[Diagnostic]) -> tuple[Tree, ...] | None:
    """The items of the list under a key; anything else is reported (E112)."""
    if isinstance(entry.value, Items):
        return entry.value.items
    out.append(_wrong(entry, "a list", "begin each item on a line of its own with “- ”"))
    return None


def as_text(entry: Entry, out: list[Diagnostic]) -> Text | None:
    """The text under a key; anything else is reported (E112)."""
    if isinstance(entry.value, Text):
        return entry.value
    out.append(_wrong(entry, "a single value", None))
    return None


def is_empty(entry: Entry) -> bool:
    """Whether nothing stands under a key: an empty value, and what JSON calls null."""
    return isinstance(entry.value, Text) and entry.value.readable and not entry.value.value.strip()


def filled(entry: Entry, out: list[Diagnostic]) -> Text | None:
    """The text under a key where an empty one makes no sense (E109)."""
    text = as_text(entry, out)
    if text is None or not text.readable:
        return None
    if text.value.strip():
        return text
    hint = "write a value, or leave the line out"
    out.append(Diagnostic(Code.EMPTY_VALUE, f"“{entry.key.value}” is empty", entry.key.span, hint))
    return None


def only_keys(
    map_: Map,
    keys: Sequence[str],
    owner: str,
    out: list[Diagnostic],
    meant: Callable[[str], str | None] = lambda _: None,
) -> None:
    """Report every key that is not one of `keys` (folded): a slip must not switch anything off (E110).

    `meant` gives a hint for one that belongs elsewhere, or is called otherwise here.
    """
    for name, entry in map_.entries.items():
        if name not in keys:
            message = f"{with_article(owner)} takes no “{entry.key.value}”"
            hint = meant(name) or did_you_mean(entry.key.value, keys)
            if hint is None and len(keys) <= _MOST_KEYS:
                hint = f"it takes {', '.join(f'“{key}”' for key in keys)}"
            out.append(Diagnostic(Code.UNKNOWN_KEY, message, entry.key.span, hint))


def needed(map_: Map, key: str, owner: str, hint: str, out: list[Diagnostic]) -> Entry | None:
    """The entry of a key that must be there (E111), unless it may be in what a slip set aside."""
    entry = map_.entries.get(key)
    if entry is None and not map_.aside:
        out.append(Diagnostic(Code.MISSING_KEY, f"{with_article(owner)} needs “{key}”", map_.span, hint))
    return entry


def _wrong(entry: Entry, expected: str, hint: str | None) -> Diagnostic:
    empty = is_empty(entry)
    found = "empty" if empty else {Text: "a single value", Items: "a list", Map: "a map"}[type(entry.value)]
    span = entry.key.span if empty else entry.value.span
    return Diagnostic(Code.WRONG_SHAPE, f"“{entry.key.value}” should be {expected}; it is {found}", span, hint)
