"""A whole version in plain English: what is to be done, what words mean, what always holds, who comes first."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from ilacs_rules.explain import english, values
from ilacs_rules.explain.document import Document, Part, Section, grounds, one_line
from ilacs_rules.explain.english import capital, joined, quoted, sentence
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.priorities import priority_section
from ilacs_rules.explain.publication import made_known, policy_of_publisher
from ilacs_rules.explain.requirements import requirement_section
from ilacs_rules.explain.tables import table_of, table_sentences
from ilacs_rules.explain.vocabulary import kind_of_day_section, stretches_section, value_set_section
from ilacs_rules.language import nouns
from ilacs_rules.language.fixed_words import Bound, MonthEnd, PauseEffect
from ilacs_rules.language.names import fold
from ilacs_rules.language.types import Basic
from ilacs_rules.model.partial import first_of
from ilacs_rules.model.tree import And, Const, If, Node
from ilacs_rules.model.version import DecisionTable, Definition, Guarantee, Pause, Transition, Version
from ilacs_rules.policy.cited import SourceText

_MONTH_ENDS = {
    MonthEnd.LAST_DAY: "One month after 31 January is the last day of February.",
    MonthEnd.NEXT_DAY: "One month after 31 January is 1 March.",
    MonthEnd.ERROR: "For one month after 31 January no date can be given.",
}


def explain_version(version: Version) -> Document:
    """The rules of a version as sentences with their sources, in the order of the file."""
    phrases = Phrases(version)
    parts = [
        Part("What is to be done", tuple(requirement_section(r, version) for r in version.requirements.values())),
        Part(
            "What the words mean",
            (
                *(value_set_section(v, version) for v in version.vocabulary.value_sets.values()),
                *(stretches_section(s) for s in version.vocabulary.stretches.values()),
                *(kind_of_day_section(d) for d in version.vocabulary.days.values()),
                *(definition_section(d, phrases) for d in version.definitions.values()),
            ),
        ),
        Part("What always holds", tuple(guarantee_section(g, phrases) for g in version.guarantees.values())),
        Part("Who comes first", tuple(priority_section(p, phrases) for p in version.priorities.values())),
        Part("When the clock stops", tuple(pause_section(p, version) for p in version.pauses.values())),
        Part(
            "What an earlier version still decides",
            tuple(transition_section(t, phrases) for t in version.transitions.values()),
        ),
        Part("Sources", tuple(source_section(name, s) for name, s in version.sources.items())),
    ]
    return Document(
        version.policy, version.title, version.start, opening(version), tuple(part for part in parts if part.sections)
    )


def definition_section(definition: Definition, phrases: Phrases) -> Section:
    """`“Previous result” means the result of the last check.`; a decision table row by row."""
    label = quoted(capital(definition.said_as or definition.label))  # as rules speak of it
    table = None
    match definition.body:
        case DecisionTable() as body:
            first, *rows = table_sentences(body, phrases)
            sentences = [f"{label} {nouns.is_or_are(definition.label)} read from a table. {first}", *rows]
            table = table_of(body, phrases.version)
        case body if body.type is Basic.YES_OR_NO:
            sentences = _condition_in_words(label, body, phrases)
        case If() as body:
            sentences = _by_condition(definition, body, phrases)
        case body:
            meant = phrases.noun(body)
            says_more = fold(meant) != fold(f"the number of {definition.label}")
            words = f"{label} {_means_or_is(definition)} {meant}" if says_more else f"{label}: how many there were"
            sentences = [sentence(words)]
    return Section(
        definition.name,
        capital(definition.label),
        tuple(sentences),
        *grounds(definition),
        table,
    )


def _by_condition(definition: Definition, body: If, phrases: Phrases) -> list[str]:
    """`If the points are at least 7, “risk” is high.`, and a sentence for each further condition."""
    is_ = _means_or_is(definition)
    it = "they" if is_ == "are" else "it"
    found = [f"if {phrases.clause(body.condition)}, {quoted(definition.label)} {is_} {phrases.noun(body.then)}"]
    rest = body.otherwise
    while isinstance(rest, If):
        found.append(f"otherwise, if {phrases.clause(rest.condition)}, {it} {is_} {phrases.noun(rest.then)}")
        rest = rest.otherwise
    return list(map(sentence, (*found, f"otherwise {it} {is_} {phrases.noun(rest)}")))


def _means_or_is(definition: Definition) -> str:
    """A name means something that is told of a case; it is the value that the rules themselves give it."""
    ends: list[object] = [definition.body]
    for each in ends:
        if isinstance(each, If):
            ends += [each.then, each.otherwise]
    if all(isinstance(each, If | Const) for each in ends):
        return nouns.is_or_are(definition.label)
    return "means"


def opposite_in_words(definition: Definition, said_if_not: str, version: Version, *, beside: str = "") -> str:
    """What it means that a yes or no is not so: `“It is unsafe” means that at least one of these is true. …`.

    `beside` are the words of what is so as well: what is not so by them is left out.
    """
    label, body, phrases = quoted(capital(said_if_not)), definition.body, Phrases(version)
    assert isinstance(body, Node), "a table says no more than its values"
    body = phrases.told(body)
    whole = sentence(f"{label} means that {phrases.clause(body, negated=True)}")
    if english.is_short(whole) or not isinstance(body, And):
        return whole
    may_be = [each for each in body.items if phrases.clause(each) not in beside] or body.items
    opening = f"{label} means that at least one of these is true."
    if len(may_be) < len(body.items):
        opening = f"{label} means here that {'this' if len(may_be) == 1 else 'at least one of these'} is true."
    return " ".join((opening, *(sentence(phrases.clause(each, negated=True)) for each in may_be)))


def _condition_in_words(label: str, body: Node, phrases: Phrases) -> list[str]:
    """What a yes or no means; of several conditions that do not fit into one sentence, a sentence for each."""
    body = phrases.told(body)
    whole = sentence(f"{label} means that {phrases.clause(body)}")
    if english.is_short(whole) or not isinstance(body, And):
        return [whole]
    opening = f"{label} means that {english.things_true(len(body.items))}."
    return [opening, *(sentence(phrases.clause(each)) for each in body.items)]


def guarantee_section(guarantee: Guarantee, phrases: Phrases) -> Section:
    """What always holds: `In every case, exactly one of “full check” and “short check” applies.`."""
    start = "in every case" if guarantee.given is None else f"when {phrases.clause(guarantee.given)}"
    if guarantee.always is not None:
        words = f"{start}, {phrases.clause(guarantee.always)}"
    else:
        names = joined([quoted(phrases.version.requirements[name].label) for name in guarantee.requirements])
        words = f"{start}, {_how_many(guarantee.bound, guarantee.count)} {names} {_applies(guarantee)}"
    return Section(guarantee.name, capital(guarantee.words), (sentence(words),), note=guarantee.note)


def pause_section(pause: Pause, version: Version) -> Section:
    """A pause: `From 17 March 2020, the clock stops for full checks.`."""
    over = isinstance(pause.until, date) and pause.until < version.start
    said = [what_a_pause_does(pause, version, over=over)]
    if pause.effect is PauseEffect.CLOCK_STOPS:
        said.append("any of these days that fall within a time limit are added to it")
        others = [quoted(each.words) for each in version.pauses.values() if _stop_together(pause, each)]
        said += [f"days that lie in {joined(others)} as well are added once"] if others else []
    said[0] = f"{values.paused_days(pause)}, {said[0]}"
    return Section(pause.name, capital(pause.words), tuple(map(sentence, said)), *grounds(pause))


def what_a_pause_does(pause: Pause, version: Version, *, over: bool) -> str:
    """`the clock stops for full checks`, `visits that would be due lapse`; `over` in the past."""
    kinds = version.vocabulary.events
    tops = [kinds[name] for name in kinds if name in pause.kinds and pause.kinds.isdisjoint(kinds[name].is_a)]
    whom = joined([nouns.plural(kind.label) for kind in tops])
    if pause.effect is PauseEffect.CLOCK_STOPS:
        return f"the clock {'stopped' if over else 'stops'} for {whom}"
    return f"{whom} that would {'have been' if over else 'be'} due {'lapsed' if over else 'lapse'}"


def _stop_together(pause: Pause, other: Pause) -> bool:
    """Whether both may stop the clock of one kind of event on one day."""
    alike = other.name != pause.name and other.effect is pause.effect and not other.kinds.isdisjoint(pause.kinds)
    pairs = ((pause, other), (other, pause))
    return alike and all(first_of(a.start) <= (b.until or date.max) for a, b in pairs)


def transition_section(transition: Transition, phrases: Phrases) -> Section:
    """`The rules of 1 April 2024 go on where the last check was unsafe.`."""
    kept = f"the rules of {values.day(transition.keep)} go on"
    clause = phrases.clause(transition.when)
    said = [f"{kept} where {clause}"]
    if not english.is_short(said[0]):
        said = [f"{kept} for some {nouns.plural(phrases.version.subject)}", f"they are those where {clause}"]
    return Section(transition.name, capital(transition.words), tuple(map(sentence, said)), *grounds(transition))


def in_force(version: Version) -> str:
    """The days on which a version is in force: `from 1 April 2024 (assumed) until 31 March 2025`."""
    return f"from {first_day(version)}" + (f" until {values.day(version.until)}" if version.until else "")


def first_day(version: Version, why: str = "") -> str:
    """The day on which a version came into force, and that it is assumed, with the reason for it if `why` begins it."""
    assumes = version.text.start_assumes
    return values.day(version.start) + ("" if assumes is None else f" (assumed{why and why + one_line(assumes)})")


def calendar_sentence(version: Version) -> str:
    """Which days are working days; empty where no calendar is named."""
    return f"Working days are those of the calendar “{version.calendar}”." if version.calendar else ""


def month_end_sentence(version: Version) -> str:
    """What is meant by a day that a month does not have."""
    ends = "A month or a year ends on the day of the same number"
    if version.month_end is MonthEnd.LAST_DAY:
        ends += ", or, where there is none, on the last day of the month"
    return f"{ends}. {_MONTH_ENDS[version.month_end]}"


def opening(version: Version) -> tuple[str, ...]:
    """What is to be known of a version before its rules: since when, how days are counted, why it was made."""
    opening = (
        f"This is {policy_of_publisher(version)}. {made_known(version)}.",
        f"In force {in_force(version)}.",
        month_end_sentence(version),
        calendar_sentence(version),
        sentence(one_line(version.text.summary)) if version.text.summary else "",
        sentence(f"note: {one_line(version.text.note)}") if version.text.note else "",
    )
    return tuple(line for line in opening if line)


def source_section(name: str, source: SourceText) -> Section:
    """A source, as it is cited."""
    words = [source.title]
    words += [source.kind] if source.kind else []
    words += [f"published on {values.day(source.published)}"] if source.published else []
    words += [source.address] if source.address else []
    return Section(name, source.name.value, (sentence(", ".join(words)),), note=source.note)


def _how_many(bound: Bound, count: int) -> str:
    match bound:
        case Bound.ALL:
            return "all of"
        case Bound.ANY:
            return "at least one of"
        case Bound.AT_LEAST | Bound.AT_MOST | Bound.EXACTLY:
            return f"{bound.value} {english.number_word(count)} of"
        case _:
            assert_never(bound)


def _applies(guarantee: Guarantee) -> str:
    one = guarantee.bound is Bound.ANY or (guarantee.bound is not Bound.ALL and guarantee.count == 1)
    return "applies" if one else "apply"
