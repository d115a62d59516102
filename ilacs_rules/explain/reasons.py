"""Why a condition holds or does not: what held, or everything that is not so.

It reads the steps of a trace. Only conditions that are settled come here; what cannot be told is told by its needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from datetime import date

from ilacs_rules.engine.snapshot import day_told
from ilacs_rules.explain import values
from ilacs_rules.explain.case_phrases import whose_it_is
from ilacs_rules.explain.english import joined, sentence
from ilacs_rules.explain.implied import without_implied
from ilacs_rules.explain.named_conditions import written_out
from ilacs_rules.explain.phrases import Phrases
from ilacs_rules.explain.relations import TURNED
from ilacs_rules.explain.said_once import counts
from ilacs_rules.explain.when import began_or_ended
from ilacs_rules.language.fixed_words import Bound, Relation
from ilacs_rules.language.nouns import the
from ilacs_rules.language.types import Basic
from ilacs_rules.model import tree
from ilacs_rules.model.absent import NOTHING, UNKNOWN
from ilacs_rules.model.case import Event, Value
from ilacs_rules.model.decision import Step
from ilacs_rules.model.partial import Partial
from ilacs_rules.text.frozen import frozen


@frozen
class Grounds:
    """Why a condition holds or not: clauses joined by “and”, and for each name in them a sentence that says why.

    Where one of several parts is enough for it to hold, the first is told, or `every_one`.
    """

    clauses: list[str] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    every_one: bool = False


def what_held(step: Step, phrases: Phrases) -> Grounds:
    """Why a condition holds: of an `and` every part, of an `or` the first part that does.

    Of an `and` that has to fail for it, such as a name that is not so, all that fails is told.
    """
    held = Grounds()
    _because(step, True, phrases, held)
    return _each_once(held)


def what_did_not_hold(step: Step, phrases: Phrases) -> Grounds:
    """Why a condition does not hold: everything in it that is not so. Whether more stands in the way is not said."""
    missing = Grounds(every_one=True)
    _because(step, False, phrases, missing)
    return _each_once(missing)


def _each_once(found: Grounds) -> Grounds:
    """What several names rest on is said where it first comes."""
    return replace(found, sentences=list(dict.fromkeys(found.sentences)))


def tests(step: Step) -> Iterator[Step]:
    """The tests a condition is joined from."""
    if isinstance(step.node, tree.And | tree.Or | tree.Not):
        for below in step.steps:
            yield from tests(below)
    else:
        yield step


def behind(step: Step) -> Step:
    """The step of what a name stands for; a decision table's stands for itself."""
    while isinstance(step.node, tree.Named) and len(step.steps) == 1 and step.steps[0].node != step.node:
        step = step.steps[0]
    return step


def _because(step: Step, wanted: bool, phrases: Phrases, found: Grounds) -> None:
    match step.node:
        case tree.Not():
            _because(step.steps[0], not wanted, phrases, found)
        case tree.And() | tree.Or():
            all_told = found.every_one or not wanted or isinstance(step.node, tree.And)  # none of what fails by chance
            parts = (*step.steps, *step.beside) if found.every_one or not wanted else step.steps
            settled = [below for below in parts if _holds(below) is wanted]
            if isinstance(step.node, tree.And) and wanted:
                to_tell = without_implied(tuple(below.node for below in settled), phrases.version)
                settled = [below for below in settled if below.node in to_tell]
            if isinstance(step.node, tree.And) and not wanted:  # what was never done is told once, not also by its day
                settled = [below for below in settled if not _has_no_day(below)] or settled
                found.sentences.extend(_not_known_beside(parts, phrases) if settled else [])
            for below in settled if all_told else settled[:1]:
                _because(below, wanted, phrases, found)
        case tree.Named(name=name) if written_out(phrases.version.definitions[name]) is not None and step.steps:
            _because(step.steps[0], wanted, phrases, found)
        case tree.Named():
            clause = phrases.clause(step.node, negated=not wanted)
            found.clauses.append(clause)
            body = behind(step)
            if body is not step and _is_condition(body):
                inner = Grounds(_each_counted(body, phrases), every_one=found.every_one)
                if not inner.clauses:
                    _because(body, wanted, phrases, inner)
                found.sentences.append(sentence(f"{clause} because {joined(inner.clauses)}"))
                found.sentences.extend(inner.sentences)
        case _:
            turned = None if wanted else _turned(step, phrases)
            clause = turned or phrases.clause(step.node, negated=not wanted)
            told = _says_it_all(step.node, wanted) and step.value is not NOTHING
            evidence = None if told else _evidence(step, phrases)
            found.clauses.append(f"{clause} ({evidence})" if evidence else clause)


def _not_known_beside(parts: Iterable[Step], phrases: Phrases) -> list[str]:
    """What nobody knows of other parts that would all have to hold: unsaid, they would be taken to hold."""
    not_known = [below.node for below in parts if _holds(below) is None]
    asked = [each.item if isinstance(each, tree.Not) else each for each in not_known]
    whether = joined([f"whether {phrases.clause(each, negated=False)}" for each in asked], "or")
    return [f"That is enough, though it cannot be told {whether}."] if asked else []


def _each_counted(step: Step, phrases: Phrases) -> list[str]:
    """`leaders are good` of each in a list, as the name says already how many of them are what.

    Where it is enough that some are so, of these alone. Nothing of another condition, nor of what is yes or no.
    """
    if not isinstance(step.node, tree.Counting) or not isinstance(step.node.items, tree.ListOf):
        return []
    of_list, *are_so = step.steps
    if any(each.node.type is Basic.YES_OR_NO for each in of_list.steps):
        return []
    some = step.value is True and step.node.bound in (Bound.ANY, Bound.AT_LEAST)
    told = [each for each, is_so in zip(of_list.steps, are_so, strict=True) if is_so.value is True or not some]
    return [_is(each, phrases) for each in told if each.value is not UNKNOWN]


