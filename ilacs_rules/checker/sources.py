"""Sources cited and declared, and definitions nobody uses."""

from __future__ import annotations

from collections.abc import Iterator

from ilacs_rules.checker.scope import Findings, place
from ilacs_rules.language.names import fold
from ilacs_rules.policy.model import Citation, VersionText
from ilacs_rules.policy.tree import Map
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import has_errors
from ilacs_rules.text.nearest import nearest


def check_sources(text: VersionText, findings: Findings) -> None:
    """Every cited source is declared (E601), every declared one cited (W602), every requirement cites one (W604).

    A source is not called uncited where a citation is misspelt or could not be read.
    """
    cited, misspelt = set(), False
    for citation in _citations(text):
        folded = fold(citation.source.value)
        cited.add(folded)
        if folded in text.sources or folded in text.unreadable:
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
