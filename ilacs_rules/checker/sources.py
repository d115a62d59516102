"""Sources and their paragraphs, cited and declared, and definitions nobody uses."""

from __future__ import annotations

from collections.abc import Iterator

from ilacs_rules.checker.scope import Findings, place
from ilacs_rules.language.names import fold
from ilacs_rules.policy.model import Citation, SourceText, VersionText
from ilacs_rules.policy.tree import Map, Text
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import has_errors
from ilacs_rules.text.nearest import nearest


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
        if findings.uses_repealed(folded, citation.source.span):
            continue
        misspelt = True
        meant = nearest(folded, text.sources)
        hint = None
        if meant is not None:
            declared = text.sources[meant].name
            hint = f"did you mean “{declared.value}” ({place(declared.span, citation.source.span)})?"
        message = f"there is no source “{citation.source.value}”"
        findings.report(Code.UNKNOWN_SOURCE, message, citation.source.span, hint or "declare it under “sources”")
    for name, source in text.sources.items():
        if name not in cited and not misspelt and not text.unreadable:
            message = f"the source “{source.name.value}” is never cited"
            findings.report(Code.UNCITED_SOURCE, message, source.name.span, "cite it with “source:” or take it out")
    for requirement in text.requirements.values():
        if not requirement.source and requirement.assumes is None:
            message = f"“{requirement.name.value}” cites no source"
            hint = "say where it comes from with “source:”, or that it is your own with “assumes:”"
            findings.report(Code.NO_SOURCE, message, requirement.name.span, hint)


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
    if text.unreadable or has_errors(findings.diagnostics):
        return
    expected = {key for example in text.examples for key in _expected(example)}
    for name, definition in text.definitions.items():
        if name not in findings.used and name not in expected and not definition.source:
            message = f"nothing uses the definition “{definition.name.value}”"
            findings.report(Code.UNUSED_DEFINITION, message, definition.name.span, "use it, or take it out")


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
