"""What a policy document is made of, free of any format: pages of numbered sections of blocks of linked words.

Templates turn each kind of block into HTML or Markdown; `kind` names the macro that does it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from itertools import groupby
from typing import ClassVar

from ilacs_rules.explain import values
from ilacs_rules.explain.publication import attributed, is_reconstruction, policy_of_publisher, standing
from ilacs_rules.model.as_data import asked_as_data
from ilacs_rules.model.version import Version
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.machine import with_findings


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an anchor of the document, or to an address outside it."""

    text: str
    anchor: str = ""
    address: str = ""
    is_term: bool = False  # a word explained elsewhere: linked quietly, as there are many
    says: str = ""  # of a sign, what it stands for


Words = tuple[str | Link, ...]
"""A text with links in it."""


def plain(words: Words) -> str:
    """The text without its links."""
    return "".join(each if isinstance(each, str) else each.text for each in words)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences. `label` stands before them where they are of a special kind: `Our assumption`."""

    kind: ClassVar[str] = "paragraph"
    words: Words
    label: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Points."""

    kind: ClassVar[str] = "listing"
    items: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """Sentences that only some readers want: shown when they ask for them, where the medium can do that."""

    kind: ClassVar[str] = "folded"
    summary: str
    items: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class TableBlock:
    """Rows under a header; the first cell of each row names it, or where it is the same several rows together."""

    kind: ClassVar[str] = "table"
    caption: str
    header: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]

    @property
    def together(self) -> tuple[int, ...]:
        """For each row how many, from it on, begin with the same cell; 0 for one that the row before names already."""
        found: list[int] = []
        for _, alike in groupby(self.rows, key=lambda row: row[0]):
            number = len(list(alike))
            found += [number, *([0] * (number - 1))]
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG with its text equivalent, sentence by sentence. `name` is that of its file."""

    kind: ClassVar[str] = "picture"
    name: str
    title: str
    svg: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleText:
    """The text of one rule as the policy file has it, where it was written, and the section that says it in English."""

    kind: ClassVar[str] = "rule_text"
    anchor: str
    title: str
    lines: tuple[str, ...]
    written: str
    said: Link | None = None


Block = Paragraph | Listing | Folded | TableBlock | Picture | RuleText


@dataclass(frozen=True, slots=True)
class PageSection:
    """A numbered section. `rule` leads to the text of the rule it says."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    number: str = ""
    rule: Link | None = None

    def as_data(self) -> dict[str, object]:
        """The section as dictionaries, lists and texts."""
        return {
            "number": self.number,
            "anchor": self.anchor,
            "title": self.title,
            "rule": None if self.rule is None else self.rule.anchor,
            "blocks": [_block_as_data(block) for block in self.blocks],
        }


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site, a chapter of the whole: its name is that of its file, and its anchor."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    sections: tuple[PageSection, ...] = ()
    number: str = ""

    def as_data(self) -> dict[str, object]:
        """The page as dictionaries, lists and texts."""
        return {
            "number": self.number,
            "name": self.name,
            "title": self.title,
            "blocks": [_block_as_data(block) for block in self.blocks],
            "sections": [section.as_data() for section in self.sections],
        }


@dataclass(frozen=True, slots=True)
class OfAVersion:
    """What rests on a version of a policy, as at a day: what the head of its pages tells."""

    version: Version = field(repr=False)
    on: date

    @property
    def title(self) -> str:
        """That of the policy."""
        return self.version.title

    @property
    def publisher(self) -> str:
        """Whose policy it is."""
        return self.version.publisher

    @property
    def status(self) -> str:
        """What kind of text it is, in words; empty where that is not said."""
        return standing(self.version)

    @property
    def attributed(self) -> str:
        """Who speaks: the publisher, or of what it published others put the text together."""
        return attributed(self.version)

    @property
    def put_together_by_others(self) -> bool:
        """Whether nobody is named whose words it is: the publisher says nothing in it."""
        return is_reconstruction(self.version)

    @property
    def policy_of_publisher(self) -> str:
        """`the policy of Anyshire Council`, or a reconstruction of it."""
        return policy_of_publisher(self.version)


@dataclass(frozen=True, slots=True)
class PolicyDocument(OfAVersion):
    """A version of a policy as everybody reads it, on a day."""

    in_force: str  # the days on which the version is in force, in words
    pages: tuple[Page, ...]
    pages_by_anchor: dict[str, str] = field(default_factory=dict, repr=False)
    edition: str = ""  # whom it is for
    known: date | None = None  # what was published after that day is left aside

    @property
    def published(self) -> date:
        """When the version was published."""
        return self.version.published

    @property
    def as_known(self) -> str:
        """`as known on 29 November 2017`; without such a day all counts that was known when it was made."""
        return f"as known {'when it was made' if self.known is None else values.on_day(self.known)}"

    def pictures(self) -> Iterator[Picture]:
        """Every picture, in order."""
        for page in self.pages:
            for block in blocks_of(page):
                if isinstance(block, Picture):
                    yield block

    def as_data(self, beside: Iterable[Diagnostic] = ()) -> dict[str, object]:
        """What the command line prints of it as JSON, with what was found `beside` it.

        Pages of sections of blocks; a link is an object, plain words are a text.
        """
        answer = {
            **asked_as_data(self.version, self.on, self.known),
            "edition": self.edition,
            "status": None if self.version.status is None else self.version.status.value,
            "publisher": self.publisher,
            "in force": self.in_force,
            "pages": [page.as_data() for page in self.pages],
        }
        return with_findings(answer, beside)


def blocks_of(page: Page) -> Iterator[Block]:
    """Every block of a page, in order."""
    yield from page.blocks
    for section in page.sections:
        yield from section.blocks


def texts_of(section: PageSection) -> Iterator[str]:
    """All that a section says, without its links."""
    for block in section.blocks:
        match block:
            case Paragraph():
                yield f"{block.label}: {plain(block.words)}" if block.label else plain(block.words)
            case Listing() | Folded():
                yield from map(plain, block.items)
            case TableBlock():
                yield from (plain(cell) for row in (block.header, *block.rows) for cell in row)
            case Picture():
                yield from block.words
            case RuleText():
                yield from block.lines


def anchors_of(page: Page) -> Iterator[str]:
    """Every anchor on a page."""
    yield page.name
    yield from (section.anchor for section in page.sections)
    for block in blocks_of(page):
        if isinstance(block, Paragraph | RuleText) and block.anchor:
            yield block.anchor


def _block_as_data(block: Block) -> dict[str, object]:
    return {"kind": block.kind} | {each.name: _plain(getattr(block, each.name)) for each in fields(block)}


def _plain(value: object) -> object:
    if isinstance(value, Link):
        to = {"address": value.address} if value.address else {"anchor": value.anchor}
        return {"text": value.text, **to}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value
