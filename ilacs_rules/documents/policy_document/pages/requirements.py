"""The requirements: each in plain English, with its source, its strength, and the dates it leads to in an example."""

from __future__ import annotations

from collections.abc import Iterator

from ilacs_rules.assurance.expectations import expected_of
from ilacs_rules.documents.policy_document.anchors import anchor
from ilacs_rules.documents.policy_document.content import Block, Link, Listing, Page, PageSection, Paragraph, Words
from ilacs_rules.documents.policy_document.material import Material, case_anchor, rule_link
from ilacs_rules.explain import values
from ilacs_rules.explain.english import capital, quoted, sentence
from ilacs_rules.explain.requirements import STRENGTHS, requirement_section
from ilacs_rules.explain.status import on_that_day
from ilacs_rules.explain.version import pause_section, priority_section, transition_section
from ilacs_rules.explain.why import why
from ilacs_rules.model.decision import CANNOT_BE_TOLD, Decision, Obligation, Status
from ilacs_rules.model.version import Requirement


def requirements_page(material: Material) -> Page:
    """What is to be done, and what bends it: pauses, transitions, and who comes first."""
    version = material.version
    used = {requirement.strength for requirement in version.requirements.values()}
    strengths = tuple((f"“{strength}”: {meaning}",) for strength, meaning in STRENGTHS.items() if strength in used)
    lead: tuple[Block, ...] = (Paragraph(("Nothing is required.",)),)
    if strengths:
        lead = (Paragraph(("One of these words says how binding each requirement is:",)), Listing(strengths))
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
                PageSection(own, title, tuple(material.said(each, own)), rule=rule_link(section_name, each.name))
            )
    return Page("requirements", "What is to be done", lead, tuple(sections))


def _requirement(material: Material, requirement: Requirement) -> PageSection:
    own = anchor("requirement", requirement.name)
    said = requirement_section(requirement, material.version)
    blocks: list[Block] = [
        Paragraph(material.linked(" ".join(said.sentences), own)),
        Paragraph((requirement.strength.value,), "Strength"),
    ]
    blocks += _worked(material, requirement)
    blocks += material.footing(said, own)
    return PageSection(own, said.title, tuple(blocks), rule=rule_link("requirements", requirement.name))


def _worked(material: Material, requirement: Requirement) -> list[Block]:
    """The requirement in the first case that fits: one in which it has dates, and else one in which it applies."""
    for fits in (_has_dates, _applies):
        for case, decision in _cases(material, requirement.name):
            if any(fits(each) for each in decision.obligations if each.requirement == requirement.name):
                return [Paragraph(_reckoned(decision, requirement.name, case), "Worked example")]
    return []


def _cases(material: Material, requirement: str) -> Iterator[tuple[str | Link, Decision]]:
    """Examples about the requirement, the situations, the other examples, and those of earlier versions."""
    others = []
    for number, result in enumerate(material.examples, 1):
        if result.decision is not None and result.decision.kept is None:  # else by the terms of another version
            found = Link(quoted(result.name), anchor("example", str(number))), result.decision
            if requirement in expected_of(result.example):
                yield found
            else:
                others.append(found)
    for situation, decision in material.situations:
        yield Link(capital(situation.words), case_anchor(situation)), decision
    yield from others
    yield from material.earlier_examples


def _applies(obligation: Obligation) -> bool:
    return obligation.status not in (Status.DOES_NOT_APPLY, *CANNOT_BE_TOLD)


def _has_dates(obligation: Obligation) -> bool:
    return _applies(obligation) and bool(obligation.target or obligation.closes or obligation.opens)


def _reckoned(decision: Decision, requirement: str, case: str | Link) -> Words:
    obligations = [each for each in decision.obligations if each.requirement == requirement]
    accounts = [each for each in zip(why(decision, requirement).accounts, obligations, strict=True) if each[0].because]
    account, obligation = next((each for each in accounts if each[0].dates), accounts[0])
    version = obligation.terms or decision.version
    told = sentence(f"on {values.day(decision.on)} it {on_that_day(obligation, decision.on, version)}")
    return case, ": ", " ".join((*account.because, *account.dates, told))
