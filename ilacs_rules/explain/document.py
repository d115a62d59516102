"""Explained rules as a plain structure: parts of sections of sentences. Text, JSON and documents are made from it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ilacs_rules.explain.english import sentence
from ilacs_rules.model.version import Definition, Pause, Priority, Requirement, Transition
from ilacs_rules.policy.cited import Citation
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.frozen import frozen
from ilacs_rules.text.machine import with_findings
from ilacs_rules.text.printing import wrapped

INDENT = "  "


@frozen
class Cited:
    """A pointer into a source, as readers see it."""

    source: str
    pinpoint: str | None = None

    def __str__(self) -> str:
        return f"{self.source}, {self.pinpoint}" if self.pinpoint else self.source


@frozen
class TableInWords:
    """A table in words: as many cells in each row as in the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@frozen
class Section:
    """One rule or definition. `name` is its folded name; `table` says in rows what `sentences` already say."""

    name: str
    title: str
    sentences: tuple[str, ...]
    sources: tuple[Cited, ...] = ()
    assumption: str | None = None
    note: str | None = None
    table: TableInWords | None = None


@frozen
class Part:
    """Sections under a heading."""

    heading: str
    sections: tuple[Section, ...]


@frozen
class Document:
    """A version of a policy, explained."""

    policy: str
    title: str
    version: date  # the day on which it came into force
    opening: tuple[str, ...]
    parts: tuple[Part, ...]

    def as_text(self, width: int = 80) -> str:
        """For the terminal: lines of at most `width` characters, without colours."""
        lines = [self.title, "=" * min(len(self.title), width), "", *wrapped(" ".join(self.opening), width)]
        for part in self.parts:
            lines += ["", part.heading, "-" * min(len(part.heading), width)]
            for section in part.sections:
                lines += ["", section.title]
                for paragraph in paragraphs(section):
                    lines += wrapped(paragraph, width, INDENT)
        return "\n".join(lines) + "\n"

    def as_data(self, beside: Iterable[Diagnostic] = ()) -> dict[str, object]:
        """What the command line prints of it as JSON, with what was found `beside` it."""
        parts = [
            {"heading": part.heading, "sections": [_section_json(s) for s in part.sections]} for part in self.parts
        ]
        asked = {"policy": self.policy, "title": self.title, "version": self.version.isoformat()}
        return with_findings({**asked, "opening": list(self.opening), "parts": parts}, beside)


def cited(citations: Iterable[Citation]) -> tuple[Cited, ...]:
    """The citations of a rule, as readers see them."""
    return tuple(Cited(each.source.value, each.pinpoint.value if each.pinpoint else None) for each in citations)


def grounds(
    rule: Requirement | Definition | Priority | Pause | Transition,
) -> tuple[tuple[Cited, ...], str | None, str | None]:
    """What a rule rests on: its sources, what is ours in it, a remark."""
    return cited(rule.source), rule.assumes, rule.note


def source_sentence(sources: tuple[Cited, ...]) -> str:
    """Where a rule comes from: `Source: announcement, bullet 1.`."""
    return sentence(f"{'Source' if len(sources) == 1 else 'Sources'}: {'; '.join(map(str, sources))}")


def assumption_sentence(assumption: str, of: str | None = None) -> str:
    """What the source leaves open and the policy file decides, marked as such; `of` is what it is about."""
    about = "" if of is None else f" on “{of}”"
    return sentence(f"Our assumption{about}, not the source’s: {one_line(assumption)}")


def paragraphs(section: Section) -> list[str]:
    """A section as paragraphs: what it says, where it comes from, what was assumed."""
    found = [" ".join(section.sentences)] if section.table is None else list(section.sentences)
    if section.sources:
        found.append(source_sentence(section.sources))
    if section.assumption:
        found.append(assumption_sentence(section.assumption))
    if section.note:
        found.append(sentence(f"Note: {one_line(section.note)}"))
    return found


def one_line(text: str) -> str:
    """A text of several lines in the file as one line."""
    return " ".join(text.split())


def cited_json(sources: tuple[Cited, ...]) -> list[dict[str, str | None]]:
    """Citations for other programs."""
    return [{"source": one.source, "pinpoint": one.pinpoint} for one in sources]


def _section_json(section: Section) -> dict[str, object]:
    shown: dict[str, object] = {
        "name": section.name,
        "title": section.title,
        "sentences": list(section.sentences),
        "sources": cited_json(section.sources),
        "assumption": section.assumption,
        "note": section.note,
    }
    if section.table is not None:
        shown["table"] = {"header": list(section.table.header), "rows": [list(row) for row in section.table.rows]}
    return shown
