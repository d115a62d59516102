"""The one printer for English: a checked expression as a phrase a reader understands.

Negation is never worked out by turning a test round: `not (result is good or better)` is true of a result that does
not exist, `result is worse than good` is not. It is said with “not”, which means the same in both languages.
"""

from __future__ import annotations

from typing import assert_never

from ilacs_rules.explain import case_phrases, english, values, when
from ilacs_rules.explain.english import joined, quoted
from ilacs_rules.explain.implied import as_told
from ilacs_rules.explain.named_conditions import did, fact_said_as, named, record_of, said_as, written_out
from ilacs_rules.explain.relations import Be, compared, drawn_by_lot, item_of, subject_of
from ilacs_rules.explain.said_once import counts, said_of
from ilacs_rules.explain.several import all_of, one_of
from ilacs_rules.language import nouns
from ilacs_rules.language.fixed_words import Bound, Picks, Relation, Sign
from ilacs_rules.language.nouns import the
from ilacs_rules.language.types import Basic, EventType, ListType
from ilacs_rules.model import tree
from ilacs_rules.model.version import Version
from ilacs_rules.text.frozen import frozen

_SIGNS = {Sign.PLUS: "plus", Sign.MINUS: "minus", Sign.TIMES: "times", Sign.DIVIDED: "divided by"}


def phrase(node: tree.Node, version: Version) -> str:
    """An expression in English: a condition as a clause without capital or full stop, anything else as a noun."""
    phrases = Phrases(version)
    return phrases.clause(node) if node.type is Basic.YES_OR_NO else phrases.noun(node)


