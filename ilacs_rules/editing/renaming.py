"""One name written otherwise, in all versions of a policy, their tables and examples, and in cases beside them."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ilacs_rules.assurance.rewriting import rewritten
from ilacs_rules.editing.asked_cases import AskedCases, places_asked
from ilacs_rules.editing.case_names import files_beside, names_in, to_write_by_hand
from ilacs_rules.editing.desk import Desk, Findings
from ilacs_rules.editing.mentions import Mention, all_mentions
from ilacs_rules.editing.names import FACTS, WHAT_IT_IS, declared
from ilacs_rules.language.names import fold, in_expression
from ilacs_rules.model.vocabulary import CREATED, ENDED
from ilacs_rules.text.diagnostics import Diagnostic, Severity
from ilacs_rules.text.shipped import shipped
from ilacs_rules.text.source import Span

_DAYS = {CREATED: "first", ENDED: "last"}

Edits = dict[Path, list[tuple[Span, str]]]


class CannotRenameError(ValueError):
    """A name cannot be written so; the message says why, for whoever asked."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """What has to be written in which file; and what is left to a person, in a sentence for each file."""

    edits: Edits
    left: tuple[str, ...] = ()


def renamed(desk: Desk, path: Path, mention: Mention, new: str, asked: AskedCases | None = None) -> Renaming:
    """A name written otherwise in all versions of a policy, in their tables, and in the files of cases beside them.

    It is tried first: raises CannotRenameError where the policy would then have an error that it does not have now.
    """
    new = " ".join(new.split())
    edits = _in_policy(desk, path, mention, new)
    left = []
    places = places_asked(asked, desk.files)
    for version in desk.written(path).texts[:1]:
        for file in files_beside(desk, path, places):
            names, fault = names_in(desk, file, version, places)
            found = [each.span for each in names if _is(each, mention)]
            by_hand = to_write_by_hand(file, found, new)
            if by_hand is None:
                edits.setdefault(file, []).extend(_edit(span, new) for span in found)
            elif found:
                left.append(by_hand)
            if fault is not None:
                left.append(f"“{mention.name}” may still stand in {file.name}, which cannot be read: {fault.message}.")
    return Renaming({file: found for file, found in edits.items() if found}, tuple(left))


def _is(one: Mention, other: Mention) -> bool:
    return (one.section, one.name) == (other.section, other.name)


def _edit(span: Span, new: str) -> tuple[Span, str]:
    """What is written at a place; between single quotation marks each that is meant stands twice in YAML."""
    text = span.source.text
    quoted = text[span.start - 1 : span.start] == "'" == text[span.end : span.end + 1]
    return span, new.replace("'", "''") if quoted else new


def _in_policy(desk: Desk, path: Path, mention: Mention, new: str) -> Edits:
    if not _name_pattern().search(new):
        raise CannotRenameError(f"“{new}” cannot be a name: it holds a sign that means something else")
    if mention.section == FACTS and mention.name != fold(new):
        for name in {CREATED, ENDED} & {mention.name, fold(new)}:
            raise CannotRenameError(f"“{name}” is the {_DAYS[name]} day of a subject, and is so by this name alone")
    taken = [each for each in declared(desk.written(path).texts) if each.section == mention.section]
    if fold(new) != mention.name and any(each.name == fold(new) for each in taken):
        raise CannotRenameError(f"there is a {WHAT_IT_IS[mention.section]} called “{new}” already")
    edits: Edits = {}
    for each in all_mentions(desk, path, mention):
        text = in_expression(new) if each.in_sentence else new
        edits.setdefault(Path(each.span.source.name), []).append(_edit(each.span, text))
    wrong = first_new_error(desk.read(path), tried(desk, path, edits))
    if wrong is not None:
        raise CannotRenameError(f"with “{new}” the policy would have an error: {wrong.message}")
    return edits


def first_new_error(before: Findings, after: Findings) -> Diagnostic | None:
    """The first error, by code and file, of which there are more than before; None where no more is wrong."""
    known = Counter(map(_told, _errors(before)))
    for each in _errors(after):
        known[_told(each)] -= 1
        if known[_told(each)] < 0:
            return each
    return None


def tried(desk: Desk, path: Path, edits: Edits) -> Findings:
    """What would be found in a policy after some edits; the desk stays as it is."""
    sources = {file: desk.files.read(file)[0] for file in edits}
    texts = {file: rewritten(source, edits[file]) for file, source in sources.items() if source is not None}
    return desk.tried(path, texts)


def _errors(found: Findings) -> list[Diagnostic]:
    return [each for findings in found.values() for each in findings if each.severity is Severity.ERROR]


def _told(finding: Diagnostic) -> tuple[str, str]:
    return finding.code.value, finding.span.source.name


@cache
def _name_pattern() -> re.Pattern[str]:
    schema = json.loads(shipped("schemas/policy.schema.json").read_text(encoding="utf-8"))
    return re.compile(schema["$defs"]["name"]["pattern"])
