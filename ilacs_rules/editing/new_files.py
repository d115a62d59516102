"""New files that begin right: a policy, a version of one, a worked example; each checks clean as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from ilacs_rules.assurance.example_text import example_lines
from ilacs_rules.assurance.outcomes import Outcome, outcome_for
from ilacs_rules.editing.formatting import end_of_lines
from ilacs_rules.editing.pieces import is_in_brackets
from ilacs_rules.language.dates import add_months
from ilacs_rules.language.dates_in_words import day_in_words
from ilacs_rules.model.case import Case
from ilacs_rules.model.decision import Decision
from ilacs_rules.model.partial import first_of
from ilacs_rules.model.version import Version
from ilacs_rules.policy.tree import Items, Map, Text
from ilacs_rules.policy.yaml_reader import read_tree
from ilacs_rules.text.diagnostics import Severity
from ilacs_rules.text.reading import read_source
from ilacs_rules.text.source import Source
from ilacs_rules.workspace.errors import PolicyError
from ilacs_rules.workspace.given import Where
from ilacs_rules.workspace.workspace import Workspace

T = TypeVar("T")

_SUFFIX = ".yaml"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_POLICY = """\
# A policy to begin with: write each text anew, and then what is really due. It can be checked at any time.
policy: {name}
title: {title}
publisher: Name of the publisher
status: draft
published: {start}
in force:
  from: {start}
subject: case

sources:
  announcement:
    title: Title of the document that says so

events:
  inspection:
    means: What happens then, in a sentence.

requirements:
  inspection:
    source: announcement
    event: inspection
    due: every 3 years after end of latest inspection

examples:
  - name: Three years after an inspection the next one is due
    on: {start}
    events:
      - {{event: inspection, on: {start}}}
    expect:
      inspection: {{target: {target}, status: not yet open}}
"""
_VERSION = """\
# What is not named here stays as the version of {before} has it.
policy: {name}
amends: {before}
published: {start}
in force:
  from: {start}
