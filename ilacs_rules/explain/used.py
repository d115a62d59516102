"""Which facts a decision used: values, and the events they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from ilacs_rules.engine.none_there import still_to_come
from ilacs_rules.explain import values
from ilacs_rules.explain.english import joined, number_word, quoted, sentence
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.reasons import there_is_no
from ilacs_rules.language.fixed_words import Picks
from ilacs_rules.language.nouns import is_plural, the
from ilacs_rules.language.types import Basic, EventType, OutputsType
from ilacs_rules.model import tree
from ilacs_rules.model.absent import NOTHING, UNKNOWN
from ilacs_rules.model.case import Case, Event, Value
from ilacs_rules.model.decision import Decision, Step
from ilacs_rules.model.partial import Day
from ilacs_rules.model.version import DecisionTable
from ilacs_rules.text.frozen import frozen


@frozen
class Used:
    """A fact as a sentence, and where it was recorded if that is known.

    `event` is the sentence of an event without what it records, and `records` says each of these alone. `default` says
    that nothing was told of it, and the policy's default stands in.
    """

    text: str
    source: str | None = None
    default: bool = False
    event: str | None = None
    records: tuple[str, ...] = ()

    def as_data(self) -> dict[str, object]:
        """What stands under `facts` in JSON."""
        return {"text": self.text, "source": self.source, "default": self.default}


@dataclass(slots=True)
class _Told:
    """An event, by what it was asked for, and what was read from it, in order."""

    node: tree.Node
    event: Event | None
    fields: dict[str, tuple[tree.Field, Value]] = field(default_factory=dict)
    published: bool = False
    to_come: str | None = None  # `after 8 June 2024`: from when it counts, where there is none and that day is ahead

    @property
    def publication(self) -> Day | None:
        """When it was published, if that was read."""
        return self.event.publication if self.published and self.event is not None else None


def facts_used(steps: Iterable[Step], decision: Decision, phrases: Phrases, *, every_one: bool = False) -> list[Used]:
    """Every fact that the steps of a decision read, each once: events first, then facts, numbers, tables.

    Of what one part settles, that part; with `every_one` the others too.
    """
    events: dict[tree.Node, _Told] = {}
    others: dict[Used, None] = {}
    for step in steps:
        for part in _walk(step, every_one):
            if (text := _taken(part, decision.case, phrases)) is not None:
                others[Used(sentence(text), default=True)] = None
                continue
            _note_event(part, events, phrases, decision.on)
            if (text := _other(part, phrases)) is not None:
                others[Used(sentence(text))] = None
    told = [_told(one, phrases) for one in events.values() if one.fields or one.publication or not _is_given(one.node)]
    return [*told, *others]


def _walk(step: Step, every_one: bool) -> Iterator[Step]:
    """A step and what it stands on; of a name for an event, not how the event was picked."""
    yield step
    if isinstance(step.value, Event) or (
        isinstance(step.node, tree.Named) and step.value is NOTHING and _is_event(step)
    ):
        return
    for below in (*step.steps, *step.beside) if every_one else step.steps:
        yield from _walk(below, every_one)


def _is_event(step: Step) -> bool:
    return isinstance(step.node.type, EventType)


def _note_event(step: Step, events: dict[tree.Node, _Told], phrases: Phrases, on: date) -> None:
    match step.node:
        case tree.Select(picks=Picks.LATEST | Picks.FIRST) | tree.InHand() | tree.ThisEvent():
            is_event = True
        case tree.Named():
            is_event = isinstance(step.value, Event) or _is_event(step)
        case _:
            is_event = False
    if is_event and step.value is not UNKNOWN:
        told = _Told(step.node, step.value if isinstance(step.value, Event) else None)
        if told.event is None:
            told.to_come = still_to_come(step.node, phrases.version, _values_below(step).get, on)
        events.setdefault(step.node, told)
    if isinstance(step.node, tree.Field | tree.DayOf) and step.steps and isinstance(step.steps[0].value, Event):
        owner = step.steps[0]
        if isinstance(owner.node, tree.Candidate):  # an event being looked at, not one that was picked
            return
        told = events.setdefault(owner.node, _Told(owner.node, step.steps[0].value))
        if isinstance(step.node, tree.Field) and step.value is not UNKNOWN:
            told.fields[step.node.name] = (step.node, step.value)
        elif isinstance(step.node, tree.DayOf) and step.node.day is tree.EventDay.PUBLICATION:
            told.published = True


def _values_below(step: Step) -> dict[tree.Node, Value]:
    """What the nodes below a step came to."""
    below = [step]
    for each in below:
        below += each.steps
    return {each.node: each.value for each in below}


def _is_given(node: tree.Node) -> bool:
    """Whether it is the event that the whole account is about, named at its head."""
    return isinstance(node, tree.ThisEvent)


def _told(one: _Told, phrases: Phrases) -> Used:
    """`The last check was the full check of 14–25 May 2018; its result was safe.`."""
    if one.event is None and one.to_come is not None:
        only = f"only what takes place {one.to_come} counts"
        return Used(sentence(f"{phrases.noun(one.node)} is still to come: {only}"))
    if one.event is None:
        return Used(sentence(there_is_no(one.node, phrases)))
    words = values.event(one.event, phrases.version)
    name = phrases.noun(one.node)
    shown = [(node, values.value(value, node.type, phrases.version)) for node, value in one.fields.values()]
    published = one.publication
    if _is_given(one.node):  # named at the head, and not once more
        parts = [] if published is None else [f"was published {values.on_day(published)}"]
        parts += [f"records {_listed(shown, phrases)}"] if shown else []
        return Used(sentence(f"{name} {joined(parts)}"), one.event.source)
    words = words if words == name else f"{name} {'is' if one.event.end is None else 'was'} {words}"
    if published is not None:
        words += f", published {values.on_day(published)}"
    alone = sentence(words)
    records = tuple(sentence(f"{phrases.field_label(node)}: {read} ({name})") for node, read in shown)
    if len(shown) == 1:
        ((node, read),) = shown
        words += f"; its {phrases.field_label(node)} {'were' if phrases.is_plural(node) else 'was'} {read}"
    elif shown:
        words += f"; it records {_listed(shown, phrases)}"
    return Used(sentence(words), one.event.source, event=alone, records=records)


def _listed(shown: list[tuple[tree.Field, str]], phrases: Phrases) -> str:
    return "; ".join(f"{phrases.field_label(node)}: {read}" for node, read in shown)


def _taken(step: Step, case: Case, phrases: Phrases) -> str | None:
    """`“Sprinklers” is taken to be no, …` where the policy's default stands in; None where it does not."""
    match step.node:
        case tree.Fact(name=name) if case.facts.get(name) is None:
            what = phrases.fact(name)
        case tree.Field(name=name) if step.steps and isinstance(event := step.steps[0].value, Event):
            kind = phrases.version.vocabulary.events.get(event.kind)
            if kind is None or name not in kind.records or event.fields.get(name) is not None:
                return None
            label = phrases.field_label(step.node)
            named = quoted(label) if step.node.type is Basic.YES_OR_NO else the(label)
            what = f"{named} of {values.event(event, phrases.version)}"
        case _:
            return None
    if step.value is UNKNOWN:
        return None
    verb = "are" if phrases.is_plural(step.node) else "is"
    if step.value is NOTHING:
        taken = f"it is taken that there {verb} no {what.removeprefix('the ')}"
    else:
        taken = f"{what} {verb} taken to be {values.in_sentence(step.value, step.node.type, phrases.version)}"
    return f"{taken}, as the policy says where nothing is told"


