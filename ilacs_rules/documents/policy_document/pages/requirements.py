"""The requirements: each in plain English, with its source, its strength, and the dates it leads to in an example."""

from __future__ import annotations

from ilacs_rules.assurance.examples import expected_of
from ilacs_rules.checker.version import Requirement
from ilacs_rules.documents.policy_document.anchors import anchor
from ilacs_rules.documents.policy_document.content import Block, Link, Listing, Page, Paragraph, Section, Words
from ilacs_rules.documents.policy_document.material import Material, rule_link
from ilacs_rules.engine.decision import Decision
from ilacs_rules.explain import values
from ilacs_rules.explain.english import capital, quoted, sentence
from ilacs_rules.explain.requirements import STRENGTHS, requirement_section
from ilacs_rules.explain.version import pause_section, priority_section, transition_section
from ilacs_rules.explain.why import why


def requirements_page(material: Material) -> Page:
    """What must be done, and what bends it: pauses, transitions, and who comes first."""
    version = material.version
    used = {requirement.strength for requirement in version.requirements.values()}
    strengths = tuple((f"“{strength}”: {meaning}",) for strength, meaning in STRENGTHS.items() if strength in used)
    lead: tuple[Block, ...] = (
        Paragraph(("How binding each requirement is, is said in one of these ways:",)),
        Listing(strengths),
    )
    sections = [_requirement(material, requirement) for requirement in version.requirements.values()]
    for kind, section_name, said in (
        ("pause", "pauses", [pause_section(each, version) for each in version.pauses.values()]),
        ("transition", "transition", [transition_section(each, version) for each in version.transitions.values()]),
        ("priority", "priorities", [priority_section(each, version) for each in version.priorities.values()]),
    ):
        for each in said:
            own = anchor(kind, each.name)
            title = f"{capital(kind)}: {each.title}"
            sections.append(
                Section(own, title, tuple(material.said(each, own)), rule=rule_link(section_name, each.name))
            )
    return Page("requirements", "What must be done", lead, tuple(sections))


def _requirement(material: Material, requirement: Requirement) -> Section:
    own = anchor("requirement", requirement.name)
    said = requirement_section(requirement, material.version)
    blocks: list[Block] = [
        Paragraph(material.linked(" ".join(said.sentences), own)),
        Paragraph((requirement.strength,), "Strength"),
    ]
    blocks += _worked(material, requirement)
    blocks += material.footing(said, own)
    return Section(own, said.title, tuple(blocks), rule=rule_link("requirements", requirement.name))


def _worked(material: Material, requirement: Requirement) -> list[Block]:
    """The requirement in the first case that fits: an example that is about it, any example, a situation."""
    name = requirement.name
    examples = [
        (result.decision, Link(quoted(result.name), anchor("example", str(number))), result)
        for number, result in enumerate(material.examples, 1)
    ]
    about_it = [(decision, link) for decision, link, result in examples if name in expected_of(result.example)]
    others = [(decision, link) for decision, link, _ in examples]
    situations = [
        (decision, Link(capital(situation.words), anchor("case", situation.name)))
        for situation, decision in material.situations
    ]
    for decision, link in (*about_it, *others, *situations):
        if decision is not None and _has_dates(decision, name):
            return [Paragraph(_reckoned(decision, name, link), "Worked example")]
    return []


def _has_dates(decision: Decision, requirement: str) -> bool:
    obligations = (each for each in decision.obligations if each.requirement == requirement)
    return any(each.target or each.closes or each.opens for each in obligations)


def _reckoned(decision: Decision, requirement: str, name: Link) -> Words:
    accounts = why(decision, requirement).accounts
    account = next((each for each in accounts if each.dates), accounts[0])
    told = sentence(f"on {values.day(decision.on)} it is {account.verdict}")
    return name, ": ", " ".join((*account.because, *account.dates, told))