@frozen
class Phrases:
    """The phrases of one version, with the labels of its vocabulary."""

    version: Version
    whose: str = ""  # said of what is asked of the case itself, where something is said of others
    tells_all: bool = False  # what others of several conditions imply as well

    # ------------------------------------------------------------------------------------------- things and values

    def noun(self, node: tree.Node) -> str:
        """What the expression stands for: `the result of the last full check`, `3 years`, `1 March 2020`."""
        match node:
            case tree.Const(value=value):
                return values.value(value, node.type, self.version)
            case tree.Today():
                return "today"
            case tree.Fact(name=name):
                return self.fact(name) + self.whose
            case tree.Named(name=name):
                return named(self.version.definitions[name], self.version) + self.whose
            case tree.ThisEvent(kind=kind):
                return f"that {self.kind(kind)}"
            case tree.Candidate() | tree.Item():
                return "it"
            case tree.InHand(kind=kind):
                return f"the {self.kind(kind)} under way"
            case tree.Field(event=event):
                label = self.field_label(node)
                return self._field(quoted(label) if item_of(node.type) is Basic.YES_OR_NO else label, event)
            case tree.Output(row=row, name=name):
                return self._field(name, row)
            case tree.OfCase() | tree.ThisCase() | tree.Cases() | tree.SelectCases():
                return case_phrases.noun(node, self)
            case tree.DayOf(event=event, day=day):
                return self._field(day.value, event)
            case tree.If(condition=condition, then=then, otherwise=otherwise):
                is_itself = isinstance(condition, tree.Recorded) and condition.subject == then
                test = "that is recorded" if is_itself else self.clause(condition)
                return f"{self.noun(then)} if {test}, otherwise {self.noun(otherwise)}"
            case tree.Arithmetic():
                return self._arithmetic(node)
            case tree.ListOf(items=items):
                return self._list(items)
            case tree.PeriodOf(words=words):
                return words
            case tree.Call(function=function, arguments=arguments):
                return when.called(function, arguments, self.noun)
            case tree.Several(picks=picks, count=count, history=history):
                number = "" if count == 1 else f"{english.number_word(count)} "
                return f"the {picks.value} {number}{self.history(history, many=count > 1)}"
            case tree.Select(picks=Picks.LATEST, history=history):
                return f"the latest {self.history(history)}"
            case tree.Select(picks=Picks.FIRST, history=history):
                return f"the first {self.history(history)}"
            case tree.Select(picks=Picks.NUMBER, history=history):
                return f"the number of {self.history(history, many=True)}"
            case (
                tree.Select()
                | tree.Compare()
                | tree.OneOf()
                | tree.Between()
                | tree.Near()
                | tree.InStretch()
                | tree.Recorded()
                | tree.And()
                | tree.Or()
                | tree.Not()
                | tree.Counting()
                | tree.Lot()
            ):
                return f"whether {self.clause(node)}"
            case _:
                assert_never(node)

    def kind(self, kind: str) -> str:
        """What readers call a kind of event."""
        return values.kind_label(kind, self.version)

    def field_label(self, field: tree.Field) -> str:
        """What readers call something that an event records."""
        record = record_of(field, self.version)
        return field.name if record is None else record.shown

    def is_plural(self, node: tree.Node) -> bool:
        """Whether what names the value is a plural: `the fire doors of the last check`."""
        match node:
            case tree.Field():
                return node.type is not Basic.YES_OR_NO and nouns.is_plural(self.field_label(node))
            case tree.Fact(name=name) | tree.OfCase(name=name, is_fact=True):
                return node.type is not Basic.YES_OR_NO and nouns.is_plural(self.fact(name))
            case tree.Named(name=name):
                return nouns.is_plural(self.version.definitions[name].label)
            case _:
                return False

    def history(self, history: tree.History, *, many: bool = False) -> str:
        """Events of a kind with their filters: `full check since 1 March 2020 whose result is safe`."""
        label = self.kind(history.kind)
        parts = [nouns.plural(label) if many else label]
        for one in history.filters:
            parts.append(when.within(one, self.noun) if isinstance(one, tree.Within) else self.where(one.condition))
        return " ".join(parts)

    def fact(self, name: str) -> str:
        """A fact of the case: `the height`, `the day the building was created`."""
        fact = self.version.vocabulary.facts[name]
        label = fact.shown
        if fact.type is Basic.YES_OR_NO:
            return quoted(label)
        if fact.type is Basic.DATE and " " not in label and label.endswith("ed"):  # `created: date`
            return f"the day the {self.version.subject} was {label}"
        return the(label)

    def _field(self, label: str, event: tree.Node) -> str:
        if isinstance(event, tree.Candidate):
            return f"its {label}"
        if isinstance(event.type, ListType):
            return f"{the(label)} of each of {self.noun(event)}"
        return f"{the(label)} {'at' if ' of ' in label else 'of'} {self.noun(event)}"

    def _list(self, items: tuple[tree.Node, ...]) -> str:
        owners = {item.event for item in items if isinstance(item, tree.Field)}
        if len(owners) == 1 and all(isinstance(item, tree.Field) for item in items):
            labels = [self.field_label(item) for item in items if isinstance(item, tree.Field)]
            if any(" and " in label or " or " in label for label in labels):
                labels = [quoted(label) for label in labels]
            (owner,) = owners
            return f"{joined(labels)} of {self.noun(owner)}"
        return joined([self._listed(item) for item in items])

    def _listed(self, item: tree.Node) -> str:
        """A thing in a list; the label of a field that holds an `and` of its own is kept apart by quotation marks."""
        if not isinstance(item, tree.Field) or " and " not in self.field_label(item):
            return self.noun(item)
        return self._field(quoted(self.field_label(item)), item.event)

    def _arithmetic(self, node: tree.Arithmetic) -> str:
        left, right = self.noun(node.left), self.noun(node.right)
        if node.type is Basic.DATE and isinstance(node.right, tree.Named) and node.sign is Sign.PLUS:
            return f"the end of {right}, counted from {left}"
        if node.type is Basic.DATE:
            return f"{right} {'after' if node.sign is Sign.PLUS else 'before'} {left}"
        left, right = (
            f"({text})" if isinstance(part, tree.Arithmetic) else text
            for part, text in ((node.left, left), (node.right, right))
        )
        return f"{left} {_SIGNS[node.sign]} {right}"

    def where(self, condition: tree.Node) -> str:
        """What those that are meant pass: `whose result is safe`, `where …`."""
        condition = self.told(condition)
        items = condition.items if isinstance(condition, tree.And) else (condition,)
        parts = [self._relative(item) for item in items]
        if None not in parts:
            return joined([part for part in parts if part is not None])
        return f"where {self.clause(condition)}"

    def _relative(self, condition: tree.Node) -> str | None:
        """`whose result is safe`; `that found a fault`, as its author has it. None where neither can be said."""
        said = self.clause(condition)
        told = did(condition, self.version)
        if told is not None:
            return f"that {told}" if said == f"it {told}" else None
        if said.startswith("it has no "):
            return f"that {said[3:]}"
        return "whose " + said[4:].replace(" or its ", " or whose ") if said.startswith("its ") else None

    # ------------------------------------------------------------------------------------------- conditions

    def clause(self, node: tree.Node, *, negated: bool = False) -> str:
        """A condition: `the result is safe`; negated `the result is not safe`."""
        match node:
            case tree.And(items=items):
                return all_of(items, self) if not negated else one_of(items, self, negated=True)
            case tree.Or(items=items):
                return one_of(items, self) if not negated else all_of(items, self, negated=True)
            case tree.Not(item=item):
                return self.clause(item, negated=not negated)
            case tree.If(condition=condition, then=then, otherwise=otherwise):
                first, second = (self.clause(part, negated=negated) for part in (then, otherwise))
                return f"{first} if {self.clause(condition)}, or otherwise {second}"
            case tree.Const(value=value):
                return "never" if negated == (value is True) else "always"
            case tree.Compare() if not negated and (lies := when.lies_between(node, self.noun)):
                return lies
            case tree.Compare() if (began := when.began_or_ended(node, self.noun, negated)) is not None:
                return began
            case tree.Compare(relation=Relation.EQUAL, left=left, right=tree.Const(value=bool() as wanted)):
                return self.clause(left, negated=negated == wanted)
            case tree.Named(name=name):
                body = written_out(known := self.version.definitions[name])
                return said_as(known, negated) if body is None else self.clause(body, negated=negated)
            case tree.Field(event=event) if (told := did(node, self.version, negated=negated)) is not None:
                return f"{self.noun(event)} {told}"
            case tree.Fact(name=name) if (
                not self.whose and (told := fact_said_as(name, self.version, negated)) is not None
            ):
                return told
            case tree.OfCase() if not node.is_fact:
                return case_phrases.for_another(node, self, negated)
            case tree.SelectCases():
                return case_phrases.there_is(node, self, negated=negated)
            case tree.Select(picks=picks, history=history):
                return self._there_has_been(history, negated == (picks is Picks.ANY))
            case tree.Recorded(subject=tree.InHand(kind=kind)):
                noun = f"no {self.kind(kind)}" if negated else nouns.with_article(self.kind(kind))
                return f"{noun} is under way"
            case tree.Recorded(subject=subject) if isinstance(subject.type, EventType):
                return self._there_is(subject, negated)
            case tree.Counting():
                return self._counting(node, negated)
            case tree.Lot():
                where = "" if node.condition is None else f" from those where {self.clause(node.condition)}"
                drawn = drawn_by_lot(node, where)
                return f"{the(self.version.subject)} is {'not ' if negated else ''}one of the {drawn}"
            case _:
                subject = subject_of(node)
                be = Be.ARE if self.is_plural(subject) else Be.IS
                return said_of(subject, (node,), self.predicate(node, negated=negated, be=be), self)

    def predicate(self, node: tree.Node, *, negated: bool = False, be: Be = Be.IS) -> str:
        """What a condition says of its subject: `is good or better`, `are not recorded`."""
        verb = f"{be} not" if negated else str(be)
        match node:
            case tree.Not(item=item):
                return self.predicate(item, negated=not negated, be=be)
            case tree.And(items=items) | tree.Or(items=items):
                word = "and" if isinstance(node, tree.And) != negated else "or"
                first, *others = (self.predicate(item, negated=negated, be=be) for item in items)
                return joined([first, *(other.removeprefix(f"{be} ") for other in others)], word)
            case tree.Compare(relation=relation, left=left, right=right):
                if relation is Relation.UNEQUAL:
                    relation, verb = Relation.EQUAL, str(be) if negated else f"{be} not"
                return f"{verb} {compared(relation, left.type, self._value(right), many=counts(left, self))}"
            case tree.OneOf(options=options) if negated:
                words = [self._value(option) for option in options]
                return f"{be} neither {joined(words, 'nor')}" if len(words) == 2 else f"{be} none of {joined(words)}"
            case tree.OneOf(options=options):
                return f"{verb} {joined([self._value(option) for option in options], 'or')}"
            case tree.Between(low=low, high=high):
                return f"{verb} between {self.noun(low)} and {self.noun(high)}"
            case tree.Near(length=length, other=other):
                return f"{verb} within {self.noun(length)} of {self.noun(other)}"
            case tree.InStretch(stretches=stretches):
                return f"{verb} in {quoted(stretches.words)}"
            case tree.Recorded():
                return f"{verb} recorded"
            case _:
                return f"{be} {'no' if negated else 'yes'}"

    def _value(self, node: tree.Node) -> str:
        """What something is compared with."""
        if isinstance(node, tree.Const):
            return values.in_sentence(node.value, node.type, self.version)
        return self.noun(node)

    def says_none(self, node: tree.Node) -> bool:
        """Whether a test says of its subject no more than that there is none."""
        return isinstance(node, tree.Not) and isinstance(node.item, tree.Recorded)

    def told(self, condition: tree.Node) -> tree.Node:
        """A condition without what is implied, unless all is told: what is left may be no `and` any more."""
        return condition if self.tells_all else as_told(condition, self.version)

    def _there_has_been(self, history: tree.History, negated: bool) -> str:
        words = self.history(history)
        return f"there has been {f'no {words}' if negated else nouns.with_article(words)}"

    def _there_is(self, subject: tree.Node, negated: bool) -> str:
        """Whether there is an event: a definition that picks one is told by what it picks."""
        body = self.version.definitions[subject.name].body if isinstance(subject, tree.Named) else subject
        match body:
            case tree.Select(history=history):
                return self._there_has_been(history, negated)
            case tree.If(
                condition=tree.Recorded(subject=tree.InHand(kind=kind) as asked),
                then=then,
                otherwise=tree.Select(history=tree.History(kind=other, filters=()) as history),
            ) if (asked, kind) == (then, other):  # the one in hand, or else the latest
                return self._there_has_been(history, negated)
        noun = self.noun(subject).removeprefix("the ")
        return f"there is {f'no {noun}' if negated else nouns.with_article(noun)}"

    def _counting(self, node: tree.Counting, negated: bool) -> str:
        count = english.number_word(node.count or 0)
        bound = {
            Bound.AT_LEAST: ("at least {}", "fewer than {}"),
            Bound.AT_MOST: ("at most {}", "more than {}"),
            Bound.EXACTLY: ("exactly {}", "not exactly {}"),
            Bound.ALL: ("all", "not all"),
            Bound.ANY: ("at least one", "none"),
        }[node.bound][negated].format(count)
        one = node.count == 1 or node.bound is Bound.ANY
        match node.items:
            case tree.Field(event=event) | tree.DayOf(event=event) if isinstance(event.type, ListType):
                return f"{bound} of {self.noun(event)} {self._has(node.items, one)} {self._that_is(node)}"
            case _:
                verb = Be.IS if one else Be.ARE
                return f"{bound} of {self.noun(node.items)} {self.predicate(node.test, be=verb)}"

    def _has(self, read: tree.Field | tree.DayOf, one: bool) -> str:
        """That something is recorded of one event of a list, or of several: `have a result`."""
        label = self.field_label(read) if isinstance(read, tree.Field) else read.day.value
        named = quoted(label) if item_of(read.type) is Basic.YES_OR_NO else nouns.with_article(label)
        return f"{'has' if one else 'have'} {named}"

    def _that_is(self, node: tree.Counting) -> str:
        """What is said of what is read of each event: `that is faulty or worse`; of a yes or no alone `yes`."""
        plural = isinstance(node.items, tree.Field) and nouns.is_plural(self.field_label(node.items))
        said = self.predicate(node.test, be=Be.ARE if plural else Be.IS)
        return said.removeprefix("is ") if said in ("is yes", "is no") else f"that {said}"
