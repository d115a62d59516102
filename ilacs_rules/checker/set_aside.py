"""Warnings and notes that a file sets aside, for one place or for all of it, each with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ilacs_rules.policy.comments import texts_of
from ilacs_rules.policy.model import VersionText
from ilacs_rules.policy.tree import Entry, Map
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic, Severity
from ilacs_rules.text.nearest import did_you_mean
from ilacs_rules.text.source import Span

_KEY = "set aside"


@dataclass(frozen=True, slots=True)
class _SetAside:
    """A code that is set aside, where it is said, and in which stretches of a file; None for the whole of it."""

    code: str
    said: Span
    file: str
    name: str | None = None
    stretches: tuple[tuple[int, int], ...] | None = None

    def holds_of(self, finding: Diagnostic) -> bool:
        if finding.severity is Severity.ERROR:
            return False
        if finding.code.value != self.code or finding.span.source.name != self.file:
            return False
        return self.stretches is None or any(first <= finding.span.start < end for first, end in self.stretches)


def without_set_aside(texts: Iterable[VersionText], found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings without those that a file sets aside for what it writes itself."""
    said = [each for text in texts for each in _said(text)]
    return [finding for finding in found if not any(each.holds_of(finding) for each in said)]


def check_set_aside(texts: Iterable[VersionText], found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """What is to be said of what is set aside, of all that was found: that it does not occur, or cannot be."""
    findings = list(found)
    for text in texts:
        for each in _said(text):
            if any(each.holds_of(finding) for finding in findings):
                continue
            yield _in_vain(each, text)


def _in_vain(each: _SetAside, text: VersionText) -> Diagnostic:
    if each.code not in tuple(Code) or each.code.startswith("E"):
        what = "is an error, which has to be mended" if each.code in tuple(Code) else "is no code of a finding"
        hint = did_you_mean(each.code, [code.value for code in Code if not code.value.startswith("E")])
        return Diagnostic(Code.SET_ASIDE_IN_VAIN, f"“{each.code}” {what}", each.said, hint or "take it out")
    if each.stretches == ():
        names = [entry.key.value for section in _sections(text) for entry in section.values()]
        hint = did_you_mean(each.name or "", names) or "write the name of what stands in this file"
        return Diagnostic(Code.SET_ASIDE_IN_VAIN, f"this file writes nothing called “{each.name}”", each.said, hint)
    where = "in this file" if each.name is None else f"at “{each.name}”"
    return Diagnostic(Code.SET_ASIDE_IN_VAIN, f"nothing is told as {each.code} {where}", each.said, "take it out")


def _said(text: VersionText) -> Iterator[_SetAside]:
    section = None if text.tree is None else text.tree.entries.get(_KEY)
    for entry in section.value.entries.values() if section is not None and isinstance(section.value, Map) else ():
        code, file = entry.key.value.upper(), text.origin.name
        if not isinstance(entry.value, Map):
            yield _SetAside(code, entry.key.span, file)
            continue
        for name, reason in entry.value.entries.items():
            stretches = tuple(_stretches(text, name))
            yield _SetAside(code, reason.key.span, file, reason.key.value, stretches)


def _stretches(text: VersionText, name: str) -> Iterator[tuple[int, int]]:
    """Where a file itself writes what has a name: from its first to its last word."""
    for section in _sections(text):
        item = section.get(name)
        spans = [] if item is None else [item.key.span, *(each.span for _, each, _ in texts_of(item.value))]
        own = [span for span in spans if span.source.name == text.origin.name]
        if own:
            yield min(span.start for span in own), max(span.end for span in own)


def _sections(text: VersionText) -> Iterator[Mapping[str, Entry]]:
    """The named items of a version, section by section."""
    for key, section in text.tree.entries.items() if text.tree is not None else ():
        if key != _KEY and isinstance(section.value, Map):
            yield section.value.entries
