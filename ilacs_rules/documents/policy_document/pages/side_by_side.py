"""All situations side by side: which visit follows which outcome, and when, on one scale of time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ilacs_rules.documents.branches import Branch, branches
from ilacs_rules.documents.policy_document.content import PageSection, Paragraph, Picture
from ilacs_rules.documents.policy_document.marks import Marking
from ilacs_rules.documents.policy_document.material import Material
from ilacs_rules.documents.policy_document.pages.cells import (
    marking_of,
    situation_cell,
    what_the_marks_say,
    when_cell,
)
from ilacs_rules.documents.policy_document.pages.fixed_days import moved_by_its_own_days
from ilacs_rules.documents.policy_document.pages.going_on import in_short as whom_it_leaves_out
from ilacs_rules.documents.policy_document.pages.lengths_since import LengthsSince
from ilacs_rules.documents.policy_document.pages.years_since import years_since
from ilacs_rules.documents.strips import Strip, StripRow, StripSpan, strips
from ilacs_rules.documents.timeline_parts import (
    HANGS_ON_WHAT_COMES,
    NO_DATE_YET,
    and_then,
    in_short,
    is_counted_from_what_is_to_come,
    is_moved,
)
from ilacs_rules.engine.forecasting.expected import Expected
from ilacs_rules.engine.forecasting.forecast import Forecast
from ilacs_rules.explain import values
from ilacs_rules.explain.english import capital, joined, quoted, sentence
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.situations import Situation
from ilacs_rules.language.fixed_words import Strength
from ilacs_rules.language.nouns import the
from ilacs_rules.model.partial import first_of, last_of

_FEWEST = 2  # of one there is nothing to compare
WHAT_FOLLOWS = "What follows which outcome"


def side_by_side(material: Material, forecasts: Mapping[str, Forecast]) -> Iterator[PageSection]:
    """What follows which outcome, then when, by the forecasts by the keys of situations; none where one is all."""
    found = material.situations.each
    if len(found) < _FEWEST:
        return
    shown = [each for name, each in material.version.requirements.items() if any(name in s.asked for s in found)]
    cells = [*(situation_cell(material, each) for each in found), *(when_cell(material, each) for each in shown)]
    marking = marking_of(material, shown, cells)
    legend = tuple(what_the_marks_say(material, marking))
    yield PageSection("what-follows", WHAT_FOLLOWS, (_tree(material, found, marking), *legend))
    compared = [each for each in found if each.asked and each.key in forecasts]
    if len(compared) >= _FEWEST:
        counted, since = years_since(material, compared)
        lengths = {each.key: LengthsSince(since[each.key], forecasts[each.key].events) for each in compared}
        said = "Here are the requirements that tell the situations apart, as far as the rules set days."
        said += "".join(f" {each}" for each in _made_up(compared, forecasts, lengths))
        left_out = tuple(whom_it_leaves_out(material, "this"))
        strip = _strips(material, compared, forecasts, _Drawn(counted, since, lengths, marking))
        yield PageSection(
            "side-by-side", "All situations side by side", (Paragraph((said,)), *left_out, strip, *legend)
        )


def _tree(material: Material, found: Sequence[Situation], marking: Marking) -> Picture:
    version = material.version
    kinds = [kind.label for kind in version.vocabulary.events.values() if kind.kinds >= material.situations.kinds]
    question = "What is known?"
    if material.situations.kinds and kinds:
        ever = ", if there was one" if any(not each.case.events for each in found) else ""
        question = f"What did {the(f'last {kinds[0]}')} find{ever}?"
    parts = tuple(
        Branch(_named(material, each, marking), tuple(_follows(material, each, marking)) or ("nothing of this",))
        for each in found
    )
    kept = tuple(
        Branch(f"Where {Phrases(version).clause(each.when)}", (f"the rules of {values.day(each.keep)} go on",))
        for each in version.transitions.values()
    )
    words = [sentence(f"{each.answer}: {follows}") for each in kept for follows in each.follows]
    for each in parts:
        name = f"Others {each.answer[:1].lower()}{each.answer[1:]}" if kept else each.answer
        words += [sentence(f"{name}: {follows}") for follows in each.follows]
    title = WHAT_FOLLOWS
    drawn = branches(title, "\n".join(words), question, parts, kept)
    return Picture("picture-what-follows", title, drawn, tuple(words))


def _follows(material: Material, situation: Situation, marking: Marking) -> Iterator[str]:
    """`full check, every 3 years after …`, for each requirement that tells the situation from others."""
    for name, requirement in material.version.requirements.items():
        if name in situation.asked:
            label = f"{requirement.label}{marking.beside(requirement)}"
            yield f"{label}, {when_cell(material, requirement, follows=True).in_text(marking)}"


def _named(material: Material, situation: Situation, marking: Marking) -> str:
    """A situation, with the marks of what it is told by."""
    return situation_cell(material, situation).in_text(marking)


def _made_up(
    found: list[Situation], forecasts: Mapping[str, Forecast], lengths: Mapping[str, LengthsSince]
) -> Iterator[str]:
    """What stands where it does only because of other days made up for the example, and what these are."""
    labels, days = dict[str, None](), dict[str, None]()
    for situation in found:
        for each in forecasts[situation.key].events:
            hangs_on = lengths[situation.key].hangs_on(each) if each.requirement.name in situation.asked else None
            if hangs_on is not None:
                labels[quoted(each.requirement.label)] = None
                days |= dict.fromkeys([hangs_on] if hangs_on else [])
    if labels:
        stands = "stands" if len(labels) == 1 else "stand"
        such = f", such as {joined(list(days))}" if days else ""
        yield sentence(f"where {joined(list(labels))} {stands} is only an example")
        yield sentence(f"it hangs on made-up days{such}")


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Since when years are counted, in words and for each situation by its key; lengths since then; marks."""

    counted: tuple[str, ...]
    since: Mapping[str, date]
    lengths: Mapping[str, LengthsSince]
    marking: Marking


