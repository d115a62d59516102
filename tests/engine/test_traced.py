"""What expressions come to where values are missing, and what the trace says is needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ilacs_rules import NOTHING, UNKNOWN, Case, Code, DecisionError, Event, Partial, Status, Value, evaluator
from ilacs_rules.language.fixed_words import Bound, Picks, Relation, Sign
from ilacs_rules.language.types import Basic, DurationType, ListType, Type
from ilacs_rules.model import due, tree
from ilacs_rules.model.decision import Step
from ilacs_rules.model.version import Requirement
from tests.lengths import length_of_time
from tests.policies import by_hand, decided
from tests.strategies.versions import defining, make_version
from tests.strategies.vocabulary import COLOUR, EVENTS, FACTS, INSPECTION, NOWHERE, QUALITY

TODAY = date(2024, 6, 1)
YES_OR_NO: dict[str, Any] = {"type": Basic.YES_OR_NO, "span": NOWHERE}


def const(value: Any, type_: Type) -> tree.Node:
    return tree.Const(value, type=type_, span=NOWHERE)


def fact(name: str) -> tree.Node:
    return tree.Fact(name, type=FACTS[name].type, span=NOWHERE)


def compare(left: tree.Node, relation: str, right: Any) -> tree.Node:
    return tree.Compare(Relation(relation), left, const(right, left.type), **YES_OR_NO)


def plus(day: tree.Node, sign: str, count: int, unit: str) -> tree.Node:
    length = length_of_time(f"{count} {unit}")
    return tree.Arithmetic(Sign(sign), day, const(length, DurationType(length.kind)), type=Basic.DATE, span=NOWHERE)


def step(node: tree.Node, *events: Event, month_end: str = "last day", **facts: Value) -> Step:
    """What both ways make of a node; the trace of the one that keeps one."""
    version = defining({"it": node}, month_end=month_end)
    policy, case = by_hand(version), Case("the building", facts, events)
    traced = decided(policy, case, TODAY).trace
    assert traced is not None
    found = traced.definitions["it"]
    assert decided(policy, case, TODAY, trace=False).values["it"] == found.value
    return found


def needs(found: Step) -> list[str]:
    return [need.text for need in found.needs]


# ------------------------------------------------------------------------------------------------ tests


@pytest.mark.parametrize(
    ("rating", "relation", "held"),
    [
        ("fair", ">=", True),  # fair is fair or better
        ("strong", ">", True),  # better is more
        ("weak", ">=", False),
        (NOTHING, ">=", False),
        (NOTHING, "!=", True),
        (NOTHING, "=", False),
        (UNKNOWN, ">=", UNKNOWN),
        (UNKNOWN, "!=", UNKNOWN),
    ],
)
def test_a_scale_is_compared_by_rank_and_a_test_of_nothing_is_false(rating: Value, relation: str, held: Value) -> None:
    assert step(compare(fact("rating"), relation, "fair"), rating=rating).value is held


def test_nothing_settles_a_test_even_of_something_unknown() -> None:
    test = tree.Compare(Relation.LESS, fact("opened"), fact("created"), **YES_OR_NO)
    assert step(test, opened=NOTHING).value is False


def test_whether_there_is_a_value_cannot_be_told_of_what_is_not_known() -> None:
    recorded = tree.Recorded(fact("opened"), **YES_OR_NO)
    missing = tree.Not(recorded, **YES_OR_NO)
    for test, there, none in ((recorded, True, False), (missing, False, True)):
        assert step(test, opened=TODAY).value is there
        assert step(test, opened=NOTHING).value is none
        assert step(test).value is UNKNOWN
        assert needs(step(test)) == ["opened is not recorded"]


def test_what_is_told_of_a_day_only_to_its_month_is_not_called_untold() -> None:
    month = Partial(date(2019, 10, 1), date(2019, 10, 31))
    test = tree.Compare(Relation.LESS, fact("opened"), fact("created"), **YES_OR_NO)
    assert needs(step(test, opened=month, created=TODAY)) == ["opened is known only as October 2019"]
    until_then = Partial(date.min, month.last)
    assert needs(step(test, opened=until_then, created=TODAY)) == ["opened is not recorded"]


def test_whether_an_event_is_in_hand_cannot_be_told_where_its_end_is_not_sure() -> None:
    in_hand = tree.Recorded(tree.InHand("inspection", type=INSPECTION, span=NOWHERE), **YES_OR_NO)
    assert step(in_hand, Event("inspection", date(2024, 5, 1), None)).value is True
    assert step(in_hand).value is False
    june = Partial(date(2024, 6, 1), date(2024, 6, 30))
    found = step(in_hand, Event("inspection", date(2024, 5, 1), june))
    assert found.value is UNKNOWN
    assert needs(found) == ["the day in June 2024 on which the inspection ended is not recorded"]


def test_between_two_values_of_a_scale_reads_either_way() -> None:
    for low, high in (("strong", "weak"), ("weak", "strong")):
        inside = tree.Between(fact("rating"), const(low, QUALITY), const(high, QUALITY), **YES_OR_NO)
        assert step(inside, rating="fair").value is True
        assert step(inside, rating="poor").value is False


def test_near_means_no_further_before_or_after() -> None:
    near = tree.Near(
        fact("opened"), const(length_of_time("6 months"), FACTS["cycle"].type), fact("created"), **YES_OR_NO
    )
    for day, held in ((date(2019, 12, 1), True), (date(2020, 12, 1), True), (date(2020, 12, 2), False)):
        assert step(near, opened=day, created=date(2020, 6, 1)).value is held


# ------------------------------------------------------------------------------------------------ what is needed


def test_an_unknown_condition_says_what_it_needs() -> None:
    both = tree.And((compare(fact("rating"), "=", "fair"), compare(fact("size"), ">", 3)), **YES_OR_NO)
    assert needs(step(both)) == ["rating is not recorded", "size is not recorded"]
    assert needs(step(both, rating="fair")) == ["size is not recorded"]


def test_a_settled_condition_needs_nothing_and_stops_where_it_is_settled() -> None:
    both = tree.And((compare(fact("size"), ">", 3), compare(fact("rating"), "=", "fair")), **YES_OR_NO)
    found = step(both, rating="weak")
    assert found.value is False
    assert needs(found) == []
    assert len(step(both, size=1).steps) == 1


def test_a_yes_or_no_that_is_nothing_counts_as_no() -> None:
    listed = fact("listed")
    assert step(tree.Not(listed, **YES_OR_NO), listed=NOTHING).value is True
    chosen = tree.If(listed, const(1, Basic.NUMBER), const(2, Basic.NUMBER), type=Basic.NUMBER, span=NOWHERE)
    assert step(chosen, listed=NOTHING).value == 2
    assert step(chosen).value is UNKNOWN
    assert needs(step(chosen)) == ["listed is not recorded"]


def test_a_default_stands_for_what_is_left_out_and_for_nothing_else() -> None:
    assert step(fact("alarmed")).value is False
    assert step(fact("alarmed"), alarmed=UNKNOWN).value is UNKNOWN
    assert step(fact("alarmed"), alarmed=NOTHING).value is NOTHING
    assert needs(step(fact("alarmed"), alarmed=UNKNOWN)) == ["alarmed is not recorded"]


def test_a_default_of_something_recorded_stands_for_what_is_left_out_and_for_nothing_else() -> None:
    safe = tree.Field(LATEST, "safe", **YES_OR_NO)
    assert step(safe, inspection()).value is False
    assert step(safe, inspection(safe=UNKNOWN)).value is UNKNOWN
    assert step(safe, inspection(safe=NOTHING)).value is NOTHING


@pytest.mark.parametrize(("given", "value"), [({}, False), ({"alarmed": None}, False), ({"alarmed": UNKNOWN}, UNKNOWN)])
def test_a_flat_record_knows_a_default_from_what_is_said_to_be_unknown(given: dict[str, Any], value: Value) -> None:
    version = defining({"it": fact("alarmed")})
    assert evaluator(by_hand(version).versions[0], ["it"])(given) == {"it": value}


def test_the_policy_may_take_it_that_there_is_none_where_nothing_is_told() -> None:
    base = defining({"it": fact("rating")})
    facts = {**base.vocabulary.facts, "rating": replace(FACTS["rating"], default=NOTHING)}
    policy = by_hand(replace(base, vocabulary=replace(base.vocabulary, facts=facts)))
    for given, value in (({}, NOTHING), ({"rating": UNKNOWN}, UNKNOWN), ({"rating": "fair"}, "fair")):
        for trace in (True, False):
            assert decided(policy, Case("the building", given), TODAY, trace=trace).values["it"] is value
        assert evaluator(policy.versions[0], ["it"])(given) == {"it": value}


@pytest.mark.parametrize(
    ("bound", "count", "ratings", "held"),
    [
        (Bound.AT_LEAST, 2, ("fair", "strong", UNKNOWN), True),
        (Bound.AT_LEAST, 2, ("fair", "poor", UNKNOWN), UNKNOWN),
        (Bound.AT_LEAST, 2, ("poor", "poor", UNKNOWN), False),
        (Bound.AT_MOST, 1, ("fair", "poor", UNKNOWN), UNKNOWN),
        (Bound.AT_MOST, 1, ("fair", "strong", UNKNOWN), False),
        (Bound.AT_LEAST, 2, ("fair", "poor", "strong"), True),
        (Bound.AT_MOST, 1, ("fair", "poor", "strong"), False),
        (Bound.EXACTLY, 2, ("fair", "poor", "strong"), True),
        (Bound.ALL, None, ("fair", "poor", "strong"), False),
        (Bound.ANY, None, ("poor", "poor", "weak"), False),
        (Bound.EXACTLY, 1, ("fair", "poor", NOTHING), True),
        (Bound.EXACTLY, 0, ("fair", "poor", UNKNOWN), False),
        (Bound.ALL, None, ("fair", "fair", UNKNOWN), UNKNOWN),
        (Bound.ALL, None, ("fair", "poor", UNKNOWN), False),
        (Bound.ANY, None, ("poor", "fair", UNKNOWN), True),
        (Bound.ANY, None, ("poor", "poor", NOTHING), False),
    ],
)
def test_counting_waits_only_for_what_matters(
    bound: Bound, count: int | None, ratings: tuple[Value, ...], held: Value
) -> None:
    judged = {f"judgement {place}": rating for place, rating in enumerate(ratings)}
    vocabulary = {name: replace(FACTS["rating"], name=name, words=name) for name in judged}
    items = tuple(tree.Fact(name, type=QUALITY, span=NOWHERE) for name in vocabulary)
    listed = tree.ListOf(items, type=ListType(QUALITY), span=NOWHERE)
    test = compare(tree.Item(type=QUALITY, span=NOWHERE), ">=", "fair")
    node = tree.Counting(bound, count, listed, test, **YES_OR_NO)
    base = defining({"it": node})
    version = replace(base, vocabulary=replace(base.vocabulary, facts=vocabulary))
    case = Case("the building", judged)
    assert evaluator(by_hand(version).versions[0], ["it"])(judged)["it"] is held
    for trace in (True, False):
        decision = decided(by_hand(version), case, TODAY, trace=trace)
        assert decision.values["it"] is held
        if decision.trace is not None and held is UNKNOWN:
            assert needs(decision.trace.definitions["it"]) == ["judgement 2 is not recorded"]


# ------------------------------------------------------------------------------------------------ sums


def sum_of(left: Any, sign: str, right: Any) -> Value:
    number = Basic.NUMBER
    return step(tree.Arithmetic(Sign(sign), const(left, number), const(right, number), type=number, span=NOWHERE)).value


def test_numbers_are_exact_and_whole_numbers_stay_whole() -> None:
    assert sum_of(Decimal("0.1"), "+", Decimal("0.2")) == Decimal("0.3")
    assert sum_of(10, "/", 4) == Decimal("2.5")
    assert type(sum_of(10, "/", 5)) is int
    assert sum_of(1, "/", 0) is NOTHING


def test_what_is_done_to_something_unknown_is_unknown_even_with_nothing() -> None:
    for left, right in (("size", "rent"), ("rent", "size")):
        node = tree.Arithmetic(Sign.PLUS, fact(left), fact(right), type=Basic.NUMBER, span=NOWHERE)
        assert step(node, rent=NOTHING).value is UNKNOWN
        assert step(node, size=1, rent=NOTHING).value is NOTHING


def test_a_sum_can_neither_run_away_nor_be_turned_by_the_host() -> None:
    huge = sum_of(10**27, "*", 10**27)
    assert isinstance(huge, Decimal)
    assert huge == Decimal(10) ** 54


@pytest.mark.parametrize(
    ("month_end", "day"), [("last day", date(2023, 2, 28)), ("next day", date(2023, 3, 1)), ("error", None)]
)
def test_a_day_its_month_does_not_have_follows_the_rule_of_the_policy(month_end: str, day: date | None) -> None:
    node = plus(fact("opened"), "+", 1, "month")
    if day is None:
        with pytest.raises(DecisionError) as caught:
            step(node, month_end=month_end, opened=date(2023, 1, 31))
        (diagnostic,) = caught.value.diagnostics
        assert diagnostic.code is Code.NO_SUCH_DAY
        assert diagnostic.message == "there is no 31 February 2023, and the policy says “month end: error”"
    else:
        found = step(node, month_end=month_end, opened=date(2023, 1, 31))
        assert (found.value, found.note) == (day, "month end")


@pytest.mark.parametrize(("told", "held"), [(NOTHING, False), (UNKNOWN, UNKNOWN)])
def test_no_month_is_blamed_where_there_is_no_day_to_hold_against_another(told: Value, held: Value) -> None:
    near = tree.Near(
        fact("opened"), const(length_of_time("1 month"), FACTS["cycle"].type), fact("created"), **YES_OR_NO
    )
    assert step(near, month_end="error", opened=told, created=date(2023, 1, 31)).value is held
    assert step(near, month_end="error", opened=told, created=UNKNOWN).value is held


def test_a_day_past_the_end_of_time_is_nothing() -> None:
    assert step(plus(fact("opened"), "+", 1, "day"), opened=date.max).value is NOTHING
    assert step(plus(fact("opened"), "-", 5, "years"), opened=date.min).value is NOTHING


def test_a_list_passes_over_nothing_and_waits_for_what_is_unknown() -> None:
    listed = tree.ListOf((fact("opened"), fact("created")), type=ListType(Basic.DATE), span=NOWHERE)
    latest = tree.Call("latest of", (listed,), type=Basic.DATE, span=NOWHERE)
    assert step(latest, opened=TODAY, created=NOTHING).value == TODAY
    assert step(latest, opened=NOTHING, created=NOTHING).value is NOTHING
    assert needs(step(latest, opened=TODAY)) == ["created is not recorded"]


# ------------------------------------------------------------------------------------------------ events

LATEST = tree.Select(
    Picks.LATEST,
    tree.History("inspection", EVENTS["inspection"].kinds, (), NOWHERE),
    type=INSPECTION,
    span=NOWHERE,
)
RESULT = tree.Field(LATEST, "result", type=QUALITY, span=NOWHERE)


def inspection(published: date | None = None, **fields: Value) -> Event:
    return Event("full inspection", date(2024, 3, 11), date(2024, 3, 22), published, fields)


def test_a_field_of_no_event_is_nothing() -> None:
    assert step(RESULT).value is NOTHING


def test_a_field_is_known_from_publication() -> None:
    assert step(RESULT, inspection(date(2024, 5, 1), result="fair")).value == "fair"
    unpublished = step(RESULT, inspection(date(2024, 7, 1), result="fair"))
    assert unpublished.value is UNKNOWN
    (need,) = needs(unpublished)
    assert "1 July 2024" in need


def test_a_field_left_out_is_needed_by_name() -> None:
    assert needs(step(RESULT, inspection())) == ["result of the full inspection of 11–22 March 2024 is not recorded"]


def test_the_event_picked_is_noted() -> None:
    assert step(RESULT, inspection(result="fair")).steps[0].note == "the full inspection of 11–22 March 2024"


def test_a_day_known_only_to_the_month_is_needed() -> None:
    august = Partial(date(2023, 8, 1), date(2023, 8, 31))
    end = tree.DayOf(LATEST, tree.EventDay.END, type=Basic.DATE, span=NOWHERE)
    found = step(end, Event("full inspection", august, august))
    assert found.value is UNKNOWN
    assert needs(found) == ["the day in August 2023 on which the full inspection ended is not recorded"]


# ------------------------------------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    ("name", "value", "message", "hint"),
    [
        ("rating", "fiar", "“fiar” is not a value of “quality” (strong, fair, weak, poor)", "did you mean “fair”?"),
        ("size", 1.5, "“size” is a number, and 1.5 is not", "give an int or a decimal.Decimal"),
        ("size", True, "“size” is a number, and True is not", "give an int"),
        ("opened", "2020-01-01", "“opened” is a date, and “2020-01-01” is not", "give datetime.date(2020, 1, 1)"),
        ("listed", 1, "“listed” is a yes-or-no, and 1 is not", "give True or False"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused(name: str, value: Any, message: str, hint: str) -> None:
    version = defining({"it": fact(name)})
    with pytest.raises(DecisionError) as caught:
        evaluator(by_hand(version).versions[0], ["it"])({name: value})
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.message == message
    assert (diagnostic.hint or "").startswith(hint)


def test_a_flat_record_may_spell_names_and_values_in_any_way() -> None:
    version = defining({"It All": fact("rating")})
    version = replace(version, definitions={"it all": version.definitions["It All"]})
    answer = evaluator(by_hand(version).versions[0], ["It_All"])
    for record in ({"rating": "fair"}, {"Rating": "FAIR"}, {"RATING": "So-so"}):
        assert answer(record) == {"It_All": "fair"}
    empty: Mapping[str, object]
    for empty in ({}, {"rating": None}, {"rating": UNKNOWN}):
        assert answer(empty) == {"It_All": UNKNOWN}


def test_the_flat_path_refuses_what_needs_a_history_and_names_it_does_not_know() -> None:
    policy = by_hand(defining({"it": RESULT}))
    with pytest.raises(ValueError, match="history of a case"):
        evaluator(policy.versions[0], ["it"])
    with pytest.raises(KeyError, match="there is no definition “its”; did you mean “it”"):
        evaluator(policy.versions[0], ["its"])


def test_today_must_be_given_where_it_is_used() -> None:
    today = tree.Today(type=Basic.DATE, span=NOWHERE)
    answer = evaluator(by_hand(defining({"it": today})).versions[0], ["it"])
    assert answer({}, TODAY) == {"it": TODAY}
    with pytest.raises(TypeError, match="give the day"):
        answer({})


# ------------------------------------------------------------------------------------------------ generated code


def test_nothing_an_author_writes_gets_into_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    evil = '"); raise SystemExit #'
    written: list[str] = []
    monkeypatch.setattr(
        "ilacs_rules.engine.codegen.compile.compile",
        lambda text, *rest: written.append(text) or compile(text, *rest),
        raising=False,
    )
    text = const(evil, Basic.TEXT)
    version = defining({evil: text})
    assert decided(by_hand(version), Case("x"), TODAY, trace=False).values == {evil: evil}
    assert written
    assert not any("SystemExit" in code for code in written)


@pytest.mark.parametrize("trace", [True, False])
def test_an_expression_as_deep_as_the_checker_allows_is_no_trouble(trace: bool) -> None:
    chain = const("blue", COLOUR)
    joined = compare(fact("size"), "=", 0)
    for number in range(98):
        condition = compare(fact("size"), "=", number)
        chain = tree.If(condition, const("red", COLOUR), chain, type=COLOUR, span=NOWHERE)
        joined = (tree.And if number % 2 else tree.Or)((tree.Not(joined, **YES_OR_NO), condition), **YES_OR_NO)
    policy = by_hand(defining({"chain": chain, "joined": joined}))
    for size, colour in ((97, "red"), (98, "blue"), (UNKNOWN, UNKNOWN)):
        found = decided(policy, Case("x", {"size": size}), TODAY, trace=trace)
        assert found.values["chain"] == colour
        assert (found.values["joined"] is UNKNOWN) == (size is UNKNOWN)


@pytest.mark.parametrize("trace", [True, False])
def test_items_worked_out_on_the_spot_can_be_counted_anywhere(trace: bool) -> None:
    """In a `when` and in a `where`, which are functions of their own in the generated code."""
    number = Basic.NUMBER
    chosen = tree.If(compare(fact("size"), ">", 3), fact("rent"), fact("size"), type=number, span=NOWHERE)
    inverse = tree.Arithmetic(Sign.DIVIDED, const(1, number), chosen, type=number, span=NOWHERE)
    listed = tree.ListOf((const(Decimal("0.1"), number), inverse), type=ListType(number), span=NOWHERE)
    test = compare(tree.Item(type=number, span=NOWHERE), "=", Decimal("0.1"))
    both = tree.Counting(Bound.ALL, None, listed, test, **YES_OR_NO)
    history = tree.History(
        "inspection",
        EVENTS["inspection"].kinds,
        (tree.Where(both, type=Basic.ERROR, span=NOWHERE),),
        NOWHERE,
    )
    when = tree.And((both, tree.Select(Picks.ANY, history, **YES_OR_NO)), **YES_OR_NO)
    when_due = due.Due(due.By(const(TODAY, Basic.DATE)), NOWHERE)
    duty = Requirement("duty", "duty", "duty", "drill", EVENTS["drill"].kinds, when_due, "must", "owner", when=when)
    policy = by_hand(make_version({}, {"duty": duty}))
    for rent, status in ((Decimal(10), Status.OPEN), (Decimal(5), Status.DOES_NOT_APPLY)):
        case = Case("the building", {"size": 4, "rent": rent}, (inspection(),))
        assert decided(policy, case, TODAY, trace=trace).obligation("duty").status is status
