"""A requirement as sentences: who must do what, for whom, when, for how long, and what else is to be known of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ilacs_rules.explain import english
from ilacs_rules.explain.document import Section, grounds
from ilacs_rules.explain.english import capital, joined, quoted, sentence
from ilacs_rules.explain.needed import hangs_on_when_done, named
from ilacs_rules.explain.phases import phases_of_rule, work_in_short
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.progress import how_long
from ilacs_rules.explain.several import all_of
from ilacs_rules.explain.status import when_due
from ilacs_rules.explain.timing import Timed, every, how_often, timed
from ilacs_rules.language import nouns
from ilacs_rules.language.durations import NO_TIME
from ilacs_rules.language.fixed_words import CountsFrom, Picks, Strength
from ilacs_rules.language.names import fold
from ilacs_rules.language.nouns import the, with_article
from ilacs_rules.language.number_words import n_times
from ilacs_rules.model import tree
from ilacs_rules.model.absent import Absent
from ilacs_rules.model.decision import Obligation, Status
from ilacs_rules.model.derivation import Origin, Start
from ilacs_rules.model.due_shapes import Quota, Repeat, kinds_between
from ilacs_rules.model.version import Requirement, Version
from ilacs_rules.text.frozen import frozen

STRENGTHS = {
    Strength.MUST: "it has to be done, and is overdue when it is late",
    Strength.WILL: "it is what will be done, and is overdue when it is late",
    Strength.SHOULD: "it is to be done unless there is a good reason, and is overdue when it is late",
    Strength.USUALLY: "it is what normally happens; when it is late it is later than usual, which is not a breach",
    Strength.ASKED: "somebody is asked to do it but does not have to; doing it later is no breach",
    Strength.MAY: "it is allowed and need not be done; when its time is over it lapses",
}
"""How binding a requirement is, in the words of readers."""


def requirement_section(requirement: Requirement, version: Version) -> Section:
    """Everything a reader wants to know of a requirement."""
    phrases = Phrases(version)
    timing = timed(requirement.due, phrases, version.since(requirement.name))
    sentences = [*_duty(requirement, phrases, timing), *_counted_on(requirement, version), *timing.sentences]
    others = _replacing(requirement, version)
    if others:
        sentences.append(sentence(f"where {_one_applies(others)}, this does not"))
    sentences += [said for key in KEYS.values() if (said := key.sentence(requirement, phrases))]
    return Section(requirement.name, capital(requirement.label), tuple(sentences), *grounds(requirement))


def _counted_on(requirement: Requirement, version: Version) -> list[str]:
    """From where the later ones of what repeats are counted, where the day of the first stays where it is."""
    if not is_counted_on(requirement, version):
        return []
    counted = "The first is counted from there, each further one from when the one before was done."
    return [counted, *_only_while(requirement, Phrases(version))]


def is_counted_on(requirement: Requirement, version: Version) -> bool:
    """Whether it repeats after a day that stays where it is, each time counted from when the one before was done."""
    shape = requirement.due.shape
    if not isinstance(shape, Repeat) or shape.anchor is None or shape.keeps:
        return False
    return not _moves_on(shape.anchor, requirement, version)


def _only_while(requirement: Requirement, phrases: Phrases) -> list[str]:
    """What ends something that is done so many times: a later event after which its condition no longer holds."""
    if requirement.when is None:
        return []
    parts = requirement.when.items if isinstance(requirement.when, tree.And) else (requirement.when,)
    ending = tuple(each for each in parts if not _stays(each))
    if not ending:
        return []
    said = sentence(f"this goes on only while {all_of(ending, phrases)}")
    return [said if english.is_short(said) else "This goes on only while the condition holds."]


def _stays(condition: tree.Node) -> bool:
    """Whether what has come to hold never ends: what has happened once stays so."""
    return isinstance(condition, tree.Select) and condition.picks is Picks.ANY and not condition.history.filters


def _moves_on(anchor: tree.Node, requirement: Requirement, version: Version) -> bool:
    """Whether it is a day of the latest of all that is asked for, so that each moves it on."""
    event: object = anchor.event if isinstance(anchor, tree.DayOf) else None
    if isinstance(event, tree.Named):
        event = version.definitions[event.name].body
    match event:
        case tree.Select(picks=Picks.LATEST, history=tree.History(kinds=kinds, filters=())):
            return requirement.accepts <= kinds
        case _:
            return False


def who(by: str, version: Version) -> str:
    """Who acts: a name as it is, anything else with its article (`the building owner`)."""
    if fold(by) == fold(version.subject):
        return f"the {version.subject}"
    return by if by[:1].isupper() else the(by)


def how_bound(requirement: Requirement) -> str:
    """How binding a requirement is in a word: `asked`, `allowed`; nothing where it must or will be done."""
    return _BOUND.get(requirement.strength, "")


def for_whom(requirement: Requirement, phrases: Phrases) -> str:
    """Whom it is for, all conditions in one clause: `when the result is safe, unless “re-check” applies`."""
    version = phrases.version
    each = "" if requirement.for_each is None else f"for each {phrases.history(requirement.for_each.history)}"
    when = "" if requirement.when is None else f"when {phrases.clause(requirement.when)}"
    others = _replacing(requirement, version)
    unless = f"unless {_one_applies(others)}" if others else ""
    return ", ".join(filter(None, (each or ("" if when else everyone(requirement, phrases)), when, unless)))


def everyone(requirement: Requirement, phrases: Phrases) -> str:
    """Whom it is for if no condition is written: `every building`, `every building that has had a check`."""
    between = kinds_between(requirement.due.shape)
    since = "" if between is None else f" that has had {nouns.with_article(phrases.kind(between.kind))}"
    return f"every {phrases.version.subject}{since}"


def _replacing(requirement: Requirement, version: Version) -> list[str]:
    """What stands instead of a requirement where it applies, as readers are shown it."""
    return [other.label for other in version.requirements.values() if requirement.name in other.replaces]


def _one_applies(labels: list[str]) -> str:
    """`“re-check” or “visits” apply`: one of some requirements does, the last of which may be a plural itself."""
    verb = "apply" if nouns.is_plural(labels[-1]) else "applies"
    return f"{joined([quoted(each) for each in labels], 'or')} {verb}"


def how_long_it_takes(requirement: Requirement, phrases: Phrases) -> tuple[str, tree.Node | None]:
    """How long it lasts, for a table: `1 week`, `not said`; with the part of the rule that says it."""
    length = requirement.lasts
    return "not said" if length is None else phrases.noun(length), length


_BOUND = {Strength.ASKED: "asked", Strength.MAY: "allowed", Strength.USUALLY: "usually", Strength.SHOULD: "should"}


def asked_of(obligation: Obligation, version: Version, *, moved_by: Sequence[str] = (), by_clock: bool = False) -> str:
    """What is asked of one case: `Anyshire must carry out a full check every year. The next is due on 1 May 2025.`.

    Where nothing has to be done any more, or only so much is allowed, it is said as in the rule; so it is where the day
    is `moved_by` other requirements (folded), still to come, or hangs `by_clock` on the last one, of which no day is
    told.
    """
    requirement = version.requirements[obligation.requirement]
    phrases, shape = Phrases(version), requirement.due.shape
    timing = timed(requirement.due, phrases)
    words = deed(requirement, phrases, timing)
    if obligation.status is Status.SATISFIED and not obligation.served_by:
        said = f"{words} {timing.words}"
    elif isinstance(shape, Repeat) and by_clock:
        said = f"{words} {every(shape.period, phrases)}{how_often(requirement.due)}, counted from the last one"
    elif isinstance(shape, Repeat) and not moved_by:
        often = f"{every(shape.period, phrases)}{how_often(requirement.due)}"
        said = f"{words} {often}. {_which(obligation)} {when_due(obligation, version)}"
    elif moved_by:
        said = f"{words} {timing.words}. {capital(_day_depends_on(requirement, moved_by, phrases))}"
    elif isinstance(shape, Quota):
        said = f"{words} {timing.words}. The next {when_due(obligation, version)}"
    else:
        said = f"{words}. This {when_due(obligation, version)}"
    ends = [] if not _counted_on(requirement, version) else _only_while(requirement, phrases)
    further = (*ends, _how_long_in_an_example(obligation, version), work_in_short(obligation))
    return " ".join(sentence(each) for each in (said, *further) if each is not None)


def _day_depends_on(requirement: Requirement, moved_by: Sequence[str], phrases: Phrases) -> str:
    """Of what is still to come its day hangs on: `The first is due a quarter after that day, which depends on …`."""
    depends = hangs_on_when_done(moved_by, phrases.version)
    shape = requirement.due.shape
    if isinstance(shape, Repeat) and shape.anchor is not None:
        return f"the first is due {phrases.noun(shape.period)} after that day, which {depends}"
    return f"when it is due {depends}"


def _which(obligation: Obligation) -> str:
    """`The first`, counted from when the subject was created or the rules came into force, or `The next`."""
    reached = obligation.derivation
    begun = next((path[0] for path in (reached.target, reached.closes, reached.opens) if path), None)
    return "The first" if isinstance(begun, Start) and begun.origin in _FIRST else "The next"


_FIRST = (Origin.CREATED, Origin.REQUIREMENT, Origin.RULES)


def _how_long_in_an_example(obligation: Obligation, version: Version) -> str | None:
    """How long it lasts in a made-up case, of which nothing is missing: where it cannot be told, what it depends on."""
    if not isinstance(obligation.lasts, Absent) or not obligation.lasts_needs:
        return how_long(obligation, version)
    it_lasts = english.lasts(version.vocabulary.events[obligation.event].label)
    return f"how long {it_lasts} depends on {named(obligation.lasts_needs)}"


def deed(requirement: Requirement, phrases: Phrases, timing: Timed | None = None) -> str:
    """`Example Fire Service must carry out a full check`; with its timing, how many are to be done."""
    kind = phrases.version.vocabulary.events[requirement.event]
    acting = who(requirement.by, phrases.version)
    bound = None if timing is None else timing.bound
    if kind.verb is not None:
        often = "" if timing is None or bound is None else f" {bound} {n_times(timing.count)}"
        return f"{acting} {_to_do(requirement, kind.verb)}{often}"
    what = with_article(kind.label)
    if timing is not None and bound is not None:
        what = f"{bound} {english.counted(timing.count, kind.label)}"
    return f"{acting} {_to_do(requirement, english.verb_for(kind.label))} {what}"


def _length(requirement: Requirement, phrases: Phrases) -> str:
    """How long it lasts; nothing where that is not said."""
    if requirement.lasts is None:
        return ""
    return sentence(f"{english.lasts(phrases.kind(requirement.event))} {phrases.noun(requirement.lasts)}")


def announcement(requirement: Requirement, phrases: Phrases) -> str:
    """How long before it starts it is announced; nothing where that is not said."""
    if requirement.notice is None:
        return ""
    if isinstance(requirement.notice, tree.Const) and requirement.notice.value == NO_TIME:
        return "It is not announced beforehand."
    return sentence(f"it is announced {phrases.noun(requirement.notice)} before it starts")


def _counts(requirement: Requirement, phrases: Phrases) -> str:
    """Which other kinds of event fulfil it, if any do."""
    others = also_counts(requirement, phrases)
    count = "counts" if len(others) == 1 else "count"
    return sentence(f"{joined(others)} {count} as well") if others else ""


def _counts_from(requirement: Requirement, phrases: Phrases) -> str:
    """From when on an event counts, where that is before it has ended."""
    if requirement.counts_from is CountsFrom.END:
        return ""
    return "It counts as done from its first day."


def _serves(requirement: Requirement, phrases: Phrases) -> str:
    """Whether one event may serve several of those it is asked for."""
    if not requirement.one_event_may_serve_several or requirement.for_each is None:
        return ""
    several = nouns.plural(phrases.kind(requirement.for_each.history.kind))
    return sentence(f"{with_article(phrases.kind(requirement.event))} may serve several {several}")


def _exception(requirement: Requirement, phrases: Phrases) -> str:
    """Which requirements do not apply while this one does, or which a permission may stand for."""
    if not requirement.exception_to:
        return ""
    names = [quoted(phrases.version.requirements[name].label) for name in requirement.exception_to]
    if not requirement.replaces:
        stand = "stands" if len(names) == 1 else "stand"
        return f"It may take the place of {joined(names, 'or')}, which {stand} until then."
    do = "does" if len(names) == 1 else "do"
    return f"This is an exception: while it applies, {joined(names)} {do} not."


def _duty(requirement: Requirement, phrases: Phrases, timing: Timed) -> list[str]:
    """`For each …, when …, Example Fire Service must carry out a full check every 3 years after …`.

    Where that is too long a sentence, whom it is for is told in sentences of its own.
    """
    due = timing.words  # what has to be done is not for “any time”, though no date is set
    due = due if requirement.strength is Strength.MAY else due.removeprefix("at any time ")
    words = f"{deed(requirement, phrases, timing)} {due}"
    when = "" if requirement.when is None else f"when {phrases.clause(requirement.when)}, "
    each = "" if requirement.for_each is None else f"for each {phrases.history(requirement.for_each.history)}, "
    whole = f"{each}{when}{words}"
    if not (each or when) or english.is_short(whole):
        return [sentence(whole)]
    return [*_for_whom(requirement, phrases), sentence(words)]


def _for_whom(requirement: Requirement, phrases: Phrases) -> list[str]:
    """Whom it is for, a sentence for each condition that does not fit into one with the others."""
    found = []
    if requirement.for_each is not None:
        found.append(sentence(f"this is for each {phrases.history(requirement.for_each.history)}"))
    if requirement.when is None:
        return found
    when = phrases.told(requirement.when)
    whole = sentence(f"this applies when {phrases.clause(when)}")
    if english.is_short(whole) or not isinstance(when, tree.And):
        return [*found, whole]
    found.append(f"This applies when {english.things_true(len(when.items))}.")
    return [*found, *(sentence(phrases.clause(each)) for each in when.items)]


def _to_do(requirement: Requirement, verb: str) -> str:
    """The verb with its strength; someone named by a plural (`the owners`) takes a plural verb."""
    many = nouns.is_plural(requirement.by)
    match requirement.strength:
        case Strength.USUALLY:
            return f"usually {verb if many else english.third_person(verb)}"
        case Strength.ASKED:
            return f"{'are' if many else 'is'} asked to {verb}"
        case strength:
            return f"{strength} {verb}"


def also_counts(requirement: Requirement, phrases: Phrases) -> list[str]:
    """The other kinds of event that fulfil a requirement, each told once by the widest kind."""
    kinds = phrases.version.vocabulary.events
    found = []
    for name in kinds:
        told = not requirement.accepts.isdisjoint(kinds[name].is_a)
        if name not in requirement.accepts or name == requirement.event or told:
            continue
        wider = requirement.event in kinds[name].kinds
        found.append(f"any other kind of {phrases.kind(name)}" if wider else with_article(phrases.kind(name)))
    return found


@frozen
class KeyInWords:
    """A key of a requirement as readers are told of it.

    Where a requirement does not have it its sentence is empty, and `without` is said of it beside one that has.
    """

    title: str
    sentence: Callable[[Requirement, Phrases], str]
    without: str


KEYS = {
    "lasts": KeyInWords("how long it lasts", _length, "Nothing is said of how long it lasts."),
    "phases": KeyInWords("phases", phases_of_rule, "Nothing is said of phases."),
    "notice": KeyInWords("notice", announcement, "Nothing is said of notice."),
    "accepts": KeyInWords("what else counts", _counts, "This version names nothing else that counts."),
    "counts_from": KeyInWords("from when it counts", _counts_from, "It counts once it has ended."),
    "one_event_may_serve_several": KeyInWords("one for several", _serves, "Each needs one of its own."),
    "exception_to": KeyInWords("exceptions", _exception, "It is no exception to another requirement."),
}
"""The keys that have a sentence of their own, in the order in which a rule is told."""