def _strips(material: Material, found: list[Situation], forecasts: Mapping[str, Forecast], how: _Drawn) -> Picture:
    told, parts = [], []
    for each in found:
        rows = tuple(_rows(material, each, forecasts[each.key], how.marking))
        name = _named(material, each, how.marking)
        parts.append(Strip(name, rows, how.since[each.key]))
        told += [sentence(f"{name}: {words}") for words in _in_words(material, each, forecasts[each.key], how)]
    title = "All situations side by side"
    kept = [values.day(each.keep) for each in material.version.transitions.values()]
    without = f"without those for which the rules of {joined(list(dict.fromkeys(kept)))} go on" if kept else ""
    over = (*how.counted, capital(without)) if kept else how.counted
    told = [*map(sentence, over), *told]
    drawn = strips(title, "\n".join(told), over, material.years, tuple(parts))
    return Picture("picture-side-by-side", title, drawn, tuple(told))


def _rows(material: Material, situation: Situation, expected: Forecast, marking: Marking) -> Iterator[StripRow]:
    for name, requirement in material.version.requirements.items():
        if name not in situation.asked:
            continue
        owed = [each.obligation for each in (*expected.events, *expected.later) if each.requirement.name == name]
        spans = tuple(
            StripSpan(
                None if each.opens is None else first_of(each.opens),
                None if each.target is None else last_of(each.target),
                None if each.closes is None else last_of(each.closes),
            )
            for each in owed
        )
        asked = " (asked)" if requirement.strength is Strength.ASKED else ""
        yield StripRow(
            f"{requirement.label}{asked}{marking.beside(requirement)}",
            spans,
            _without(material, name, expected, marking),
            _beside(name, expected),
        )


def _beside(name: str, expected: Forecast) -> str:
    """What its days do not show: that it goes on, and what else they hang on in the rule."""
    found = [each for each in (*expected.events, *expected.later) if each.requirement.name == name]
    notes = [note for each in found for note in (*moved_by_its_own_days(each), and_then(each)) if note]
    return "; ".join(dict.fromkeys(notes))


def _without(material: Material, name: str, expected: Forecast, marking: Marking) -> str:
    """Why a requirement has no day, in a few words; by what rule, where only that has not happened which sets it."""
    for each in expected.waiting:
        if each.requirement.name == name and not is_moved(each):
            if is_counted_from_what_is_to_come(each):
                return f"{NO_DATE_YET}. {when_cell(material, each.requirement).in_text(marking)}"
            return in_short(each, by_rule=True)
    return HANGS_ON_WHAT_COMES


def _in_words(material: Material, situation: Situation, expected: Forecast, how: _Drawn) -> Iterator[str]:
    """What a strip shows: each with how long after it is, then what has no day."""
    days: dict[str, list[str]] = {}
    owed: dict[str, list[Expected]] = {}
    lengths, requirements = how.lengths[situation.key], expected.policy.versions[0].version.requirements
    named = {
        name: f"{each.label}{how.marking.beside(each)}"
        for name, each in requirements.items()
        if name in situation.asked
    }
    for each in (*expected.events, *expected.later):
        if each.requirement.name in situation.asked:
            of_example = "" if lengths.hangs_on(each) is None else " in the example"
            owed.setdefault(each.requirement.name, []).append(each)
            days.setdefault(each.requirement.name, []).append(f"{lengths.said(each)}{of_example}")
    for name, found in days.items():
        note = _beside(name, expected)
        first = ": the first" if any(map(and_then, owed[name])) else ""
        yield f"{named[name]}{first} {joined(list(dict.fromkeys(found)))}{f', {note}' if note else ''}"
    for name, label in named.items():
        if name not in days:
            yield f"{label}: {_without(material, name, expected, how.marking)}"
