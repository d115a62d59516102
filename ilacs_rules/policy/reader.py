"""From a consolidated tree to the text of a version: parsed and located, its names not yet resolved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Generic, TypeVar

from ilacs_rules.language.days import read_day
from ilacs_rules.language.fixed_words import MonthEnd, TextStatus
from ilacs_rules.language.names import fold
from ilacs_rules.language.phrases import NamePhrases, name_phrases
from ilacs_rules.language.spoken import Spoken
from ilacs_rules.policy import sections
from ilacs_rules.policy.item import MOST_IN_SENTENCES, NOTHING, Allowance, ItemKeys
from ilacs_rules.policy.model import ForReaders, StretchesText, ValueSetText, VersionText
from ilacs_rules.policy.requirement import read_requirement
from ilacs_rules.policy.tree import REPEALED, Entry, Items, Map, Text, Tree
from ilacs_rules.policy.unread import declaring, names_declared, names_perhaps, set_aside
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import MOST_FINDINGS, Diagnostic
from ilacs_rules.text.files import ON_DISK, Files
from ilacs_rules.text.once import AFRESH, Afresh
from ilacs_rules.text.source import Source, Span

T = TypeVar("T")

_PICKS_AN_EVENT = re.compile(r"(?:if\b.*?\bthen\s+)?(?:latest|first)\s|[^()]*\sin\s+hand$", re.IGNORECASE | re.DOTALL)
_UNREAD_DAY = date.min  # stands in for a day that could not be read: such a version is never used


def read_version(
    tree: Map,
    origin: Source,
    repealed: dict[str, Span] | None = None,
    files: Files = ON_DISK,
    tables: tuple[object, ...] = (),
    afresh: Afresh = AFRESH,
) -> tuple[VersionText | None, list[Diagnostic]]:
    """The version a checked and consolidated tree writes down; `origin` is the file that was asked for.

    `repealed` tells where amendments ended items, by their folded names. Tables in CSV are read from `files`;
    `tables` is what they hold, so that they are read again when one of them changes.

    As much as possible is read, so that all findings come in one go: whatever could not be read is left out, is
    named in `unreadable` or stands on `aside`, and has been reported. None only where the tree does not even name its
    policy.
    """
    reader = _VersionReader(tree, {} if repealed is None else repealed, files, tables, afresh)
    version = reader.version(origin)
    return version, reader.diagnostics


class _VersionReader:
    def __init__(
        self, tree: Map, repealed: dict[str, Span], files: Files, tables: tuple[object, ...], afresh: Afresh
    ) -> None:
        self.files = files
        self.tables = tables
        self.afresh = afresh
        self.tree = tree
        self.repealed = repealed
        self.diagnostics: list[Diagnostic] = []
        self.allowance = Allowance()
        self.unreadable: set[str] = set()
        self.aside = tuple(set_aside(tree))
        self.declaring = tuple(declaring(tree))
        names = (*_declared(tree), *names_declared(self.declaring))
        self.phrases = name_phrases(names, _spoken(tree, names))

    def version(self, origin: Source) -> VersionText | None:
        nowhere = Span(origin, 0, 0)
        top = ItemKeys(Text("", nowhere, nowhere), self.tree, self.diagnostics)
        policy = top.text("policy")
        if policy is None and not self.tree.aside:
            return None
        policy = policy or Text("", nowhere, nowhere, readable=False)
        in_force = self._in_force()
        start, published = in_force.day("from"), top.day("published")
        title, publisher, subject = top.words("title"), top.words("publisher"), top.text("subject")
        if None in (start, published, title, publisher, subject):
            top.lost.add("policy")
        version = VersionText(
            origin=origin,
            policy=policy,
            title=title or "",
            publisher=publisher or "",
            subject=subject or Text("", policy.span, policy.inner, readable=False),
            published=published or _UNREAD_DAY,
            start=start or _UNREAD_DAY,
            until=in_force.day("until"),
            status=TextStatus(said) if (said := top.words("status")) in tuple(TextStatus) else None,
            for_readers=ForReaders(
                purpose=top.words("purpose"),
                replaces=top.words("replaces"),
                next_steps=top.words("next steps"),
                contact=top.words("contact"),
                licence=top.words("licence"),
            ),
            published_assumes=top.words("published assumes"),
            start_assumes=in_force.words("assumes"),
            summary=top.words("summary"),
            calendar=top.text("calendar"),
            closures=self._closures(top),
            stretches=self._stretches(),
            days=self._days(),
            month_end=top.choice("month end", MonthEnd.LAST_DAY),
            month_end_said=top.text("month end"),
            note=top.words("note"),
            sources=self._section("sources", sections.read_source_text),
            value_sets=self._value_sets(),
            facts=self._section("facts", sections.read_field, short_form="is"),
            events=self._section("events", sections.read_event, short_form=REPEALED),
            definitions=self._section("definitions", sections.read_definition, short_form="value"),
            requirements=self._section("requirements", read_requirement),
            guarantees=self._section("guarantees", sections.read_guarantee),
            priorities=self._section("priorities", sections.read_priority),
            pauses=self._section("pauses", sections.read_pause),
            transitions=self._section("transition", sections.read_transition),
            examples=self._examples(),
            expected_to_change=top.texts("expected to change"),
            unreadable=frozenset(self.unreadable | top.lost | in_force.lost),
            aside=self.aside,
            perhaps=frozenset(self.unreadable.union(top.lost, in_force.lost, names_perhaps(self.declaring))),
            repealed=self.repealed,
            tree=self.tree,
            phrases=self.phrases,
        )
        self._check_order(version, in_force)
        return version

    def _in_force(self) -> ItemKeys:
        entry = self.tree.entries.get("in force")
        if entry is None or not isinstance(entry.value, Map):
            return ItemKeys(Text("in force", self.tree.span, self.tree.span), Map({}, self.tree.span), self.diagnostics)
        return ItemKeys(entry.key, entry.value, self.diagnostics)

    def _check_order(self, version: VersionText, in_force: ItemKeys) -> None:
        until = in_force.text("until")
        if until and version.until and version.until < version.start:
            message = f"this version ends before it begins, on {version.start}"
            hint = "are the two days the wrong way round?"
            self.diagnostics.append(Diagnostic(Code.ENDS_BEFORE_START, message, until.span, hint))

    def _closures(self, top: ItemKeys) -> dict[date, Text]:
        days = {}
        for text in top.texts("closures"):
            day, problem = read_day(text.value, text.inner)
            if problem:
                self.diagnostics.append(problem)
                top.lost.add("closures")
            if day:
                days[day] = text
        return days

    def _entries(self, section: str) -> dict[str, Entry]:
        entry = self.tree.entries.get(section)
        if entry is None:
            return {}
        if isinstance(entry.value, Map):
            return entry.value.entries
        self.unreadable.add(section)
        return {}

    def _section(
        self, section: str, read: Callable[[ItemKeys], T | None], short_form: str | None = None
    ) -> dict[str, T]:
        found: dict[str, T] = {}
        for name, entry in self._entries(section).items():
            if len(self.diagnostics) >= MOST_FINDINGS:
                self.allowance.left = NOTHING
            phrases = self.phrases.without(name) if section == "definitions" else self.phrases
            item = self._item(read, entry, short_form, phrases)
            self.diagnostics += item.diagnostics
            self.allowance.left -= item.taken
            if item.result is not None:
                found[name] = item.result
            if not item.whole:
                self.unreadable.add(name)
        return self._all(found)

    def _item(
        self, read: Callable[[ItemKeys], T | None], entry: Entry, short_form: str | None, phrases: NamePhrases
    ) -> _ItemRead[T]:
        """What an item says, within the allowance that is left: most have as much of it as they may need."""
        left = self.allowance.left
        things = read, entry, short_form, phrases, self.files
        if left > 0:
            item: _ItemRead[T] = self.afresh.made_of((*things, self.tables), partial(_read_item, *things))
            if item.taken <= left:
                return item
        return _read_item(*things, left)

    def _all(self, items: dict[str, T]) -> dict[str, T]:
        """The items of a section; the very same thing where each of them is."""
        return self.afresh.made_of(("items", *items, *items.values()), lambda: items)

    def _value_sets(self) -> dict[str, ValueSetText]:
        found: dict[str, ValueSetText] = {}
        for section, ordered in (("scales", True), ("choices", False)):
            for name, entry in self._entries(section).items():
                if name in found:
                    message = f"“{entry.key.value}” is a scale already; it cannot be choices too"
                    related = ((found[name].name.span, "first declared here"),)
                    hint = "give one of them another name"
                    self.diagnostics.append(Diagnostic(Code.DECLARED_TWICE, message, entry.key.span, hint, related))
                    continue
                value_set = self.afresh.once(sections.read_value_set, entry.key, entry.value, ordered)
                if value_set is None:
                    self.unreadable.add(name)
                else:
                    found[name] = value_set
        return self._all(found)

    def _days(self) -> dict[str, tuple[Text, Text]]:
        entries = self._entries("days").items()
        return self._all({name: (each.key, each.value) for name, each in entries if isinstance(each.value, Text)})

    def _stretches(self) -> dict[str, StretchesText]:
        found: dict[str, StretchesText] = {}
        for name, entry in self._entries("stretches").items():
            stretches, problems = self.afresh.once(sections.read_stretches, entry.key, entry.value)
            self.diagnostics += problems
            if stretches is None:
                self.unreadable.add(name)
            else:
                found[name] = stretches
        return self._all(found)

    def _examples(self) -> tuple[Tree, ...]:
        entry = self.tree.entries.get("examples")
        if entry is None or not isinstance(entry.value, Items):
            return ()
        return tuple(item for item in entry.value.items if isinstance(item, Map))


@dataclass(frozen=True, slots=True)
class _ItemRead(Generic[T]):
    """What an item says, whether that is all of it, what was found, and what it takes of the allowance of its file."""

    result: T | None
    whole: bool
    diagnostics: list[Diagnostic]
    taken: int = 0


def _read_item(
    read: Callable[[ItemKeys], T | None],
    entry: Entry,
    short_form: str | None,
    phrases: NamePhrases,
    files: Files,
    left: int = MOST_IN_SENTENCES,
) -> _ItemRead[T]:
    body = sections.body_of(entry.value, short_form)
    if body is None:
        return _ItemRead(None, False, [])
    item = ItemKeys(entry.key, body, [], set(), phrases, files, Allowance(left))
    result = read(item)
    return _ItemRead(result, result is not None and not item.lost, item.diagnostics, left - item.allowance.left)


def _declared(tree: Map) -> Iterator[str]:
    """Every name and value that a version declares, as written."""
    for section in ("facts", "events", "definitions", "requirements", "scales", "choices", "stretches", "days"):
        for item in _items(tree, section):
            yield item[0]
            if section == "events":
                yield from (name for name, _ in _items(item[1], "records"))
            elif section in ("scales", "choices") and isinstance(item[1], Items):
                yield from _spellings(item[1])


def _spoken(tree: Map, names: tuple[str, ...]) -> Spoken:
    """The kinds of event, and the definitions that pick out an event by the look of their sentence."""
    definitions = ((name, sections.body_of(body, "value")) for name, body in _items(tree, "definitions"))
    sentences = (
        (name, ItemKeys(Text(name, tree.span, tree.span), body, []).words("value"))
        for name, body in definitions
        if body
    )
    picked = (name for name, said in sentences if said and _PICKS_AN_EVENT.match(said))
    sets = (item[1] for section in ("scales", "choices") for item in _items(tree, section))
    values = (each for listed in sets if isinstance(listed, Items) for each in _spellings(listed))
    kinds = tuple(name for name, _ in _items(tree, "events"))
    return Spoken(kinds, frozenset(map(fold, picked)), frozenset(map(fold, values)), frozenset(map(fold, names)))


def _items(tree: Tree, key: str) -> Iterator[tuple[str, Tree]]:
    entry = tree.entries.get(key) if isinstance(tree, Map) else None
    if entry is not None and isinstance(entry.value, Map):
        yield from ((each.key.value, each.value) for each in entry.value.entries.values())


def _spellings(values: Items) -> Iterator[str]:
    for value in values.items:
        if isinstance(value, Text):
            yield value.value
        elif isinstance(value, Map):
            for entry in value.entries.values():
                yield entry.key.value
                if isinstance(entry.value, Map):
                    yield from (text.value for text in ItemKeys(entry.key, entry.value, []).texts("also"))