def _other(step: Step, phrases: Phrases) -> str | None:
    node, shown = step.node, values.value(step.value, step.node.type, phrases.version)
    if step.value is UNKNOWN:
        return None
    match node:
        case tree.Fact(name=name):
            if step.value is NOTHING:
                verb = "are" if phrases.is_plural(node) else "is"
                return f"there {verb} no {phrases.fact(name).removeprefix('the ')}"
            verb = "was" if node.type is Basic.DATE else "are" if phrases.is_plural(node) else "is"
            return f"{phrases.fact(name)} {verb} {shown}"
        case tree.Select(picks=Picks.NUMBER):
            return f"{phrases.noun(node)} is {shown}"
        case tree.Several():
            return _several(node, step.value, shown, phrases)
        case tree.Field() | tree.DayOf() if isinstance(step.value, tuple) and step.value:
            return f"{phrases.noun(node)} is {shown}"
        case tree.Named(name=name) if isinstance(phrases.version.definitions[name].body, DecisionTable):
            return f"{_read_from_table(name, step, phrases)} ({step.note})" if step.note else None
        case _:
            return None


def _read_from_table(name: str, step: Step, phrases: Phrases) -> str:
    """`“usual interval” is 1 year`; of several outputs `by “team” the checkers are 2 and the time is 1 day`."""
    label, shown, of = quoted(phrases.version.definitions[name].label), step.value, step.node.type
    if not isinstance(of, OutputsType) or not isinstance(shown, tuple):
        return f"{label} is {values.value(shown, of, phrases.version)}"
    outputs = zip(of.names, shown, of.types, strict=True)
    told = [
        f"{the(output)} {'are' if is_plural(output) else 'is'} {values.value(one, type_, phrases.version)}"
        for output, one, type_ in outputs
    ]
    return f"by {label} {joined(told)}"


def _several(node: tree.Several, found: Value, shown: str, phrases: Phrases) -> str | None:
    """The events of a list, and that there are only so many where they are fewer."""
    if not isinstance(found, tuple) or not found:
        return None
    if len(found) == node.count:
        return f"{phrases.noun(node)} are {shown}"
    return f"of {phrases.noun(node)} there {'is' if len(found) == 1 else 'are'} only {number_word(len(found))}: {shown}"
