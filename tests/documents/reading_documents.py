"""Policy documents as plain lines, so that what they say can be compared and read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

import ilacs_rules
from ilacs_rules import PolicyDocument
from ilacs_rules.documents.policy_document.content import (
    Block,
    Folded,
    Link,
    Page,
    PageSection,
    Picture,
    RuleText,
    blocks_of,
    plain,
)
from ilacs_rules.documents.policy_document.rendering import Templates, pictures
from tests.policies import read_once

ROOT = Path(__file__).parents[2]
FIRE = ROOT / "examples" / "fire-safety"
LAUNCH = date(2018, 1, 1)


def document(policy: str | Path, on: date, edition: str = "full", known: date | None = None) -> PolicyDocument:
    return _made(policy, on, edition, known)


@cache
def _made(policy: str | Path, on: date, edition: str, known: date | None) -> PolicyDocument:
    return ilacs_rules.document(read_once(policy), on, edition=edition, known=known)


def every_document() -> list[tuple[str, str | Path, date]]:
    """Each shipped version, and the example: its name, its policy, the day it came into force."""
    shipped = [(name, program.version.start) for name in ("ilacs", "sif") for program in read_once(name).versions]
    return [*((f"{name} {start}", name, start) for name, start in shipped), ("fire-safety", FIRE, date(2024, 4, 1))]


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?]) (?=[“A-Z0-9①②③])", text)


def lines(found: PolicyDocument) -> list[str]:
    """Everything that a reader can read, sentence by sentence, each with the number and the title of its section."""
    told: list[str] = []
    for page in found.pages:
        told += [f"{page.number} {page.title} | {line}" for block in page.blocks for line in _block(block)]
        for section in page.sections:
            head = f"{section.number} {section.title}"
            told += [f"{head} | {line}" for block in section.blocks for line in _block(block)]
    return told


def digest(found: PolicyDocument) -> str:
    """The same for documents that are the same, byte by byte, in every form that we write ourselves."""
    make = Templates()
    texts = [make.whole(found), make.markdown(found), *make.site(found).values(), *pictures(found).values()]
    return sha256("".join(texts).encode()).hexdigest()


def _block(block: Block) -> Iterator[str]:
    match block.kind:
        case "paragraph":
            yield from sentences((f"{block.label}: " if block.label else "") + plain(block.words))
        case "listing" | "folded":
            yield from (plain(item) for item in block.items)
        case "table":
            yield " | ".join(plain(cell) for cell in block.header)
            yield from (" | ".join(plain(cell) for cell in row) for row in block.rows)
        case "picture":
            yield from (f"picture: {part}" for words in block.words for part in words.split("; "))
        case "rule_text":
            yield from block.lines


__all__ = [
    "FIRE",
    "LAUNCH",
    "ROOT",
    "Folded",
    "Link",
    "Page",
    "PageSection",
    "PolicyDocument",
    "RuleText",
    "Templates",
    "blocks_of",
    "digest",
    "document",
    "every_document",
    "lines",
    "pictures",
    "plain",
    "sentences",
]


def picture_of(found: PolicyDocument, name: str) -> Picture:
    """The one picture of a document that has a name."""
    (picture,) = [each for each in found.pictures() if each.name == name]
    return picture