def _evidence(step: Step, phrases: Phrases) -> str | None:
    """The values behind a test: `it is unsafe`; nothing if the test says it all."""
    parts = list(tests(step))
    found = [text for part in parts if (text := _value_behind(part, phrases, named=len(parts) > 1))]
    return joined(found) if found else None


def _value_behind(step: Step, phrases: Phrases, *, named: bool) -> str | None:
    node, version = step.node, phrases.version
    match node:
        case tree.Recorded():
            shown = step.steps[0].value if step.steps else NOTHING
            return f"there is {values.event(shown, version)}" if isinstance(shown, Event) else None
        case _ if isinstance(node, tree.Test):
            subject, *others = step.steps
            found = [_is(subject, phrases) if named else _on_its_day(step, phrases) or _it_is(subject, phrases)]
            found += [_is(other, phrases) for other in others if not isinstance(other.node, tree.Const | tree.Today)]
            return joined(found)
        case tree.Fact() | tree.Field():
            return _is(step, phrases) if named else _it_is(step, phrases)
        case tree.Lot():
            return step.note
        case tree.Counting() | tree.SelectCases():
            return whose_it_is(step)
        case tree.Select() if node.type is Basic.YES_OR_NO:
            return "there has been one" if (step.value is True) == (node.picks.value == "any") else None
        case _:
            return None


def _turned(test: Step, phrases: Phrases) -> str | None:
    """`the last check began before 1 March 2020`, where it did not begin on or after that day.

    Only of days that there are: that something never happened is said by no day. None of another test.
    """
    match test.node:
        case tree.Compare(relation=relation, left=left) if left.type is Basic.DATE and relation in TURNED:
            there = all(each.value is not NOTHING for each in test.steps)
            return phrases.clause(replace(test.node, relation=TURNED[relation])) if there else None
        case _:
            return None


def _on_its_day(test: Step, phrases: Phrases) -> str | None:
    """`on 30 November 2019`, of a test that says that something began, ended or was published."""
    shown = _known_of(test.steps[0])
    if not isinstance(test.node, tree.Compare) or not isinstance(shown, date | Partial):
        return None
    return None if began_or_ended(test.node, phrases.noun, negated=False) is None else values.on_day(shown)


def _it_is(step: Step, phrases: Phrases) -> str:
    are = phrases.is_plural(step.node)
    if step.value is NOTHING:
        return f"there {'are' if are else 'is'} none"
    they_are = "there are" if counts(step.node, phrases) else "they are"
    return f"{they_are if are else 'it is'} {_value(step, phrases)}"


def _is(step: Step, phrases: Phrases) -> str:
    """What another part of a test is: `the limit is 11`."""
    verb = "are" if phrases.is_plural(step.node) else "is"
    if step.value is NOTHING and (never := _never_happened(step)) is not None:
        return there_is_no(never, phrases)
    if step.value is NOTHING:
        return f"there {verb} no {phrases.noun(step.node).removeprefix('the ')}"
    return f"{phrases.noun(step.node)} {verb} {_value(step, phrases)}"


def _value(step: Step, phrases: Phrases) -> str:
    known = _known_of(step)
    if isinstance(known, Partial):
        return values.some_day(known)
    return values.in_sentence(known, step.node.type, phrases.version)


def _known_of(step: Step) -> Value | Partial:
    """The value of a side of a test; of a day of an event that is not known exactly, the month or year it lies in.

    A test of such a day is settled where every day it may be gives the same answer.
    """
    day = behind(step)
    if step.value is not UNKNOWN or not isinstance(day.node, tree.DayOf):
        return step.value
    event = day.steps[0].value
    return (day_told(event, day.node.day) if isinstance(event, Event) else None) or UNKNOWN


def _never_happened(step: Step) -> tree.Node | None:
    """The event that a day hangs on, which never happened."""
    if isinstance(step.node, tree.DayOf | tree.Field):
        event = step.steps[0] if step.steps else None
        return event.node if event is not None and event.value is NOTHING else None
    found = map(_never_happened, (below for below in step.steps if below.value is NOTHING))
    return next((node for node in found if node is not None), None)


def _has_no_day(test: Step) -> bool:
    """Whether it is a test of a value that hangs on an event which never happened."""
    return isinstance(test.node, tree.Compare) and any(
        each.value is NOTHING and _never_happened(each) is not None for each in test.steps
    )


def _says_it_all(node: tree.Node, held: bool) -> bool:
    """Whether a clause gives the value itself: `the result is safe`."""
    match node:
        case tree.Compare(relation=relation, right=tree.Const()):
            return held == (relation is Relation.EQUAL) and relation in (Relation.EQUAL, Relation.UNEQUAL)
        case tree.Fact() | tree.Field() | tree.Recorded() | tree.Select():
            return True
        case _:
            return False


def _is_condition(step: Step) -> bool:
    return step.node.type is Basic.YES_OR_NO and not isinstance(step.node, tree.Named)


def _holds(step: Step) -> bool | None:
    """Whether it holds; nothing counts as no, and None is not known."""
    return None if step.value is UNKNOWN else step.value is True


def there_is_no(node: tree.Node, phrases: Phrases) -> str:
    """`there has been no check`; for a value `there is no previous result`."""
    if isinstance(node, tree.Named | tree.Select | tree.InHand):
        return phrases.clause(tree.Recorded(node, type=Basic.YES_OR_NO, span=node.span), negated=True)
    return f"there is no {the(phrases.noun(node)).removeprefix('the ')}"
