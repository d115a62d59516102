"""Laying an amendment over the text it amends. Both are trees, so every part still knows the file that wrote it.

Groups of keys merge key by key; a list or a text is replaced; the word `repealed` ends an item. A kind of event, or
something an event records, can no longer be recorded once it is repealed but stays readable in old events: it is
marked by a key of its own, `repealed`, which no file may write. Amending it again brings it back.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

from ilacs_rules.policy.tree import REPEALED, Entry, Map, Text, Tree
from ilacs_rules.policy.unread import declaring, names_perhaps
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.nearest import nearest
from ilacs_rules.text.source import Span

Path = tuple[str, ...]

# never carried over
_OF_ITS_FILE = ("examples", "expected to change", "set aside", "in force", "published assumes", "summary")
_BOUNDS = ("always", "exactly one of", "at most one of", "at least one of")
_OF_TABLES = ("table", "hit policy", "outputs", "default")
_SHORT_FORM = {"facts": "is", "records": "is", "definitions": "value"}  # a text stands for a group with this key

# section → what one of its items is called, and the keys of which a new one needs at least one
_SECTIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "sources": ("source", ("title",)),
    "scales": ("scale", ()),
    "choices": ("list of choices", ()),
    "stretches": ("list of stretches", ()),
    "days": ("kind of day", ()),
    "facts": ("fact", ("is",)),
    "events": ("event", ()),
    "records": ("recorded value", ("is",)),
    "definitions": ("definition", ("value", "table")),
    "requirements": ("requirement", ("event",)),
    "guarantees": ("guarantee", _BOUNDS),
    "priorities": ("priority", ("when", "by")),
    "pauses": ("pause", ("from",)),
    "transition": ("transition", ("keep",)),
}


def consolidate(base: Map, amendment: Map) -> tuple[Map, list[Diagnostic]]:
    """The base with the amendment laid over it; E502 where the amendment changes or ends what is not there."""
    diagnostics: list[Diagnostic] = []
    carried = {name: entry for name, entry in base.entries.items() if name not in _OF_ITS_FILE}
    changes = {name: entry for name, entry in amendment.entries.items() if name != "amends"}
    merged = _merged(replace(base, entries=carried), replace(amendment, entries=changes), (), diagnostics)
    return replace(merged, span=amendment.span), diagnostics


def repeals(amendment: Map) -> dict[str, Span]:
    """The folded names of what an amendment ends and nobody can use any more, and where it says so."""
    sections = (entry.value for name, entry in amendment.entries.items() if name in _SECTIONS and name != "events")
    return {
        name: item.key.span
        for section in sections
        if isinstance(section, Map)
        for name, item in section.entries.items()
        if _is_repeal(item.value)
    }


def refuse_repeals(tree: Map) -> tuple[Map, list[Diagnostic]]:
    """A version that amends no other cannot end anything (E502); a kind of event may be there only to be read."""
    diagnostics: list[Diagnostic] = []
    kept = dict(tree.entries)
    for section, entry in tree.entries.items():
        if section not in _SECTIONS or section == "events" or not isinstance(entry.value, Map):
            continue
        items = dict(entry.value.entries)
        for name, item in entry.value.entries.items():
            if _is_repeal(item.value):
                message = (
                    f"nothing can be repealed here: this version amends no other, so it never had “{item.key.value}”"
                )
                diagnostics.append(Diagnostic(Code.NOTHING_TO_AMEND, message, item.value.span, "take the line away"))
                items[name] = Entry(item.key, _unread(item.value.span))
        kept[section] = Entry(entry.key, replace(entry.value, entries=items))
    return replace(tree, entries=kept), diagnostics


def _merged(base: Map, change: Map, path: Path, diagnostics: list[Diagnostic]) -> Map:
    if change.aside:
        names = frozenset(names_perhaps(declaring(Map({}, change.span, change.aside))))
        base = _perhaps_changed(base, change.aside, names, path)
    entries = dict(base.entries)
    for name, entry in change.entries.items():
        before = entries.get(name)
        here = (*path, name)
        if before is None:
            problem = _nothing_there(base, entry, here)
            perhaps_there = problem is not None and name in names_perhaps(base.aside)
            if problem and not perhaps_there:
                diagnostics.append(problem)
            if problem and (not perhaps_there or _is_repeal(entry.value)):
                entries[name] = Entry(entry.key, _unread(entry.value.span))
            else:  # what it changes and was not read may be all that is missing
                nothing = Map({}, entry.value.span, base.aside)
                entries[name] = Entry(entry.key, _changed(nothing, entry.value, here, diagnostics))
        elif _is_repeal(entry.value):
            marked = _marked(before, entry.value, here)
            if marked:
                entries[name] = marked
            else:
                del entries[name]
        else:
            entries[name] = Entry(before.key, _changed(before.value, entry.value, here, diagnostics))
    return replace(base, entries=entries)


def _perhaps_changed(base: Map, aside: tuple[Span, ...], names: frozenset[str], path: Path) -> Map:
    """What parts of an amendment that were set aside surely leave as it is; the rest is set aside as well.

    `names` are those that may be declared in them.
    """
    entries = dict(base.entries)
    out = []
    for name, entry in base.entries.items():
        if not path and name in _SECTIONS and isinstance(entry.value, Map):
            entries[name] = replace(entry, value=_perhaps_changed(entry.value, aside, names, (name,)))
        elif name in names:
            out.append(entries.pop(name).value.span)
    return replace(base, entries=entries, aside=(*base.aside, *aside, *out))


def _changed(before: Tree, after: Tree, path: Path, diagnostics: list[Diagnostic]) -> Tree:
    if not isinstance(after, Map):
        return after
    if isinstance(before, Text) and before.readable:
        before = _long_form(before, path)
    if not isinstance(before, Map):
        return after
    ended = _replaced_keys(path, after) | {REPEALED}
    left = {name: entry for name, entry in before.entries.items() if name not in ended}
    return _merged(replace(before, entries=left), after, path, diagnostics)


def _long_form(text: Text, path: Path) -> Tree:
    key = _SHORT_FORM.get(_section(path))
    if key is None:
        return text
    return Map({key: Entry(Text(key, text.span, text.inner), text)}, text.span)


def _replaced_keys(path: Path, after: Map) -> set[str]:
    """The keys that an amendment ends by stating another that stands in their place."""
    stated = set(after.entries)
    if _section(path) == "guarantees" and stated.intersection(_BOUNDS):
        return set(_BOUNDS)
    if _section(path) == "definitions":
        return set(_OF_TABLES) if "value" in stated else {"value"} if "table" in stated else set()
    return set()


def _marked(before: Entry, repeal: Tree, path: Path) -> Entry | None:
    """A repealed event or recorded value, kept to be read; None for anything else."""
    if _section(path) not in ("events", "records") or not isinstance(repeal, Text):
        return None
    body = _long_form(before.value, path) if isinstance(before.value, Text) else before.value
    if not isinstance(body, Map):
        return before
    mark = Entry(replace(repeal, value=REPEALED), repeal)
    return Entry(before.key, replace(body, entries={**body.entries, REPEALED: mark}))


def _section(path: Path) -> str:
    """The section whose item this path leads to, or "" if it does not lead to an item."""
    if len(path) == 2:
        return path[0]
    return "records" if len(path) == 4 and path[0] == "events" and path[2] == "records" else ""


def _nothing_there(base: Map, entry: Entry, path: Path) -> Diagnostic | None:
    """E502 if an entry that is not in the base looks like a change of something, or ends it."""
    noun, needs = _SECTIONS.get(_section(path), ("key", ()))
    ends = _is_repeal(entry.value)
    changes = isinstance(entry.value, Map) and bool(needs) and not set(needs).intersection(entry.value.entries)
    if not ends and not changes:
        return None
    name = entry.key.value
    message = f"the amended policy has no {noun} “{name}”, so there is nothing to {'end' if ends else 'change'}"
    hints = []
    like = nearest(name, [other.key.value for other in base.entries.values()])
    if like is not None:
        found = next(other.key.span for other in base.entries.values() if other.key.value == like)
        hints.append(f"did you mean “{like}” ({PurePosixPath(found.source.name).name}, line {found.line})?")
    elif ends:
        hints.append("take the line away")
    if changes:
        hints.append(f"A new {noun} also needs " + " or ".join(f"“{key}”" for key in needs))
    return Diagnostic(Code.NOTHING_TO_AMEND, message, entry.key.span, " ".join(hints) or None)


def _is_repeal(value: Tree) -> bool:
    return isinstance(value, Text) and value.readable and value.value == REPEALED


def _unread(span: Span) -> Text:
    return Text("", span, span, readable=False)
