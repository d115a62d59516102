"""An invented policy, put together by hand from checked parts: fire-safety checks of buildings."""

from __future__ import annotations

from datetime import date
from typing import Any

from ilacs_rules.checker import tree as t
from ilacs_rules.checker import version as v
from ilacs_rules.language.durations import DurationKind, duration
from ilacs_rules.language.nodes import Bound, Picks, Relation
from ilacs_rules.language.types import Basic, DurationType, EventType, ListType, Type, ValueSet
from ilacs_rules.language.vocabulary import EventKind, FactKind, Vocabulary
from ilacs_rules.policy.model import Citation, SourceText, VersionText
from ilacs_rules.policy.tree import Text
from ilacs_rules.text.source import Source, Span

SPAN = Span(Source("fire.yaml", ""), 0, 0)
BOOL, NUMBER, DATE = Basic.YES_OR_NO, Basic.NUMBER, Basic.DATE
LENGTH = DurationType(DurationKind.MONTHS)

RESULT = ValueSet("result", ("safe", "advised", "unsafe"), True, {"advised": "safe with advice"})
CHECKS = frozenset({"check", "full check", "short check"})
_FIELDS = {
    name: FactKind(name, name, RESULT) for name in ("result", "doors", "alarms and sprinklers", "ways out")
} | {"ways out": FactKind("ways out", "ways out", RESULT, label="signs and ways out")}


def text(value: str) -> Text:
    return Text(value, SPAN, SPAN)


def event_kind(name: str, is_a: str | None = None, **more: Any) -> EventKind:
    return EventKind(name, name, more.pop("label", name), is_a, more.pop("kinds", frozenset({name})), **more)


VOCABULARY = Vocabulary(
    subject="building",
    value_sets={"result": RESULT},
    facts={
        "created": FactKind("created", "created", DATE),
        "height": FactKind("height", "height", NUMBER),
        "people sleep there": FactKind("people sleep there", "people sleep there", BOOL, default=False),
    },
    events={
        "check": event_kind("check", kinds=CHECKS, records=_FIELDS),
        "full check": event_kind("full check", "check", records=_FIELDS),
        "short check": event_kind("short check", "check", records=_FIELDS),
        "old check": event_kind("old check", label="inspection under the old rules"),
        "fire drill": event_kind("fire drill"),
        "follow-up visit": event_kind("follow-up visit"),
        "safety meeting": event_kind("safety meeting"),
        "repair notice": event_kind("repair notice", records={"urgent": FactKind("urgent", "urgent", BOOL)}),
        "repair report": event_kind("repair report"),
    },
)


# ------------------------------------------------------------------------------------------------ expressions


def const(value: Any, type_: Type = NUMBER) -> t.Const:
    return t.Const(value, type=type_, span=SPAN)


def day(words: str) -> t.Const:
    return const(date.fromisoformat(words), DATE)


def months(count: int, unit: str = "months") -> t.Const:
    return const(duration(count, unit), LENGTH)


def result(value: str) -> t.Const:
    return const(value, RESULT)


def fact(name: str) -> t.Fact:
    return t.Fact(name, type=VOCABULARY.facts[name].type, span=SPAN)


def named(name: str, type_: Type) -> t.Named:
    return t.Named(name, type=type_, span=SPAN)


def history(kind: str, *filters: Any) -> t.History:
    return t.History(kind, VOCABULARY.events[kind].kinds, filters, span=SPAN)


def select(picks: Picks, kind: str, *filters: Any) -> t.Select:
    type_ = {Picks.NUMBER: NUMBER, Picks.ANY: BOOL, Picks.NO: BOOL}.get(picks, EventType(kind))
    return t.Select(picks, history(kind, *filters), type=type_, span=SPAN)


def field(name: str, event: t.Node, type_: Type = RESULT) -> t.Field:
    return t.Field(event, name, type=type_, span=SPAN)


def day_of(which: str, event: t.Node) -> t.DayOf:
    return t.DayOf(event, t.EventDay(which), type=DATE, span=SPAN)


def compare(left: t.Node, relation: str, right: t.Node) -> t.Compare:
    return t.Compare(Relation(relation), left, right, type=BOOL, span=SPAN)


def one_of(subject: t.Node, *options: t.Node) -> t.OneOf:
    return t.OneOf(subject, options, type=BOOL, span=SPAN)


def between(subject: t.Node, low: t.Node, high: t.Node) -> t.Between:
    return t.Between(subject, low, high, type=BOOL, span=SPAN)


def near(subject: t.Node, length: t.Node, other: t.Node) -> t.Near:
    return t.Near(subject, length, other, type=BOOL, span=SPAN)


