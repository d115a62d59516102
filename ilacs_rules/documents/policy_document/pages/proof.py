"""What always holds, and the worked examples that are also the tests of the policy, each with its result."""

from __future__ import annotations

from ilacs_rules.assurance.examples import ExampleResult
from ilacs_rules.assurance.expectations import expectations
from ilacs_rules.assurance.guarantees import check_guarantee
from ilacs_rules.documents.policy_document.anchors import anchor
from ilacs_rules.documents.policy_document.content import (
    Block,
    Link,
    Listing,
    Page,
    PageSection,
    Paragraph,
    TableBlock,
    Words,
)
from ilacs_rules.documents.policy_document.material import Material, rule_link
from ilacs_rules.engine.moved import moved_by_what_comes
from ilacs_rules.explain import values
from ilacs_rules.explain.english import capital, sentence
from ilacs_rules.explain.given import given
from ilacs_rules.explain.needed import hangs_on_when_done
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.standing import PROVISIONAL, ahead
from ilacs_rules.explain.version import guarantee_section
from ilacs_rules.language.names import fold
from ilacs_rules.language.nouns import plural, the, with_article
from ilacs_rules.model.decision import Decision
from ilacs_rules.model.vocabulary import ENDED
from ilacs_rules.text.codes import Code


def guarantees_page(material: Material) -> Page:
    """The guarantees, each with how far it was found to hold."""
    sections = []
    subject = with_article(material.version.subject)
    can_end = ENDED in material.version.vocabulary.facts
    there = f" of {subject} that still exists" if can_end else ""
    for name, guarantee in material.version.guarantees.items():
        own = anchor("guarantee", name)
        said = guarantee_section(guarantee, Phrases(material.version))
        finding = check_guarantee(material.program, guarantee)
        if finding is None:
            result = f"This is proven for every possible case{there}."
        elif finding.code is not Code.GUARANTEE_BROKEN:
            result = sentence(finding.message)
        else:
            result = sentence(f"this does not hold: {finding.message}")
        blocks = (*material.said(said, own), Paragraph((result,), "Result"))
        sections.append(PageSection(own, said.title, blocks, rule=rule_link("guarantees", name)))
    while_there = f", while {the(material.version.subject)} exists" if can_end else ""
    lead = f"These statements are about every case that this version decides{while_there}. {_HOW_FAR}"
    if material.version.transitions:
        others = plural(material.version.subject)
        lead += f" {capital(others)} for which the rules of an earlier version go on are not meant."
    if not sections:
        lead = "The policy guarantees nothing of its own."
    return Page("guarantees", "What always holds", (Paragraph((lead,)),), tuple(sections))


_HOW_FAR = (
    "How far each holds was looked at when this document was made. It is called proven where it follows from its "
    "wording, or where a case of every kind that the rules can tell apart was tried. Where only some could be tried, "
    "the result says so."
)


def examples_page(material: Material) -> Page:
    """The worked examples in the order of the policy."""
    sections = tuple(_example(material, number, result) for number, result in enumerate(material.examples, 1))
    right = sum(1 for result in material.examples if not result.findings)
    lead = (
        f"These examples are part of the policy and are its tests: what each expects is compared with what the rules "
        f"decide. {right} of {len(material.examples)} come out as expected."
    )
    lead += _HOW_IT_STANDS
    if not sections:
        lead = "This version of the policy has no worked examples of its own."
    return Page("examples", "Worked examples", (Paragraph((lead,)),), sections)


_HOW_IT_STANDS = (
    " What is “open” may be done on the day asked about. What is “not yet open” comes later; where it is told when it "
    "opens, it may not be done before. What “may be done early” comes later too, but counts before its day as well."
)


def _example(material: Material, number: int, result: ExampleResult) -> PageSection:
    blocks: list[Block] = []
    if result.decision is not None:
        facts = given(result.decision.case, material.version)
        blocks.append(Paragraph((f"On {values.day(result.decision.on)}, this is known:",)))
        if result.decision.population is not None:
            facts = (*facts, sentence(f"there are {result.decision.population} cases in all"))
        blocks.append(Listing(tuple(material.linked(fact) for fact in facts)))
    ahead, moved = _lying_ahead(result.decision), _moved(result.decision)
    told = expectations(result.example, material.version.requirements, ahead, moved)
    expected = tuple((_named(material, name), (words,)) for name, words in told)
    blocks.append(TableBlock(f"What is expected in example {number}", (("What",), ("Expected",)), expected))
    if result.findings:
        said = " ".join(("Not as expected.", *(sentence(finding.message) for finding in result.findings)))
        blocks.append(Paragraph((said,), "Result"))
    else:
        blocks.append(Paragraph(("As expected: the rules decide exactly this.",), "Result"))
    return PageSection(
        anchor("example", str(number)), result.name, tuple(blocks), rule=rule_link("examples", str(number))
    )


def _moved(decision: Decision | None) -> dict[str, str]:
    """On what the day of something hangs that is provisional: it will be another once something else is done."""
    if decision is None:
        return {}
    ahead, moved = _lying_ahead(decision), moved_by_what_comes(decision)
    provisional = {name: by for name, by in moved.items() if ahead.get(name) == PROVISIONAL}
    return {name: f"its day {hangs_on_when_done(by, decision.version)}" for name, by in provisional.items()}


def _lying_ahead(decision: Decision | None) -> dict[str, str]:
    """How what may be done early, or is provisional, is told everywhere else."""
    owed = () if decision is None else decision.obligations
    return {each.requirement: early for each in owed if decision and (early := ahead(each, decision)) is not None}


def _named(material: Material, name: str) -> Words:
    """A requirement or definition by its label, linked."""
    version, folded = material.version, fold(name)
    if folded in version.requirements:
        return (Link(capital(version.requirements[folded].label), anchor("requirement", folded)),)
    if folded in version.definitions:
        return (Link(capital(version.definitions[folded].label), anchor("definition", folded)),)
    return (capital(name),)
