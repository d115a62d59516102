"""“What happens to a building judged safe?”: for every judgement a short paragraph and a picture of the years ahead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ilacs_rules.documents.policy_document.anchors import anchor
from ilacs_rules.documents.policy_document.content import (
    Block,
    Link,
    Listing,
    Page,
    PageSection,
    Paragraph,
    Picture,
    TableBlock,
    Words,
)
from ilacs_rules.documents.policy_document.material import Material, case_anchor
from ilacs_rules.documents.timeline import drawn
from ilacs_rules.documents.timeline_parts import timeline_of
from ilacs_rules.documents.timeline_words import what_is_shown
from ilacs_rules.engine.forecasting.forecast import Forecast, forecast
from ilacs_rules.explain import values
from ilacs_rules.explain.english import capital, counted, in_sentences, joined, sentence
from ilacs_rules.explain.forecast import assumptions
from ilacs_rules.explain.requirements import asked_of
from ilacs_rules.explain.situations import Situation, begun_on
from ilacs_rules.explain.status import in_short
from ilacs_rules.language.dates import add_months
from ilacs_rules.language.nouns import with_article
from ilacs_rules.model.decision import CANNOT_BE_TOLD, Decision, Obligation, Status

_NOT_RECORDED = " is not recorded"


def at_a_glance(material: Material) -> TableBlock:
    """Every requirement against every situation: the day it is due, or that it is not asked."""
    header = [(Link(capital(situation.name), case_anchor(situation)),) for situation, _ in material.situations]
    rows: list[tuple[Words, ...]] = []
    for name, requirement in material.version.requirements.items():
        cells = [(_cell(decision, name),) for _, decision in material.situations]
        rows.append(((Link(capital(requirement.label), anchor("requirement", name)),), *cells))
    day = values.day(material.on)
    where = f"if the last judgement was published on {day}" if _any_judged(material) else f"on {day}"
    caption = f"What is asked, and when it is first due, {where}. A dash means that it is not asked then."
    return TableBlock(caption, (("Requirement",), *header), tuple(rows))


def outcomes_page(material: Material) -> Page:
    """The situations, each with what it leads to."""
    subject = material.version.subject
    judged, stays = "", ""
    if _any_judged(material):
        judged = (
            " On that day the judgement was made and published, and everything that repeats at fixed intervals was "
            "last done."
        )
        stays = " and every judgement stays the same"
    lead = (
        f"Each example begins on {values.day(material.on)}.{judged} The pictures show the next "
        f"{counted(material.years, 'year')}, as if everything is done when it is due{stays}. The requirements give "
        f"each rule in full, with its source."
    )
    undecided = tuple(
        Paragraph((sentence(f"{situation.words} cannot be decided: {'; '.join(each.message for each in found)}"),))
        for situation, found in material.undecided
    )
    forecasts = [_forecast(material, situation) for situation, _ in material.situations]
    sections = [
        _section(material, situation, decision, expected)
        for (situation, decision), expected in zip(material.situations, forecasts, strict=True)
    ]
    taken = dict.fromkeys(
        said for expected in forecasts if expected and expected.cases for said in assumptions(expected)
    )
    if taken:
        listed = Listing(tuple((in_sentences(said),) for said in taken))
        sections.append(PageSection("taken-for-granted", "What the pictures take for granted", (listed,)))
    lead_blocks = (Paragraph((lead,)), *undecided)
    return Page("outcomes", f"What happens to {with_article(subject)}", lead_blocks, tuple(sections))


def _any_judged(material: Material) -> bool:
    return any(situation.case.events for situation, _ in material.situations)


def _section(material: Material, situation: Situation, decision: Decision, expected: Forecast | None) -> PageSection:
    blocks: list[Block] = []
    applies = [o for o in decision.obligations if o.status not in (Status.DOES_NOT_APPLY, *CANNOT_BE_TOLD)]
    told = tuple(material.linked(_told(material, obligation)) for obligation in applies)
    blocks.append(Listing(told) if told else Paragraph(("Nothing is asked.",)))
    unsettled = [o for o in decision.obligations if o.status in CANNOT_BE_TOLD]
    if unsettled:
        blocks.append(Paragraph(("Whether or when these are asked depends on more than the judgement:",)))
        blocks.append(Listing(tuple(_unsettled(material, obligation) for obligation in unsettled)))
    if expected is not None:
        blocks.append(_picture(situation, expected))
    return PageSection(case_anchor(situation), capital(situation.words), tuple(blocks))


def _told(material: Material, obligation: Obligation) -> str:
    words = asked_of(obligation, material.version)
    if obligation.instance is not None:
        return sentence(f"for {values.event(obligation.instance, material.version)}: {words}")
    return words


def _unsettled(material: Material, obligation: Obligation) -> tuple[str | Link, ...]:
    requirement = material.version.requirements[obligation.requirement]
    needs = joined(list(dict.fromkeys(need.text.removesuffix(_NOT_RECORDED) for need in obligation.needs)))
    link = Link(capital(requirement.label), anchor("requirement", requirement.name))
    return (link, f" depends on: {needs}") if needs else (link,)


def _forecast(material: Material, situation: Situation) -> Forecast | None:
    """The years ahead; none on the last day that there is."""
    if material.on == date.max:
        return None
    until = add_months(material.on, 12 * material.years) or date.max
    expected = forecast(material.alone, [situation.case], material.on, until)
    events = tuple(replace(each, obligation=begun_on(each.obligation, material.on)) for each in expected.events)
    waiting = tuple(replace(each, obligation=begun_on(each.obligation, material.on)) for each in expected.waiting)
    return replace(expected, events=events, waiting=waiting)


def _picture(situation: Situation, expected: Forecast) -> Picture | Paragraph:
    if not expected.cases:
        why = "; ".join(finding.message for _, found in expected.failed for finding in found)
        return Paragraph((sentence(f"no picture can be drawn: {why}"),))
    shown = timeline_of(expected, expected.cases[0])
    return Picture(
        anchor("picture", situation.key),
        f"{capital(situation.words)}: the years ahead",
        drawn(shown),
        what_is_shown(shown),
    )


def _cell(decision: Decision, requirement: str) -> str:
    obligations = [each for each in decision.obligations if each.requirement == requirement]
    for_each = decision.version.requirements[requirement].for_each
    if for_each is not None and all(each.instance is None and each.applies is False for each in obligations):
        after = f"after {with_article(values.kind_label(for_each.history.kind, decision.version))}"
        always = decision.version.requirements[requirement].when is None and not for_each.history.filters
        return after if always else f"perhaps {after}"
    return "; ".join(dict.fromkeys(in_short(each) for each in obligations)) or "–"