def recorded(subject: t.Node) -> t.Recorded:
    return t.Recorded(subject, type=BOOL, span=SPAN)


def both(*items: t.Node) -> t.And:
    return t.And(items, type=BOOL, span=SPAN)


def either(*items: t.Node) -> t.Or:
    return t.Or(items, type=BOOL, span=SPAN)


def no(item: t.Node) -> t.Not:
    return t.Not(item, type=BOOL, span=SPAN)


def item(type_: Type = RESULT) -> t.Item:
    return t.Item(type=type_, span=SPAN)


def listed(*items: t.Node) -> t.ListOf:
    return t.ListOf(items, type=ListType(items[0].type), span=SPAN)


def counting(bound: Bound, count: int | None, items: t.Node, test: t.Node) -> t.Counting:
    return t.Counting(bound, count, items, test, type=BOOL, span=SPAN)


def since(low: t.Node, included: bool = True) -> t.Within:
    return t.Within(low, None, included, True, type=BOOL, span=SPAN)


def within(low: t.Node | None, high: t.Node | None, high_included: bool = True) -> t.Within:
    return t.Within(low, high, True, high_included, type=BOOL, span=SPAN)


def where(condition: t.Node) -> t.Where:
    return t.Where(condition, type=BOOL, span=SPAN)


def candidate(kind: str) -> t.Candidate:
    return t.Candidate(kind, type=EventType(kind), span=SPAN)


def when_then(condition: t.Node, then: t.Node, otherwise: t.Node) -> t.If:
    return t.If(condition, then, otherwise, type=then.type, span=SPAN)


def arithmetic(left: t.Node, sign: str, right: t.Node) -> t.Arithmetic:
    return t.Arithmetic(sign, left, right, type=left.type, span=SPAN)


def call(function: str, type_: Type, *arguments: t.Node) -> t.Call:
    return t.Call(function, arguments, type=type_, span=SPAN)


def period(words: str, month_count: int, month: int) -> t.PeriodOf:
    return t.PeriodOf(words, month_count, month, 1, type=Basic.ERROR, span=SPAN)


LAST_CHECK = named("last check", EventType("check"))
PREVIOUS = named("previous result", RESULT)
END_OF_LAST = day_of("end", LAST_CHECK)
SERIOUS = named("serious concern", BOOL)
NOTICE = t.ThisEvent("repair notice", type=EventType("repair notice"), span=SPAN)


# ------------------------------------------------------------------------------------------------ rules


def cite(pinpoint: str | None, source: str = "announcement") -> tuple[Citation, ...]:
    return (Citation(text(source), pinpoint),)


def definition(name: str, body: Any, **more: Any) -> v.Definition:
    return v.Definition(name, name, name, body.type, body, **more)


def test(condition: t.Node | None) -> v.InputTest:
    return v.InputTest(condition, False, SPAN)


def row(tests: tuple[t.Node | None, ...], *outputs: t.Node) -> v.TableRow:
    return v.TableRow(tuple(test(one) for one in tests), outputs, SPAN)


CHECKERS = v.DecisionTable(
    inputs=(fact("height"), PREVIOUS),
    input_words=("height", "previous result"),
    output_words=("checkers on site",),
    output_types=(NUMBER,),
    rows=(
        row((compare(item(NUMBER), ">=", const(30)), compare(item(), "<=", result("advised"))), const(4)),
        row((between(item(NUMBER), const(11), const(29)), no(recorded(item()))), const(3)),
        row((None, None), const(2)),
    ),
    hit_policy="first",
    default=None,
    type=NUMBER,
    span=SPAN,
)

DEFINITIONS = [
    definition("last check", select(Picks.LATEST, "check"), source=cite("paragraph 2")),
    definition("previous result", field("result", LAST_CHECK)),
    definition(
        "serious concern",
        counting(
            Bound.AT_LEAST,
            2,
            listed(*(field(name, LAST_CHECK) for name in ("doors", "alarms and sprinklers", "ways out"))),
            compare(item(), "=", result("unsafe")),
        ),
        note="the announcement says “a serious concern” and\nleaves the number open",
    ),
    definition("checkers on site", CHECKERS, source=cite("table 1")),
]


def requirement(name: str, timing: Any, *, event: str | None = None, **more: Any) -> v.Requirement:
    bends = {
        key: more.pop(key) for key in ("window", "up_to", "until", "not_before", "not_after", "moved") if key in more
    }
    kind = event or name
    return v.Requirement(
        name=name,
        words=name,
        label=more.pop("label", name),
        event=kind,
        accepts=more.pop("accepts", VOCABULARY.events[kind].kinds),
        due=v.Due(timing, SPAN, **bends),
        strength=more.pop("strength", "must"),
        by=more.pop("by", "Example Fire Service"),
        **more,
    )


