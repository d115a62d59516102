"""Warnings and notes that a file sets aside, each with a reason: for one place, for all of it, or for all versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ilacs_rules.policy.comments import texts_of
from ilacs_rules.policy.model import TableText, VersionText
from ilacs_rules.policy.tree import Entry, Map
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic, Severity
from ilacs_rules.text.nearest import did_you_mean
from ilacs_rules.text.source import Source, Span

_KEY = "set aside"
ALL_VERSIONS = "all versions"  # instead of a name: of all the files of the policy


Place = tuple[int, int]  # line and column
Stretch = tuple[str, Place, Place]
"""A file, and in it the places from which and up to which something stands."""


@dataclass(frozen=True, slots=True)
class _SetAside:
    """A code that is set aside, where it is said, of what has a `name` or of whole files, and where that stands."""

    code: str
    said: Span
    name: str | None
    stretches: tuple[Stretch, ...]

    def holds_of(self, finding: Diagnostic) -> bool:
        if finding.severity is Severity.ERROR or finding.code.value != self.code:
            return False
        file, place = finding.span.source.name, finding.span.begins
        return any(file == named and first <= place <= end for named, first, end in self.stretches)


def without_set_aside(texts: Iterable[VersionText], found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings without those that a file sets aside for what it writes itself, or for all versions."""
    together = list(texts)
    said = [each for text in together for each in _said(text, together)]
    return [finding for finding in found if not any(each.holds_of(finding) for each in said)]


def check_set_aside(texts: Iterable[VersionText], found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """What is to be said of what is set aside, of all that was found: that it does not occur, or cannot be."""
    findings, together = list(found), list(texts)
    for text in together:
        for each in _said(text, together):
            if any(each.holds_of(finding) for finding in findings):
                continue
            yield _in_vain(each, text)


def _in_vain(each: _SetAside, text: VersionText) -> Diagnostic:
    if each.code not in tuple(Code) or each.code.startswith("E"):
        what = "is an error, which has to be mended" if each.code in tuple(Code) else "is no code of a finding"
        hint = did_you_mean(each.code, [code.value for code in Code if not code.value.startswith("E")])
        return Diagnostic(Code.SET_ASIDE_IN_VAIN, f"“{each.code}” {what}", each.said, hint or "take it out")
    if not each.stretches:
        names = [entry.key.value for section in _sections(text) for entry in section.values()]
        hint = did_you_mean(each.name or "", names) or "write the name of what stands in this file"
        return Diagnostic(Code.SET_ASIDE_IN_VAIN, f"this file writes nothing called “{each.name}”", each.said, hint)
    where, hint = "in this file" if each.name is None else f"at “{each.name}”", "take it out"
    if each.name == ALL_VERSIONS:
        where, hint = "in any of the files that are checked", f"{hint}, if these are all the files of the policy"
    return Diagnostic(Code.SET_ASIDE_IN_VAIN, f"nothing is told as {each.code} {where}", each.said, hint)


def _said(text: VersionText, together: Sequence[VersionText]) -> Iterator[_SetAside]:
    """What a text sets aside; it is one of those of the policy `together`."""
    section = None if text.tree is None else text.tree.entries.get(_KEY)
    for entry in section.value.entries.values() if section is not None and isinstance(section.value, Map) else ():
        code = entry.key.value.upper()
        if not isinstance(entry.value, Map):
            yield _SetAside(code, entry.key.span, None, tuple(_whole(text)))
            continue
        for name, reason in entry.value.entries.items():
            of_all = (stretch for each in together for stretch in _whole(each))
            stretches = of_all if name == ALL_VERSIONS else _stretches(text, name)
            yield _SetAside(code, reason.key.span, reason.key.value, tuple(stretches))


def _whole(text: VersionText) -> Iterator[Stretch]:
    yield _all_of(text.origin)
    yield from (_all_of(table) for name in text.definitions for table in _tables_beside(text, name))


def _all_of(source: Source) -> Stretch:
    return source.name, (0, 0), source.line_and_column(len(source.text))


def _stretches(text: VersionText, name: str) -> Iterator[Stretch]:
    """Where a file itself writes what has a name: from its first to its last word; and all of its table beside."""
    for section in _sections(text):
        item = section.get(name)
        spans = [] if item is None else [item.key.span, *(each.span for _, each, _ in texts_of(item.value))]
        own = [span for span in spans if span.source.name == text.origin.name]
        if own:
            ends = (span.source.line_and_column(span.end) for span in own)
            yield text.origin.name, min(span.begins for span in own), max(ends)
    yield from map(_all_of, _tables_beside(text, name))


def _tables_beside(text: VersionText, name: str) -> Iterator[Source]:
    """The file of a table that a definition takes from beside the text, where this text says so."""
    definition = text.definitions.get(name)
    if definition is None or not isinstance(definition.body, TableText):
        return
    written = (item for section in _sections(text) if (item := section.get(name)) is not None)
    named = {
        each.span.source.name for item in written for path, each, _ in texts_of(item.value) if path[:1] == ("table",)
    }
    table = definition.body.span.source
    if text.origin.name in named and table.name != text.origin.name:
        yield table


def _sections(text: VersionText) -> Iterator[Mapping[str, Entry]]:
    """The named items of a version, section by section."""
    for key, section in text.tree.entries.items() if text.tree is not None else ():
        if key != _KEY and isinstance(section.value, Map):
            yield section.value.entries
