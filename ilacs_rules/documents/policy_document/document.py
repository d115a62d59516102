"""A whole policy document: its pages in order, numbered, and checked to hold every anchor that is linked to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ilacs_rules.documents.policy_document.content import Page, PolicyDocument, anchors_of
from ilacs_rules.documents.policy_document.edition import Edition, with_used_words, without_dead_links
from ilacs_rules.documents.policy_document.material import Material
from ilacs_rules.documents.policy_document.pages.changes import next_page
from ilacs_rules.documents.policy_document.pages.outcomes import outcomes_page
from ilacs_rules.documents.policy_document.pages.proof import examples_page, guarantees_page
from ilacs_rules.documents.policy_document.pages.readings import readings_page
from ilacs_rules.documents.policy_document.pages.requirements import requirements_page
from ilacs_rules.documents.policy_document.pages.rule_text import rule_text_page
from ilacs_rules.documents.policy_document.pages.sources import sources_page
from ilacs_rules.documents.policy_document.pages.start import start_page
from ilacs_rules.documents.policy_document.pages.versions import versions_page
from ilacs_rules.documents.policy_document.pages.words import words_page
from ilacs_rules.engine.policies import Policy
from ilacs_rules.explain.version import in_force
from ilacs_rules.text.collecting import collected_seldom

YEARS_AHEAD = 4  # that the pictures show, if nothing else is asked

_PUBLIC = (
    start_page,
    outcomes_page,
    requirements_page,
    next_page,
    words_page,
    readings_page,
    sources_page,
    versions_page,
)
_FULL = (
    start_page,
    outcomes_page,
    requirements_page,
    next_page,
    words_page,
    guarantees_page,
    examples_page,
    sources_page,
    versions_page,
    rule_text_page,
)


@collected_seldom()
def policy_document(
    policy: Policy,
    on: date,
    years: int = YEARS_AHEAD,
    *,
    known: date | None = None,
    edition: Edition = Edition.PUBLIC,
) -> PolicyDocument:
    """The document of the version in force on a day. Raises NotInForce if there is none.

    `known` is the day up to which `policy` holds what was published, if it is not all. The same policy, days and
    edition give the same document.
    """
    is_full = edition is Edition.FULL
    material = Material(policy, policy.in_force(on), on, years, is_full, known)
    made = tuple(page for make in (_FULL if is_full else _PUBLIC) if (page := make(material)) is not None)
    pages = made if is_full else without_dead_links(with_used_words(made, "words"))
    pages = tuple(_numbered(page, number) for number, page in enumerate(pages, 1))
    version = material.version
    return PolicyDocument(
        version,
        on,
        in_force(version),
        pages,
        {each: page.name for page in pages for each in anchors_of(page)},
        edition.value,
        known,
    )


def _numbered(page: Page, number: int) -> Page:
    sections = tuple(replace(each, number=f"{number}.{place}") for place, each in enumerate(page.sections, 1))
    return replace(page, number=str(number), sections=sections)