OWNER = "building owner"
REQUIREMENTS = [
    requirement(
        "short check",
        v.Every(months(3, "years"), END_OF_LAST),
        window=v.Window(months(6), months(6)),
        when=compare(PREVIOUS, "=", result("safe")),
        accepts=CHECKS,
        lasts=const(duration(1, "day"), DurationType(DurationKind.DAYS)),
        notice=const(duration(5, "working days"), DurationType(DurationKind.WORKING_DAYS)),
        source=cite("bullet 1"),
        assumes="the three years run from the last day of the check; the source does not say",
    ),
    requirement(
        "full check",
        v.Every(months(1, "year"), END_OF_LAST),
        when=compare(PREVIOUS, "<=", result("advised")),
        lasts=const(duration(1, "week"), DurationType(DurationKind.DAYS)),
        source=cite("bullet 2"),
    ),
    requirement(
        "first check",
        v.WithinAfter(months(18), fact("created")),
        event="full check",
        strength="usually",
        when=no(recorded(LAST_CHECK)),
        not_before=day("2019-10-01"),
        source=cite("bullet 3"),
    ),
    requirement(
        "follow-up visit",
        v.Every(months(1, "quarter"), day_of("publication", LAST_CHECK)),
        when=both(SERIOUS, compare(fact("people sleep there"), "=", const(True, BOOL))),
        up_to=4,
        until=day("2030-12-31"),
        exception_to=("short check", "safety meeting"),
        source=cite("bullet 4"),
    ),
    requirement(
        "re-check",
        v.Following("follow-up visit"),
        event="full check",
        when=SERIOUS,
        source=cite("bullet 4"),
        assumes="The source gives no interval.",
    ),
    requirement(
        "safety meeting",
        v.BetweenEvents(Bound.AT_LEAST, 1, "check", CHECKS),
        strength="should",
        source=cite("bullet 5"),
    ),
    requirement(
        "fire drill",
        v.InEach(Bound.AT_LEAST, 2, "year from 1 April", 12, 4, 1),
        by=OWNER,
        strength="asked",
        source=(*cite("bullet 6"), *cite("section 12", "building code")),
    ),
    requirement(
        "owner’s meeting",
        v.Every(months(1, "year"), None),
        event="safety meeting",
        by="owners of the building",
        strength="may",
    ),
    requirement(
        "repair report",
        v.WithinAfter(
            const(duration(20, "working days"), DurationType(DurationKind.WORKING_DAYS)),
            day_of("publication", NOTICE),
        ),
        by=OWNER,
        for_each=v.ForEach(history("repair notice", where(field("urgent", candidate("repair notice"), BOOL)))),
        moved="next",
        one_event_may_serve_several=True,
        note="one report may cover\n  several notices",
        source=cite(None, "building code"),
    ),
]

VERSION = v.Version(
    text=VersionText(
        Source("fire.yaml", ""),
        text("fire"),
        "",
        "",
        text("building"),
        date(2019, 6, 1),
        date(2019, 7, 1),
        None,
    ),
    policy="fire",
    title="Fire-safety checks of buildings",
    publisher="Example Fire Service",
    subject="building",
    published=date(2019, 6, 1),
    start=date(2019, 7, 1),
    until=None,
    calendar="england",
    closures=(),
    month_end="last day",
    sources={
        "announcement": SourceText(
            text("announcement"), "New checks of buildings announced", "press release", date(2019, 6, 1)
        ),
        "building code": SourceText(text("building code"), "The building code", address="https://example.org/code"),
    },
    vocabulary=VOCABULARY,
    definitions={one.name: one for one in DEFINITIONS},
    requirements={one.name: one for one in REQUIREMENTS},
    guarantees={
        "one next check": v.Guarantee(
            "one next check",
            "every building has one next check",
            Bound.EXACTLY,
            1,
            ("short check", "full check", "first check"),
        ),
        "not both": v.Guarantee(
            "not both",
            "a building is never visited and met",
            Bound.AT_MOST,
            1,
            ("follow-up visit", "safety meeting"),
            given=recorded(PREVIOUS),
        ),
    },
    priorities={
        "unsafe": v.Priority(
            "unsafe", "unsafe buildings", compare(PREVIOUS, "=", result("unsafe")), points=100, source=cite("bullet 7")
        ),
        "oldest": v.Priority("oldest", "longest unchecked", by=END_OF_LAST),
    },
    pauses={
        "storm": v.Pause(
            "storm",
            "the great storm",
            date(2020, 3, 17),
            date(2020, 9, 1),
            CHECKS | {"fire drill"},
            "clock stops",
            cite("addendum"),
        )
    },
)
