"""Every promised function, given every odd thing: an answer or a documented error, never a bare one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import ilacs_rules
from ilacs_rules import (
    NOTHING,
    UNKNOWN,
    ArgumentError,
    Case,
    CaseError,
    Code,
    DecisionError,
    Duration,
    DurationKind,
    Event,
    NotInForce,
    Partial,
    PolicyError,
)
from tests.policies import read_once

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[1]
POLICY = read_once(ROOT / "examples" / "fire-safety")
ON, UNTIL = date(2025, 2, 1), date(2025, 6, 1)
STEP, KINDS = Duration(3, DurationKind.MONTHS, "month"), ["check"]
CASE = Case("Hall", {"use": "hotel"})
EVENT = Event("short check", ON, ON)
DECISION = ilacs_rules.decide(POLICY, CASE, ON)
CROWDED = ilacs_rules.evaluator(POLICY.in_force(ON), ["crowded"])

DOCUMENTED = (ArgumentError, CaseError, DecisionError, NotInForce, PolicyError)


class Hostile:
    """It breaks whatever looks at it."""

    def __repr__(self) -> str:
        raise RuntimeError("no")

    __str__ = __repr__


ODD: list[Any] = [
    *(None, True, 0, -1, 10**5000, 1.5, float("nan"), Decimal("NaN"), 1j, b"bytes", "", " ", "text"),
    *("\0", "half \ud83d"),
    *("x" * 5000, "2025-02-01", ON, date.min, date.max, datetime(2025, 2, 1, 12), Partial(ON, ON)),
    *((), [], {}, set(), [None], {"a": 1}, {1: 2}, (1, 2), range(3), object(), Hostile(), type, len, ...),
    *(UNKNOWN, NOTHING, Duration(1, DurationKind.DAYS), CASE, EVENT, [CASE], [EVENT], DECISION, POLICY, Path("x")),
    *(iter([CASE]), (each for each in [1]), POLICY.in_force(ON)),
]

# The functions, each with one place for what is odd.
PLACES: dict[str, Callable[[Any], object]] = {
    "load(policy)": ilacs_rules.load,
    "check(policy)": ilacs_rules.check,
    "read_cases(policy)": lambda odd: ilacs_rules.read_cases(odd, ROOT / "examples" / "fire-safety" / "cases"),
    "read_cases(path)": lambda odd: ilacs_rules.read_cases(POLICY, odd),
    "read_cases(mapping)": lambda odd: ilacs_rules.read_cases(POLICY, "no.csv", odd),
    "decide(policy)": lambda odd: ilacs_rules.decide(odd, CASE, ON),
    "decide(case)": lambda odd: ilacs_rules.decide(POLICY, odd, ON),
    "decide(on)": lambda odd: ilacs_rules.decide(POLICY, CASE, odd),
    "decide(known)": lambda odd: ilacs_rules.decide(POLICY, CASE, ON, known=odd),
    "plan(policy)": lambda odd: ilacs_rules.plan(odd, [CASE], ON),
    "plan(cases)": lambda odd: ilacs_rules.plan(POLICY, odd, ON),
    "plan(a case)": lambda odd: ilacs_rules.plan(POLICY, [CASE, odd], ON),
    "plan(on)": lambda odd: ilacs_rules.plan(POLICY, [CASE], odd),
    "plan(known)": lambda odd: ilacs_rules.plan(POLICY, [CASE], ON, known=odd),
    "read_all_cases(policy)": lambda odd: ilacs_rules.read_all_cases(odd, "no.csv"),
    "read_all_cases(path)": lambda odd: ilacs_rules.read_all_cases(POLICY, odd),
    "read_all_cases(mapping)": lambda odd: ilacs_rules.read_all_cases(POLICY, "no.csv", odd),
    "forecast(policy)": lambda odd: ilacs_rules.forecast(odd, [CASE], ON, UNTIL),
    "forecast(cases)": lambda odd: ilacs_rules.forecast(POLICY, odd, ON, UNTIL),
    "forecast(a case)": lambda odd: ilacs_rules.forecast(POLICY, [CASE, odd], ON, UNTIL),
    "forecast(on)": lambda odd: ilacs_rules.forecast(POLICY, [CASE], odd, UNTIL),
    "forecast(until)": lambda odd: ilacs_rules.forecast(POLICY, [CASE], ON, odd),
    "forecast(known)": lambda odd: ilacs_rules.forecast(POLICY, [CASE], ON, UNTIL, known=odd),
    "forecast(day)": lambda odd: ilacs_rules.forecast(POLICY, [CASE], ON, UNTIL, day=odd),
    "forecast(outcomes)": lambda odd: ilacs_rules.forecast(POLICY, [CASE], ON, UNTIL, outcomes=odd),
    "forecast(an outcome)": lambda odd: ilacs_rules.forecast(POLICY, [CASE], ON, UNTIL, outcomes=[odd]),
    "forecast(published_after)": lambda odd: ilacs_rules.forecast(POLICY, [CASE], ON, UNTIL, published_after=odd),
    "forecast(an odd length)": lambda odd: ilacs_rules.forecast(
        POLICY, [CASE], ON, UNTIL, published_after=Duration(odd, DurationKind.DAYS)
    ),
    "forecast(an odd kind)": lambda odd: ilacs_rules.forecast(
        POLICY, [CASE], ON, UNTIL, published_after=Duration(1, odd)
    ),
    "forecast(an odd unit)": lambda odd: ilacs_rules.forecast(
        POLICY, [CASE], ON, UNTIL, published_after=Duration(1, DurationKind.DAYS, odd)
    ),
    "forecast(by)": lambda odd: ilacs_rules.forecast(POLICY, [CASE], ON, UNTIL, by=odd).as_data(),
    "forecast(team)": lambda odd: ilacs_rules.forecast(POLICY, [CASE], ON, UNTIL, team=odd).as_data(),
    "contacts(policy)": lambda odd: ilacs_rules.contacts(odd, [CASE], ON, UNTIL),
    "contacts(cases)": lambda odd: ilacs_rules.contacts(POLICY, odd, ON, UNTIL),
    "contacts(a case)": lambda odd: ilacs_rules.contacts(POLICY, [CASE, odd], ON, UNTIL),
    "contacts(since)": lambda odd: ilacs_rules.contacts(POLICY, [CASE], odd, UNTIL),
    "contacts(on)": lambda odd: ilacs_rules.contacts(POLICY, [CASE], ON, odd),
    "contacts(events)": lambda odd: ilacs_rules.contacts(POLICY, [CASE], ON, UNTIL, events=odd),
    "contacts(a kind)": lambda odd: ilacs_rules.contacts(POLICY, [CASE], ON, UNTIL, events=[odd]),
    "contacts(by)": lambda odd: ilacs_rules.contacts(POLICY, [CASE], ON, UNTIL, by=odd),
    "contacts(against)": lambda odd: ilacs_rules.contacts(POLICY, [CASE], ON, UNTIL, against=odd),
    "backtest(policy)": lambda odd: ilacs_rules.backtest(odd, [CASE], ON, ON, every=STEP, events=KINDS),
    "backtest(cases)": lambda odd: ilacs_rules.backtest(POLICY, odd, ON, ON, every=STEP, events=KINDS),
    "backtest(a case)": lambda odd: ilacs_rules.backtest(POLICY, [CASE, odd], ON, ON, every=STEP, events=KINDS),
    "backtest(since)": lambda odd: ilacs_rules.backtest(POLICY, [CASE], odd, ON, every=STEP, events=KINDS),
    "backtest(to)": lambda odd: ilacs_rules.backtest(POLICY, [CASE], ON, odd, every=STEP, events=KINDS),
    "backtest(every)": lambda odd: ilacs_rules.backtest(POLICY, [CASE], ON, ON, every=odd, events=KINDS),
    "backtest(within)": lambda odd: ilacs_rules.backtest(POLICY, [CASE], ON, ON, every=STEP, events=KINDS, within=odd),
    "backtest(events)": lambda odd: ilacs_rules.backtest(POLICY, [CASE], ON, ON, every=STEP, events=odd),
    "backtest(a kind)": lambda odd: ilacs_rules.backtest(POLICY, [CASE], ON, ON, every=STEP, events=[odd]),
    "backtest(only_published)": lambda odd: ilacs_rules.backtest(
        POLICY, [CASE], ON, ON, every=STEP, events=KINDS, only_published=odd
    ),
    "observe(policy)": lambda odd: ilacs_rules.observe(odd, [CASE], [CASE], ON),
    "observe(history)": lambda odd: ilacs_rules.observe(POLICY, odd, [CASE], ON),
    "observe(cases)": lambda odd: ilacs_rules.observe(POLICY, [CASE], odd, ON),
    "observe(on)": lambda odd: ilacs_rules.observe(POLICY, [CASE], [CASE], odd),
    "observe(known)": lambda odd: ilacs_rules.observe(POLICY, [CASE], [CASE], ON, known=odd),
    "audit(policy)": lambda odd: ilacs_rules.audit(odd, [CASE], ON, ON),
    "audit(cases)": lambda odd: ilacs_rules.audit(POLICY, odd, ON, ON),
    "audit(a case)": lambda odd: ilacs_rules.audit(POLICY, [CASE, odd], ON, ON),
    "audit(since)": lambda odd: ilacs_rules.audit(POLICY, [CASE], odd, ON),
    "audit(on)": lambda odd: ilacs_rules.audit(POLICY, [CASE], ON, odd),
    "audit(show)": lambda odd: ilacs_rules.audit(POLICY, [CASE], ON, ON, show=odd),
    "audit(a definition)": lambda odd: ilacs_rules.audit(POLICY, [CASE], ON, ON, show=[odd]),
    "audit(timing)": lambda odd: ilacs_rules.audit(POLICY, [CASE], ON, ON, timing=odd),
    "audit(requirements)": lambda odd: ilacs_rules.audit(POLICY, [CASE], ON, ON, requirements=odd),
    "audit(a requirement)": lambda odd: ilacs_rules.audit(POLICY, [CASE], ON, ON, requirements=[odd]),
    "compare(before)": lambda odd: ilacs_rules.compare(odd, POLICY, [CASE], ON),
    "compare(policy)": lambda odd: ilacs_rules.compare(POLICY, odd, [CASE], ON),
    "compare(cases)": lambda odd: ilacs_rules.compare(POLICY, POLICY, odd, ON),
    "compare(a case)": lambda odd: ilacs_rules.compare(POLICY, POLICY, [odd], ON),
    "compare(on)": lambda odd: ilacs_rules.compare(POLICY, POLICY, [CASE], odd),
    "impact(before)": lambda odd: ilacs_rules.impact(odd, POLICY, [CASE], ON, UNTIL),
    "impact(policy)": lambda odd: ilacs_rules.impact(POLICY, odd, [CASE], ON, UNTIL),
    "impact(cases)": lambda odd: ilacs_rules.impact(POLICY, POLICY, odd, ON, UNTIL),
    "impact(since)": lambda odd: ilacs_rules.impact(POLICY, POLICY, [CASE], odd, UNTIL),
    "impact(until)": lambda odd: ilacs_rules.impact(POLICY, POLICY, [CASE], ON, odd),
    "impact(by)": lambda odd: ilacs_rules.impact(POLICY, POLICY, [CASE], ON, UNTIL, by=odd),
    "review(revisions)": ilacs_rules.review,
    "review(policies)": lambda odd: ilacs_rules.review("HEAD..HEAD", odd),
    "changes(policy)": lambda odd: ilacs_rules.changes(odd, ON, ON),
    "changes(since)": lambda odd: ilacs_rules.changes(POLICY, odd, ON),
    "changes(to)": lambda odd: ilacs_rules.changes(POLICY, ON, odd),
    "changes(whole)": lambda odd: ilacs_rules.changes(POLICY, ON, ON, whole=odd),
    "matrix(policy)": ilacs_rules.matrix,
    "tables(answer)": ilacs_rules.tables,
    "Workspace.load(policy)": ilacs_rules.Workspace().load,
    "Workspace.check(policy)": ilacs_rules.Workspace().check,
    "Workspace.open(path)": lambda odd: ilacs_rules.Workspace().open(odd, ""),
    "Workspace.open(text)": lambda odd: ilacs_rules.Workspace().open("p.yaml", odd),
    "Workspace.at(line)": lambda odd: ilacs_rules.Workspace().at(ROOT / "examples/fire-safety/2024-04-01.yaml", odd, 1),
    "workbook(sheets)": ilacs_rules.workbook,
    "workbook(a table)": lambda odd: ilacs_rules.workbook({"plan": odd}),
    "matrix(on)": lambda odd: ilacs_rules.matrix(POLICY, odd),
    "show(policy)": lambda odd: ilacs_rules.show(odd, ON),
    "show(on)": lambda odd: ilacs_rules.show(POLICY, odd),
    "show(known)": lambda odd: ilacs_rules.show(POLICY, ON, known=odd),
    "document(policy)": lambda odd: ilacs_rules.document(odd, ON),
    "document(on)": lambda odd: ilacs_rules.document(POLICY, odd),
    "document(known)": lambda odd: ilacs_rules.document(POLICY, ON, known=odd),
    "document(edition)": lambda odd: ilacs_rules.document(POLICY, ON, edition=odd),
    "document(years)": lambda odd: ilacs_rules.document(POLICY, ON, years=odd),
    "explain(what)": ilacs_rules.explain,
    "explain(on)": lambda odd: ilacs_rules.explain(POLICY, odd),
    "explain(on) of a decision": lambda odd: ilacs_rules.explain(DECISION, odd),
    "explain(width)": lambda odd: ilacs_rules.explain(DECISION, width=odd),
    "evaluator(program)": lambda odd: ilacs_rules.evaluator(odd, ["crowded"]),
    "evaluator(outputs)": lambda odd: ilacs_rules.evaluator(POLICY.in_force(ON), odd),
    "evaluator(an output)": lambda odd: ilacs_rules.evaluator(POLICY.in_force(ON), [odd]),
    "an evaluator(facts)": CROWDED,
    "an evaluator(a fact)": lambda odd: CROWDED({"people working": odd, "people sleeping": 3, "staircases": 2}),
    "in_force(on)": POLICY.in_force,
    "in_force(known)": lambda odd: POLICY.in_force(ON, odd),
    "Decision.value": DECISION.value,
    "Decision.obligation": DECISION.obligation,
    "Partial(first)": lambda odd: Partial(odd, ON),
    "Partial(last)": lambda odd: Partial(ON, odd),
    "Event(kind)": lambda odd: decided(Event(odd, ON, ON)),
    "Event(start)": lambda odd: decided(Event("short check", odd, ON)),
    "Event(end)": lambda odd: decided(Event("short check", ON, odd)),
    "Event(publication)": lambda odd: decided(Event("short check", ON, ON, odd)),
    "Event(fields)": lambda odd: decided(Event("short check", ON, ON, fields=odd)),
    "Event(a field)": lambda odd: decided(Event("short check", ON, ON, fields={"result": odd})),
    "Event(source)": lambda odd: decided(Event("short check", ON, ON, source=odd)),
    "Case(name)": lambda odd: ilacs_rules.decide(POLICY, Case(odd), ON),
    "Case(facts)": lambda odd: ilacs_rules.decide(POLICY, Case("Hall", odd), ON),
    "Case(a fact)": lambda odd: ilacs_rules.decide(POLICY, Case("Hall", {"height": odd, "use": odd}), ON),
    "Case(created)": lambda odd: ilacs_rules.decide(POLICY, Case("Hall", {"created": odd}), ON),
    "Case(events)": lambda odd: ilacs_rules.decide(POLICY, Case("Hall", events=odd), ON),
    "Case(an event)": lambda odd: ilacs_rules.decide(POLICY, Case("Hall", events=(odd,)), ON),
    "Case(complete_from)": lambda odd: ilacs_rules.decide(POLICY, Case("Hall", complete_from=odd), ON),
    "Case(complete_until)": lambda odd: ilacs_rules.decide(POLICY, Case("Hall", complete_until=odd), ON),
    "Case(complete_until a day)": lambda odd: ilacs_rules.decide(
        POLICY, Case("Hall", complete_until={"short check": odd}), ON
    ),
    "Case(published_within)": lambda odd: ilacs_rules.decide(POLICY, Case("Hall", published_within=odd), ON),
    "Case(published_within a length)": lambda odd: ilacs_rules.decide(
        POLICY, Case("Hall", published_within={"short check": odd}), ON
    ),
    "Case(complete_from a day)": lambda odd: ilacs_rules.decide(
        POLICY, Case("Hall", complete_from={"short check": odd}), ON
    ),
}
ALSO = {  # what is documented of these alone
    "evaluator(outputs)": (KeyError,),
    "evaluator(an output)": (KeyError,),
    "Decision.value": (KeyError,),
    "Decision.obligation": (KeyError,),
}


def decided(event: Event) -> object:
    return ilacs_rules.decide(POLICY, Case("Hall", events=(event,)), ON)


@pytest.mark.parametrize("place", PLACES)
def test_what_is_odd_is_refused_in_words(place: str) -> None:
    refused = 0
    for odd in ODD:
        try:
            PLACES[place](odd)
        except DOCUMENTED as error:
            refused += 1
            str(error).encode()
            for found in getattr(error, "diagnostics", ()):
                assert found.message
                ilacs_rules.PolicyError([found])  # it can be shown as every finding
        except ALSO.get(place, ()):
            refused += 1
    assert refused > len(ODD) / 3, "a place that takes nearly everything looks at nothing"


ARGUMENTS: list[tuple[Callable[[], object], str, str]] = [
    (lambda: ilacs_rules.decide(POLICY, CASE, "2025-07-01"), "decide: “on” is a datetime.date", "date(2025, 7, 1)"),  # type: ignore[arg-type]
    (lambda: ilacs_rules.decide(POLICY, CASE, datetime(2025, 7, 1)), "“on” is a datetime.date", "give its .date()"),
    (lambda: ilacs_rules.decide(POLICY, [CASE], ON), "decide: “case” is a Case", "give them to plan"),  # type: ignore[arg-type]
    (lambda: ilacs_rules.decide("ilacs", CASE, ON), "decide: “policy” is a Policy", "load it first"),  # type: ignore[arg-type]
    (lambda: ilacs_rules.plan(POLICY, CASE, ON), "plan: “cases” is Cases", "put a single case in a list"),  # type: ignore[arg-type]
    (lambda: ilacs_rules.explain(DECISION, ON), "explain: “on” is None with a decision", "its own day"),
    (lambda: ilacs_rules.evaluator(POLICY, ["crowded"]), "evaluator: “program” is", "policy.in_force(day)"),  # type: ignore[arg-type]
    (
        lambda: ilacs_rules.forecast(POLICY, [CASE], ON, ON),
        "forecast: “until” is a day after 2025-02-01, up to 2075-",
        "",
    ),
    (lambda: ilacs_rules.forecast(POLICY, [CASE], ON, UNTIL, by="usee"), "“by” is the name of a fact", "mean “use”?"),
    (lambda: ilacs_rules.forecast(POLICY, [CASE], ON, UNTIL, team="riskk"), "name of a definition", "mean “risk”?"),
    (
        lambda: ilacs_rules.forecast(POLICY, [CASE], ON, UNTIL, outcomes="safe"),
        "“outcomes” is",
        "a single one in a list",
    ),
    (lambda: ilacs_rules.forecast(POLICY, [CASE], ON, UNTIL, outcomes=["saef"]), "what an event records", "“safe”?"),
    (
        lambda: ilacs_rules.backtest(POLICY, [CASE], UNTIL, ON, every=STEP, events=KINDS),
        "backtest: “to” is a day from 2025-06-01 on, the day of “since”",
        "",
    ),
    (
        lambda: ilacs_rules.backtest(POLICY, [CASE], ON, ON, every=Duration(0, DurationKind.DAYS), events=KINDS),
        "backtest: “every” is a Duration of 1 to 9,999 days or months",
        "",
    ),
    (lambda: ilacs_rules.backtest(POLICY, [CASE], ON, ON, every=STEP, events=[]), "“events” is one kind of event", ""),
    (
        lambda: ilacs_rules.contacts(POLICY, [CASE], ON, date(2099, 1, 1), against=POLICY),
        "contacts: “on” is a day up to 2075-",
        "",
    ),
    (lambda: ilacs_rules.audit(POLICY, [CASE], UNTIL, ON), "audit: “since” is a day up to 2025-02-01", ""),
    (lambda: ilacs_rules.audit(POLICY, [CASE], ON, ON, show=["riskk"]), "audit: “show” is the name of", "mean “risk”?"),
    (lambda: ilacs_rules.audit(POLICY, CASE, ON, ON), "audit: “cases” is Cases", "put a single case in a list"),  # type: ignore[arg-type]
    (lambda: ilacs_rules.compare("ilacs", POLICY, [CASE], ON), "compare: “before” is a Policy", "load it first"),  # type: ignore[arg-type]
    (lambda: ilacs_rules.changes(POLICY, UNTIL, ON), "changes: “to” is a day from 2025-06-01 on", ""),
    (lambda: ilacs_rules.document(POLICY, ON, years=21), "document: “years” is a whole number of years, 1 to 20", ""),
    (
        lambda: ilacs_rules.explain(ilacs_rules.decide(POLICY, CASE, ON, trace=False)),
        "explain: “what” is a decision with its trace",
        "decide it with trace=True",
    ),
]


@pytest.mark.parametrize(("ask", "words", "hint"), ARGUMENTS)
def test_an_odd_argument_is_told_with_what_to_give_instead(ask: Callable[[], object], words: str, hint: str) -> None:
    with pytest.raises(ArgumentError) as raised:
        ask()
    (found,) = raised.value.diagnostics
    assert found.code is Code.ARGUMENT
    assert words in found.message
    assert hint in (found.hint or "")
    assert isinstance(raised.value, TypeError), "as for any function of Python"
    assert isinstance(raised.value, ValueError)
