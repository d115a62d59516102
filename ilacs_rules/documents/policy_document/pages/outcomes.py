"""“What happens to a building judged safe?”: for every judgement a short paragraph and a picture of the years ahead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
)
from ilacs_rules.documents.policy_document.material import Material, case_anchor
from ilacs_rules.documents.policy_document.pages.going_on import in_short
from ilacs_rules.documents.policy_document.pages.side_by_side import WHAT_FOLLOWS, side_by_side
from ilacs_rules.documents.timeline import drawn
from ilacs_rules.documents.timeline_parts import timeline_of
from ilacs_rules.documents.timeline_words import what_is_shown
from ilacs_rules.engine.forecasting.forecast import Forecast, forecast
from ilacs_rules.engine.forecasting.unguessed import without_guesses
from ilacs_rules.engine.moved import moved_by_what_comes
from ilacs_rules.explain import values
from ilacs_rules.explain.english import capital, counted, joined, quoted, sentence
from ilacs_rules.explain.made_up_case import with_its_days
from ilacs_rules.explain.needed import depends_on
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.requirements import asked_of
from ilacs_rules.explain.situations import WHERE, Situation, begun_on
from ilacs_rules.explain.version import definition_section, opposite_in_words
from ilacs_rules.language.dates import add_months
from ilacs_rules.language.nouns import plural, the, with_article
from ilacs_rules.model.decision import CANNOT_BE_TOLD, Decision, Obligation, Status
from ilacs_rules.model.due_shapes import Reach, Single
from ilacs_rules.model.tree import Const, Node
from ilacs_rules.model.vocabulary import CREATED

_WHICH = "Which these are"


def outcomes_page(material: Material) -> Page:
    """The situations, each with what it leads to."""
    subject = material.version.subject
    left_out = ""
    born = material.version.vocabulary.facts.get(CREATED)
    if material.situations.by_clock:
        clocked = material.situations.by_clock
        kinds = [the(each.label) for name, each in material.version.vocabulary.events.items() if name in clocked]
        left_out = f"their pictures leave out {joined(kinds)}, of which only the last one’s day decides the next"
    there = "" if born is None else f"{Phrases(material.version).fact(CREATED)} lies years back in the examples"
    begun = list(filter(None, (there, left_out)))
    begun[:1] = [f"except where nothing has taken place yet, {each}" for each in begun[:1]]
    there = "".join(f" {sentence(each)}" for each in begun)
    stands = f"on {values.day(material.example_day)}"
    lead = (
        f"The rules keep these situations apart. Each is shown by a made-up example {stands}.{there} The pictures "
        f"show the next {counted(material.years, 'year')}, as far as the rules set days."
        " What hangs on the outcome of something to come is left open. The requirements give each rule in full, with "
        "its source."
    )
    undecided = tuple(
        Paragraph((sentence(f"{situation.words} cannot be decided: {'; '.join(each.message for each in found)}"),))
        for situation, found in material.undecided
    )
    forecasts = [_forecast(material, situation, decision) for situation, decision in material.shown]
    sections = [
        _section(material, situation, decision, expected)
        for (situation, decision), expected in zip(material.shown, forecasts, strict=True)
    ]
    keys = (situation.key for situation, _ in material.shown)
    expected = {key: each for key, each in zip(keys, forecasts, strict=True) if each is not None and each.cases}
    compared = tuple(side_by_side(material, expected))
    sections += compared
    if material.version.transitions:
        lead += f" {_whom_earlier_rules_keep(material, compared)}"
    return Page(
        "outcomes", f"What happens to {with_article(subject)}", (Paragraph((lead,)), *undecided), tuple(sections)
    )


def _whom_earlier_rules_keep(material: Material, compared: Sequence[PageSection]) -> str:
    """That no example shows them, and where they are named."""
    whom = capital(plural(material.version.subject))
    said = f"{whom} for which the rules of an earlier version go on are not shown by an example."
    transitions = "told by the transitions under “What is to be done”."
    if any(each.title == WHAT_FOLLOWS for each in compared):
        return f"{said} Which these are stands under {quoted(WHAT_FOLLOWS)}. What goes on for them is {transitions}"
    return f"{said} Which these are, and what goes on for them, is {transitions}"


def _section(material: Material, situation: Situation, decision: Decision, expected: Forecast | None) -> PageSection:
    version = material.version
    blocks: list[Block] = [*_which_these_are(material, situation)]
    telling = tuple(each for each in reversed(situation.case.events) if each.kind in material.situations.kinds)
    if telling:
        happened = joined([with_its_days(each, version) for each in telling])
        blocks.append(Paragraph((sentence(f"{with_article(version.subject)} with {happened}"),), "Example"))
    elif isinstance(situation.case.facts.get(CREATED), date):
        created = Phrases(version).fact(CREATED)
        example = f"{with_article(version.subject)}; {created} is {values.day(material.example_day)}"
        blocks.append(Paragraph((sentence(example),), "Example"))
    applies = [o for o in decision.obligations if o.status not in (Status.DOES_NOT_APPLY, *CANNOT_BE_TOLD)]
    moved = moved_by_what_comes(decision)
    begun = bool(situation.case.events)
    told = tuple(
        _told(
            material,
            each,
            moved_by=moved.get(each.requirement, ()),
            by_clock=begun and each.event in material.situations.by_clock,
        )
        for each in applies
    )
    over = _over_before_it_began(material, situation)
    unsettled = [o for o in decision.obligations if o.status in CANNOT_BE_TOLD and o.requirement not in over]
    nothing = "Of nothing is it certain that it is asked." if unsettled else "Nothing is asked."
    blocks.append(Listing(told) if told else Paragraph((nothing,)))
    if unsettled:
        blocks.append(Paragraph(("Whether or when these are asked depends on more than is told of the example:",)))
        blocks.append(Listing(tuple(_unsettled(material, obligation) for obligation in unsettled)))
    if expected is not None:
        blocks.append(_picture(situation, expected))
    return PageSection(case_anchor(situation), situation.heading, tuple(blocks))


def _which_these_are(material: Material, situation: Situation) -> Iterator[Block]:
    """What the conditions mean that name it, each as it is defined; and whether that is a reading of ours.

    The conditions themselves stand in the heading, or before that where they are too long for one.
    """
    words = situation.name.removeprefix(WHERE)
    if situation.is_long:
        whom = f"{plural(material.version.subject)} {situation.name}"
        yield Paragraph(material.linked(sentence(f"these are {whom}")), _WHICH)
    said = material.linked(sentence(words))
    anchors = {each.anchor for each in said if isinstance(each, Link)}
    defined = [each for each in material.version.definitions.values() if anchor("definition", each.name) in anchors]
    for number, definition in enumerate(defined):
        own, section = anchor("definition", definition.name), definition_section(definition, Phrases(material.version))
        resting = material.resting(section, own)
        rests = (" ", *resting) if resting else ()
        is_not, meaning = definition.said_if_not, " ".join(section.sentences)
        if is_not is not None and is_not.casefold() in words.casefold() and isinstance(definition.body, Node):
            meaning = opposite_in_words(definition, is_not, material.version, beside=words)
        yield Paragraph(
            (*material.linked(meaning), *rests),
            "" if number or situation.is_long else _WHICH,
        )
    if defined:
        yield from in_short(material, "this")


def _over_before_it_began(material: Material, situation: Situation) -> frozenset[str]:
    """The requirements of one day, and that day lies before the subject was there: whatever else is known of it."""
    created = situation.case.facts.get(CREATED)
    return frozenset(
        name
        for name, requirement in material.version.requirements.items()
        if isinstance(created, date)
        and isinstance(shape := requirement.due.shape, Single)
        and shape.closes is Reach.THAT_DAY
        and isinstance(shape.anchor, Const)
        and isinstance(day := shape.anchor.value, date)
        and day < created
    )


def _told(
    material: Material, obligation: Obligation, *, moved_by: Sequence[str], by_clock: bool
) -> tuple[str | Link, ...]:
    """What is asked; under its name where the event has another, as several may ask for one kind of event."""
    requirement = material.version.requirements[obligation.requirement]
    words = asked_of(obligation, material.version, moved_by=moved_by, by_clock=by_clock)
    if obligation.instance is not None:
        words = sentence(f"for {values.event(obligation.instance, material.version)}: {words}")
    if requirement.label == values.kind_label(requirement.event, material.version):
        return material.linked(words)
    name = Link(capital(requirement.label), anchor("requirement", requirement.name))
    return name, ": ", *material.linked(words)


def _unsettled(material: Material, obligation: Obligation) -> tuple[str | Link, ...]:
    requirement = material.version.requirements[obligation.requirement]
    needs = depends_on(obligation)
    link = Link(capital(requirement.label), anchor("requirement", requirement.name))
    return (link, f" depends on: {needs}") if needs else (link,)


def _forecast(material: Material, situation: Situation, decision: Decision) -> Forecast | None:
    """The years ahead, as far as nothing is guessed; none on the last day that there is."""
    on = material.example_day
    if on == date.max:
        return None
    until = add_months(on, 12 * material.years) or date.max
    expected = forecast(material.alone, [situation.case], on, until)
    known = without_guesses(expected, decision)
    events, later = (
        tuple(replace(each, obligation=begun_on(each.obligation, on)) for each in found)
        for found in (known.events, known.later)
    )
    over = _over_before_it_began(material, situation)
    waiting = tuple(each for each in known.waiting if each.requirement.name not in over)
    known = replace(known, events=events, waiting=waiting, later=later)
    return _without(known, material.situations.by_clock) if situation.case.events else known


def _without(known: Forecast, kinds: frozenset[str]) -> Forecast:
    """The forecast without some kinds of event, that took place or are to come."""
    cases = tuple(replace(case, events=tuple(e for e in case.events if e.kind not in kinds)) for case in known.cases)
    events = tuple(each for each in known.events if each.obligation.event not in kinds)
    waiting = tuple(each for each in known.waiting if each.obligation.event not in kinds)
    later = tuple(each for each in known.later if each.obligation.event not in kinds)
    return replace(known, cases=cases, events=events, waiting=waiting, later=later)


def _picture(situation: Situation, expected: Forecast) -> Picture | Paragraph:
    if not expected.cases:
        why = "; ".join(finding.message for _, found in expected.failed for finding in found)
        return Paragraph((sentence(f"no picture can be drawn: {why}"),))
    shown = timeline_of(expected, expected.cases[0], by_rule=True)
    return Picture(
        anchor("picture", situation.key),
        f"{capital(situation.words)}: the years ahead",
        drawn(shown),
        what_is_shown(shown),
    )
