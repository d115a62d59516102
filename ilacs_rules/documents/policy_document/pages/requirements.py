"""The requirements: each in plain English, with its source, its strength, and the dates it leads to in an example."""

from __future__ import annotations

from collections.abc import Iterator

from ilacs_rules.assurance.expectations import expected_of
from ilacs_rules.documents.policy_document.anchors import anchor
from ilacs_rules.documents.policy_document.content import Block, Folded, Link, Listing, Page, PageSection, Paragraph
from ilacs_rules.documents.policy_document.material import Material, case_anchor, rule_link
from ilacs_rules.documents.policy_document.pages.going_on import what_goes_on, whom_it_leaves_out
from ilacs_rules.engine.moved import moved_by_what_comes
from ilacs_rules.engine.plan_rows import LATE
from ilacs_rules.explain import values
from ilacs_rules.explain.document import one_line
from ilacs_rules.explain.english import capital, in_sentences, is_short, quoted, sentence
from ilacs_rules.explain.needed import hangs_on_when_done
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.priorities import priority_section
from ilacs_rules.explain.progress import how_long
from ilacs_rules.explain.requirements import STRENGTHS, requirement_section
from ilacs_rules.explain.status import on_that_day
from ilacs_rules.explain.version import pause_section, transition_section
from ilacs_rules.explain.why import why
from ilacs_rules.language.names import fold
from ilacs_rules.language.nouns import is_plural, the
from ilacs_rules.model.decision import CANNOT_BE_TOLD, Decision, Obligation, Status
from ilacs_rules.model.version import Requirement, Version


def requirements_page(material: Material) -> Page:
    """What is to be done, and what bends it: pauses, transitions, and who comes first."""
    version = material.version
    used = {requirement.strength for requirement in version.requirements.values()}
    strengths = tuple((f"“{strength}”: {meaning}",) for strength, meaning in STRENGTHS.items() if strength in used)
    lead: tuple[Block, ...] = (Paragraph(("Nothing is required.",)),)
    if strengths:
        binding = Paragraph(("One of these words says how binding each requirement is:",))
        lead = (binding, Listing(strengths))
    phrases = Phrases(version)
    sections = [_requirement(material, requirement) for requirement in version.requirements.values()]
    for kind, section_name, said in (
        ("pause", "pauses", [pause_section(each, version) for each in version.pauses.values()]),
        ("transition", "transition", [transition_section(each, phrases) for each in version.transitions.values()]),
        ("priority", "priorities", [priority_section(each, phrases) for each in version.priorities.values()]),
    ):
        for each in said:
            own = anchor(kind, each.name)
            title = f"{capital(kind)}: {each.title}"
            first, *footing = material.said(each, own)
            goes_on = what_goes_on(material, version.transitions[each.name]) if kind == "transition" else ()
            sections.append(
                PageSection(own, title, (first, *goes_on, *footing), rule=rule_link(section_name, each.name))
            )
    return Page("requirements", "What is to be done", lead, tuple(sections))


def _requirement(material: Material, requirement: Requirement) -> PageSection:
    own = anchor("requirement", requirement.name)
    said = requirement_section(requirement, material.version)
    resting = material.resting(said, own)
    blocks: list[Block] = [
        *((Paragraph(resting),) if resting else ()),
        Paragraph(material.linked(" ".join(said.sentences), own)),
        *whom_it_leaves_out(material, requirement),
        *_in_the_words_of_the_source(material, requirement),
    ]
    blocks += _worked(material, requirement)
    blocks += material.footing(said, own, marked=False)
    blocks += material.shown_of(requirement)
    return PageSection(own, said.title, tuple(blocks), rule=rule_link("requirements", requirement.name))


def _worked(material: Material, requirement: Requirement) -> list[Block]:
    """The requirement in the first case that fits: one in which it has dates, and else one in which it applies."""
    for fits in (_has_dates, _applies):
        for case, decision in _cases(material, requirement.name):
            if any(fits(each, decision) for each in decision.obligations if each.requirement == requirement.name):
                return _reckoned(material, material.traced(decision), requirement.name, case)
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
    by_clock = material.version.requirements[requirement].event in material.situations.by_clock
    for situation, decision in material.shown:
        if not (by_clock and situation.case.events):  # in which the day of the last one is made up
            yield Link(capital(situation.words), case_anchor(situation)), decision
    yield from others
    yield from material.earlier_examples


def _applies(obligation: Obligation, _: Decision) -> bool:
    return obligation.status not in (Status.DOES_NOT_APPLY, *CANNOT_BE_TOLD)


def _has_dates(obligation: Obligation, decision: Decision) -> bool:
    """Whether it has days that can come: those of what something to come will move never do."""
    dated = _applies(obligation, decision) and bool(obligation.target or obligation.closes or obligation.opens)
    return dated and obligation.requirement not in moved_by_what_comes(decision)


_MOST_FACTS = 3  # that stand beside the answer


def _reckoned(material: Material, decision: Decision, requirement: str, case: str | Link) -> list[Block]:
    """What it comes to on the day, in a line or two, with what is known that it hangs on; the steps are folded away."""
    obligations = [each for each in decision.obligations if each.requirement == requirement]
    accounts = [each for each in zip(why(decision, requirement).accounts, obligations, strict=True) if each[0].because]
    account, obligation = next((each for each in accounts if each[0].dates), accounts[0])
    version = obligation.terms or decision.version
    moved_by = moved_by_what_comes(decision).get(requirement) if obligation.status not in LATE else None
    dates = account.dates if moved_by is None else ()
    lasts = how_long(obligation, version)
    reckoned = dates[:1] if dates and is_short(dates[0]) and dates[0] != sentence(lasts or "") else ()
    facts = [said for each in account.facts if (said := each.text if is_short(each.text) else each.event) is not None]
    about = () if account.instance is None else (sentence(f"this is about {account.instance}"),)
    known = (*about, *facts[:_MOST_FACTS], *reckoned)
    it = _named(obligation, version) if known else "it"
    stands = f"{it} {on_that_day(obligation, decision)}"
    if moved_by is not None:
        stands = f"it has no day yet: when it is due {hangs_on_when_done(moved_by, version)}"
    told = in_sentences(f"on {values.day(decision.on)} {stands}")
    because = account.because if material.is_full else account.because[:1]  # the words explain what is behind it
    records = [said for each in account.facts if each.text not in known for said in each.records]
    steps = tuple((each,) for each in (*facts, *records, *because, *dates) if each not in known)
    lines: list[Block] = [Paragraph((case,), "Worked example"), Paragraph((" ".join((*known, told)),))]
    return [*lines, Folded("The steps", steps)] if steps else lines


def _named(obligation: Obligation, version: Version) -> str:
    """What is asked for, as what it is reckoned from comes between; what is done is named by what it was done by."""
    kind = values.kind_label(obligation.event, version)
    return "it" if obligation.status is Status.SATISFIED or is_plural(kind) else the(kind)


def _in_the_words_of_the_source(material: Material, requirement: Requirement) -> Iterator[Block]:
    """What the paragraphs say that it rests on, word by word, where their licence allows it to be shown."""
    for citation in requirement.source:
        source = material.version.sources.get(fold(citation.source.value))
        if source is None or source.licence is None or citation.pinpoint is None:
            continue
        place = fold(citation.pinpoint.value)
        for paragraph in source.paragraphs:
            if paragraph.text is not None and fold(paragraph.pinpoint.value) == place:
                said = f"“{one_line(paragraph.text)}” ({source.title}, {citation.pinpoint.value}; {source.licence})"
                yield Paragraph((said,), "In the words of the source")
