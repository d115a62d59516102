"""A policy document for other programs: dictionaries, lists and texts only."""

from __future__ import annotations

from dataclasses import fields

from ilacs_rules.documents.policy_document.content import Block, Link, Page, PolicyDocument, Section


def document_as_data(document: PolicyDocument) -> dict[str, object]:
    """Pages of sections of blocks; a link is an object, plain words are a text."""
    return {
        "on": document.on.isoformat(),
        "publisher": document.publisher,
        "in force": document.in_force,
        "pages": [_page(page) for page in document.pages],
    }


def _page(page: Page) -> dict[str, object]:
    return {
        "number": page.number,
        "name": page.name,
        "title": page.title,
        "blocks": [_block(block) for block in page.blocks],
        "sections": [_section(section) for section in page.sections],
    }


def _section(section: Section) -> dict[str, object]:
    return {
        "number": section.number,
        "anchor": section.anchor,
        "title": section.title,
        "rule": None if section.rule is None else section.rule.anchor,
        "blocks": [_block(block) for block in section.blocks],
    }


def _block(block: Block) -> dict[str, object]:
    return {"kind": block.kind} | {each.name: _plain(getattr(block, each.name)) for each in fields(block)}


def _plain(value: object) -> object:
    if isinstance(value, Link):
        to = {"address": value.address} if value.address else {"anchor": value.anchor}
        return {"text": value.text, **to}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value
