"""Sources and their paragraphs, cited and declared, and definitions nobody uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ilacs_rules.checker.scope import Findings, place
from ilacs_rules.language.names import fold
from ilacs_rules.policy.cited import Citation, SourceText
from ilacs_rules.policy.model import VersionText
from ilacs_rules.policy.tree import Map, Text
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic, has_errors
from ilacs_rules.text.nearest import nearest
from ilacs_rules.text.source import Span


def check_sources(text: VersionText, findings: Findings) -> None:
    """Every cited source is declared (E601), every declared one cited (W602), every requirement cites one (W604).

    Where a source lists its paragraphs, none stands there twice (E311), and no other is cited (E609). A source is not
    called uncited where a citation is misspelt or could not be read.
    """
    listed = {name: _paragraphs(source, findings) for name, source in text.sources.items()}
    cited, misspelt = set(), False
    for citation in _citations(text):
        folded = fold(citation.source.value)
        cited.add(folded)
        if folded in text.unreadable:
            continue
        if folded in text.sources:
            _check_pinpoint(citation, text.sources[folded], listed[folded], findings)
            continue
        if folded in text.perhaps or findings.uses_repealed(folded, citation.source.span):
            continue
        misspelt = True
        meant = nearest(folded, text.sources)
        hint = _end_of_item(citation, text) or _comma_missing(citation, text)
        if hint is None and meant is not None:
            declared = text.sources[meant].name
            hint = f"did you mean “{declared.value}” ({place(declared.span, citation.source.span)})?"
        message = f"there is no source “{citation.source.value}”"
        findings.report(Code.UNKNOWN_SOURCE, message, citation.source.span, hint or "declare it under “sources”")
    for name, source in text.sources.items():
        if name not in cited and not misspelt and text.is_whole:
            message = f"the source “{source.name.value}” is never cited"
            hint = "cite it with “source:” or take it out"
            _report_idle(Code.UNCITED_SOURCE, message, hint, source.name, text, findings)
    for requirement in text.requirements.values():
        if not requirement.source and requirement.assumes is None:
            message = f"“{requirement.name.value}” cites no source"
            hint = "say where it comes from with “source:”, or that it is your own with “assumes:”"
            findings.report(Code.NO_SOURCE, message, requirement.name.span, hint)


def _end_of_item(citation: Citation, text: VersionText) -> str | None:
    """For `source: [scheme, chapter 2]`: what to write, since the comma ends the item."""
    cited = citation.source
    before = cited.span.source.text[: cited.span.start].rstrip(" \n")
    if not before.endswith(",") or citation.pinpoint is not None:
        return None
    items = [each.strip() for each in before[:-1].rpartition("[")[2].split(",")]
    source = next((each for each in reversed(items) if fold(each) in text.sources), None)
    if source is None:
        return None
    written = f"{source}, {cited.value}"
    more = cited.span.source.text[cited.span.end :].lstrip(" \n").startswith(",")
    if items == [source] and not more:
        return f"between [ ] a comma ends the item: write “source: {written}”, or put each item in quotes"
    return f'between [ ] a comma ends the item: write “"{written}"” with the quotation marks'


def _comma_missing(citation: Citation, text: VersionText) -> str | None:
    """For `scheme chapter 2`, `scheme; chapter 2` and `chapter 2 of scheme`: what to write."""
    words = citation.source.value.strip()
    for source in text.sources.values():
        if fold(words) == fold(source.title):
            named = source.name.value + (f", {citation.pinpoint.value}" if citation.pinpoint else "")
            return f"write “{named}”: a source is cited by its name here, not by its title"
    for source in text.sources.values():
        called = re.escape(source.name.value)
        found = re.fullmatch(rf"{called}(?:\s*[;:]\s*|\s+[-–—]?\s*|\s*[-–—/]\s*)(\S.*)", words, re.IGNORECASE)
        found = found or re.fullmatch(rf"(\S.*?)\s+of\s+(?:the\s+)?{called}", words, re.IGNORECASE)
        if found is not None:
            return f"write “{source.name.value}, {found[1]}”"
    return None


def _paragraphs(source: SourceText, findings: Findings) -> dict[str, Text]:
    """The paragraphs a source lists, by their folded pinpoints; E311 for one that stands there twice."""
    listed: dict[str, Text] = {}
    for paragraph in source.paragraphs:
        pinpoint = paragraph.pinpoint
        first = listed.setdefault(fold(pinpoint.value), pinpoint)
        if first is not pinpoint:
            message = f"“{pinpoint.value}” stands twice in “{source.name.value}”"
            related = ((first.span, "first here"),)
            findings.report(Code.DECLARED_TWICE, message, pinpoint.span, "keep one of them", related)
    return listed


def _check_pinpoint(citation: Citation, source: SourceText, listed: dict[str, Text], findings: Findings) -> None:
    """E609 for a paragraph that is not among those its source lists, if it lists any."""
    pinpoint = citation.pinpoint
    if pinpoint is None or not listed or fold(pinpoint.value) in listed:
        return
    meant = nearest(fold(pinpoint.value), listed)
    hint = "correct it, or add it to the “paragraphs” of that source"
    if meant is not None:
        like = listed[meant]
        hint = f"did you mean “{like.value}” ({place(like.span, pinpoint.span)})?"
    message = f"“{source.name.value}” lists no “{pinpoint.value}”"
    findings.report(Code.UNKNOWN_PARAGRAPH, message, pinpoint.span, hint)


def check_unused(text: VersionText, findings: Findings) -> None:
    """A definition that nothing uses, cites or expects is probably a slip (W603).

    Where something could not be read or understood, it may be what uses it: nothing is said then.
    """
    if not text.is_whole or has_errors(findings.diagnostics):
        return
    expected = {key for example in text.examples for key in _expected(example)}
    for name, definition in text.definitions.items():
        if name not in findings.used and name not in expected and not definition.source:
            message = f"nothing uses the definition “{definition.name.value}”"
            _report_idle(Code.UNUSED_DEFINITION, message, "use it, or take it out", definition.name, text, findings)


def _report_idle(code: Code, message: str, hint: str, name: Text, text: VersionText, findings: Findings) -> None:
    """Report what has no use in a version: at its declaration, or, where an earlier version wrote that, in this one.

    There it may have had a use; `told_before` takes the second away where the first was told.
    """
    if name.span.is_of(text.origin):
        findings.report(code, message, name.span, hint)
    else:
        hint = f"end it here with “{name.value}: repealed”, or use it"
        related = ((name.span, "written here"),)
        findings.report(code, f"{message} in this version", heading(text), hint, related)


def heading(text: VersionText) -> Span:
    """Where a version says from which day it is in force."""
    entry = text.tree.entries.get("in force") if text.tree is not None else None
    return entry.key.span if entry is not None and entry.key.span.is_of(text.origin) else text.policy.span


def told_before(found: list[Diagnostic]) -> list[Diagnostic]:
    """Findings without those of later versions on what has no use already in the version that wrote it."""
    idle = (Code.UNCITED_SOURCE, Code.UNUSED_DEFINITION)
    told = {(each.code, each.span) for each in found if each.code in idle and not each.related}
    return [
        each
        for each in found
        if each.code not in idle or not each.related or (each.code, each.related[0][0]) not in told
    ]


def _citations(text: VersionText) -> Iterator[Citation]:
    for definition in text.definitions.values():
        yield from definition.source
    for requirement in text.requirements.values():
        yield from requirement.source
    for priority in text.priorities.values():
        yield from priority.source
    for pause in text.pauses.values():
        yield from pause.source
    for transition in text.transitions.values():
        yield from transition.source


def _expected(example: object) -> Iterator[str]:
    if isinstance(example, Map):
        expect = example.entries.get("expect")
        if expect is not None and isinstance(expect.value, Map):
            yield from expect.value.entries