summary: What this version changes, in a sentence for readers.
"""


class CannotBeginError(ValueError):
    """Nothing can be begun as it was asked for; the message says why, for whoever asked."""


@dataclass(frozen=True, slots=True)
class NewText:
    """A text for a file: a new one, or a file that there is with something added; and what to do next."""

    path: Path
    text: str
    next_steps: tuple[str, ...]


def new_policy(folder: Path, start: date) -> NewText:
    """A small policy in a folder of its name, in force from a day. Raises CannotBeginError for what is no name."""
    name = folder.name
    if not _NAME.fullmatch(name):
        raise CannotBeginError(
            f"“{name}” cannot name a policy: take small letters, numbers and hyphens, as fire-safety"
        )
    target = add_months(start, 36)
    if target is None:
        raise CannotBeginError(f"{start} is too late for an example that looks three years ahead")
    title = name.replace("-", " ").capitalize()
    text = _POLICY.format(name=name, title=title, start=start, target=target)
    steps = (
        "write its title, its publisher and its source, and who or what it is about under “subject”",
        "put what happens under “events”, and what is due under “requirements”; docs/tutorial.md goes through it",
        f"then: ilacs-rules check {folder.as_posix()}",
    )
    return NewText(folder / f"{start}{_SUFFIX}", text, steps)


def new_version(workspace: Workspace, policy: Path, start: date) -> NewText:
    """An amendment to the last version before a day, which changes nothing yet.

    Raises PolicyError where the policy cannot be used, and CannotBeginError where no version is before that day.
    """
    folder = policy if policy.is_dir() else policy.parent
    versions = [each.version for each in workspace.load(folder).versions]
    before = [each for each in versions if each.start < start]
    if not before:
        raise CannotBeginError(f"no version comes into force before {start}: the first is that of {versions[0].start}")
    name, last = before[-1].text.policy.value, before[-1].start
    after = [each.start for each in versions if each.start > start]
    steps = [
        "write under “published” the day on which it is made known, and in “summary” what changes",
        "take up only what does, under the keys that it has in the text before",
        f"give each change its source and an example; then: ilacs-rules check {folder.as_posix()}",
        f"what it changes in plain words: ilacs-rules changes {folder.as_posix()} --from {last} --to {start}",
    ]
    if after:
        steps.insert(0, f"there is a later version, of {after[0]}: “amends: {start}” there builds it on this one")
    text = _VERSION.format(name=name, before=last, start=start)
    return NewText(folder / f"{start}{_SUFFIX}", text, tuple(steps))


def new_example(
    workspace: Workspace, policy: Path, cases: Where, on: date, *, name: str | None = None, mapping: Where | None = None
) -> NewText:
    """The file of the version in force on a day, with a case as a worked example more: it expects what comes out now.

    Raises PolicyError where policy or cases cannot be used, NotInForce, and CannotBeginError where the case cannot be
    told as an example.
    """
    question = workspace.ask(policy, cases, on, mapping=mapping, names=() if name is None else (name,))
    if len(question.cases) != 1:
        names = ", ".join(case.name for case in question.cases[:5])
        raise CannotBeginError(f"there are {len(question.cases)} cases; name one with --case: {names}, …")
    version = question.program.version
    case = _as_known_to(version, question.cases[0], on)
    decisions = replace(question, cases=(case,)).decide().decisions
    if not decisions:
        raise CannotBeginError(f"nothing can be decided of {case.name}")
    source, found = read_source(version.text.origin.name)
    if source is None:
        raise PolicyError(found)
    title = _free_name(f"{case.name} on {day_in_words(on)}", version.text.examples)
    comment = ["confirm: this is what the policy gives now; where it is right, say in the name what it shows"]
    lines = example_lines(title, on, case, _expected(decisions[0]), version.vocabulary, comment)
    path = Path(source.name)
    text = _with_example(source, lines)
    _need_it_to_hold(workspace, path, text)
    steps = (
        "go through what it expects: it is what the policy gives now, and nobody has said yet that this is right",
        "then give it a name that says what it shows, leave out what does not matter, and take “# confirm” away",
        f"then: ilacs-rules check {policy.as_posix()}",
    )
    return NewText(path, text, steps)


def _as_known_to(version: Version, case: Case, on: date) -> Case:
    """A case with what had begun by a day, and of that what the version has a word for."""
    known = version.vocabulary.events
    begun = [event for event in case.events if event.kind in known and first_of(event.start) <= on]
    events = [replace(each, fields=_among(each.fields, known[each.kind].records)) for each in begun]
    return replace(
        case,
        facts=_among(case.facts, version.vocabulary.facts),
        events=tuple(events),
        complete_from=_among(case.complete_from, known),
    )


def _among(told: Mapping[str, T], known: Mapping[str, object]) -> dict[str, T]:
    return {name: value for name, value in told.items() if name in known}


def _expected(decision: Decision) -> dict[str, Outcome]:
    """What applies or cannot be told; where nothing does, that none of it applies."""
    version = decision.version
    told = {each.words: outcome_for(each, decision) for each in version.requirements.values()}
    applying = {words: outcome for words, outcome in told.items() if outcome not in ("does not apply", [])}
    return applying or {words: outcome for words, outcome in told.items() if outcome != []}


def _free_name(wanted: str, examples: Iterable[object]) -> str:
    texts = [each.entries["name"].value for each in examples if isinstance(each, Map) and "name" in each.entries]
    taken = {text.value for text in texts if isinstance(text, Text)}
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted} ({number})"
    return name


def _with_example(source: Source, lines: list[str]) -> str:
    """A text with an item more at the end of its examples, as far in as those before it."""
    tree, _ = read_tree(source)
    entry = None if tree is None else tree.entries.get("examples")
    end_of_line = end_of_lines(source.text)
    if entry is None:
        return end_of_line.join([source.text.rstrip(), "", "examples:", *lines, ""])
    if not isinstance(entry.value, Items) or is_in_brackets(entry.value):
        raise CannotBeginError(f"{source.name} has its examples in brackets: write them as a list first")
    place = entry.value.items[0].span.start
    dash = source.text.rfind("-", 0, place)
    indent = dash - source.text.rfind("\n", 0, dash) - 1
    end = source.text.find("\n", len(source.text[: entry.value.span.end].rstrip()))
    before, after = (source.text, "") if end < 0 else (source.text[:end].rstrip("\r"), source.text[end + 1 :])
    return end_of_line.join([before, "", *(" " * indent + line[2:] for line in lines), after])


def _need_it_to_hold(workspace: Workspace, path: Path, text: str) -> None:
    workspace.open(path, text)
    try:
        _, found = workspace.check(path)
    finally:
        workspace.close(path)
    wrong = next((each.message for each in found if each.severity is Severity.ERROR), None)
    if wrong is not None:
        raise CannotBeginError(f"nothing was written, for with this example the policy would have an error: {wrong}")
