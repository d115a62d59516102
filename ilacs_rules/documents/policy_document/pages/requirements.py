"""The requirements: each in plain English, with its source, its strength, and the dates it leads to in an example."""

from __future__ import annotations

from ilacs_rules.checker.version import Requirement
from ilacs_rules.documents.policy_document.anchors import anchor
from ilacs_rules.documents.policy_document.content import Block, Link, Listing, Page, Paragraph, Section
from ilacs_rules.documents.policy_document.material import Material, rule_link
from ilacs_rules.engine.decision import Decision, Obligation
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
    """The first worked example in which the requirement leads to dates; without one, the first situation that does."""
    for number, result in enumerate(material.examples, 1):
        decision = result.decision
        if decision is not None and not result.findings and _dated(decision, requirement.name):
            name = Link(quoted(result.name), anchor("example", str(number)))
            return [Paragraph((*_reckoned(decision, requirement.name, name),), "Worked example")]
    for situation, decision in material.situations:
        if _dated(decision, requirement.name):
            name = Link(capital(situation.words), anchor("case", situation.name))
            return [Paragraph((*_reckoned(decision, requirement.name, name),), "Worked example")]
    return []


def _dated(decision: Decision, requirement: str) -> Obligation | None:
    for each in decision.obligations:
        if each.requirement == requirement and (each.target or each.closes or each.opens):
            return each
    return None


def _reckoned(decision: Decision, requirement: str, name: Link) -> tuple[str | Link, ...]:
    account = next(each for each in why(decision, requirement).accounts if each.dates or each.verdict)
    words = [*account.because, *(fact.text for fact in account.facts), *account.dates]
    told = sentence(f"on {values.day(decision.on)} it is {account.verdict}")
    return name, ": ", " ".join(dict.fromkeys((*words, told)))
