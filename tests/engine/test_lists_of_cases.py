"""What hangs on several other cases: partners that are named, and the homes of one owner, which nobody lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

import ilacs_rules
from ilacs_rules import NOTHING, UNKNOWN, Case, Code, Event, Policy, Value
from tests.conftest import tried

POLICY = """\
policy: homes
title: Homes and their owners
publisher: Anyshire
published: 2022-01-01
in force: {from: 2022-04-01}
subject: home
sources: {scheme: {title: A scheme}}
scales: {grade: [good, fair, bad]}
facts:
  created: {is: date, default: 2000-01-01}
  ended: {is: date, default: nothing}
  owner: {is: case, default: nothing}
  beds: {is: number, default: 10}
  partners: {is: list of cases, default: nothing}
events:
  check: {records: {grade: grade}}
definitions:
  last check: latest check
  grade: grade of last check
  homes: cases where (owner is this case)
  siblings: other cases where (owner is owner of this case)
  a home is bad: any of grade of homes is bad
  bad homes: number of cases where (owner is this case and grade is bad)
  of one owner: number of homes where (grade is bad)
  all homes are good: all of grade of homes are good
  worst home: worst of grade of homes
  beds of them: total of beds of homes
  large: number of siblings where (beds > beds of this case)
  bad partner: any partner where (grade is bad and beds > 5)
  no partner: no partners
  two are bad: at least 2 of grade of last check of partners are bad
  first checked: earliest of end of last check of partners
  partner of many: number of other cases where (any of partners is this case)
  both: any of grade of (owner, owner of owner) is bad
requirements:
  check:
    source: scheme
    when: a home is bad
    event: check
    due: within 3 months after latest of end of last check of homes
"""
ON = date(2024, 6, 1)


def home(name: str, grade: str | None = None, on: date = date(2023, 5, 5), **facts: object) -> Case:
    events = () if grade is None else (Event("check", on, on, fields={"grade": grade}),)
    return Case(name, facts, events)  # type: ignore[arg-type]


TRUST = home("Trust")
ELM = home("Elm", "bad", owner="Trust", beds=20, partners=("Oak", "Yew"))
OAK = home("Oak", "good", date(2023, 9, 9), owner="Trust", partners=("Elm",))
YEW = home("Yew", "bad", date(2021, 6, 5), owner="Trust", ended=date(2022, 1, 1))
ALONE = home("Alone", "fair")
ALL = [TRUST, ELM, OAK, YEW, ALONE]


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    path = tmp_path_factory.mktemp("homes") / "homes.yaml"
    path.write_text(POLICY, encoding="utf-8")
    return ilacs_rules.load(path)


def value(policy: Policy, case: Case, name: str, population: list[Case] | None) -> Value:
    return ilacs_rules.decide(policy, case, ON, population=population).value(name)


def test_the_homes_of_an_owner_are_found_and_those_that_had_ended_are_not_among_them(policy: Policy) -> None:
    assert value(policy, TRUST, "homes", ALL) == ("Elm", "Oak")
    assert value(policy, ELM, "siblings", ALL) == ("Oak",)
    assert value(policy, ALONE, "homes", ALL) == ()


def test_what_is_asked_of_a_group(policy: Policy) -> None:
    decision = ilacs_rules.decide(policy, TRUST, ON, population=ALL)
    asked = ("a home is bad", "bad homes", "all homes are good", "worst home", "beds of them")
    assert [decision.value(name) for name in asked] == [True, 1, False, "bad", 30]
    assert decision.obligation("check").closes == date(2023, 12, 9)
    none = ilacs_rules.decide(policy, ALONE, ON, population=ALL)
    assert [none.value(name) for name in asked] == [False, 0, True, NOTHING, NOTHING]


def test_what_is_asked_of_partners_that_are_named(policy: Policy) -> None:
    decision = ilacs_rules.decide(policy, ELM, ON, population=ALL)
    assert decision.value("bad partner") is True  # Yew, which had ended but is named
    assert decision.value("two are bad") is False
    assert decision.value("first checked") == date(2021, 6, 5)
    assert decision.value("no partner") is False
    assert decision.value("partner of many") == 1
    assert value(policy, OAK, "large", ALL) == 1
    assert value(policy, ALONE, "no partner", None) is True


def test_a_list_written_out_takes_cases_and_one_that_is_nothing_is_passed_over(policy: Policy) -> None:
    head = home("Head", "bad")
    assert value(policy, home("Branch", owner="Head"), "both", [head, home("Branch", owner="Head")]) is True
    assert value(policy, head, "both", [head]) is False


def test_one_whose_owner_nobody_told_makes_it_undetermined_unless_the_others_settle_it(policy: Policy) -> None:
    unknown = home("Ash", "good", owner=UNKNOWN)
    told = ilacs_rules.decide(policy, TRUST, ON, population=[*ALL, unknown])
    assert told.value("homes") == ("Elm", "Oak", UNKNOWN)
    assert told.value("a home is bad") is True  # Elm settles it
    assert told.value("all homes are good") is False
    assert told.value("bad homes") == 1  # it is good, so it is none of them
    assert told.value("of one owner") is UNKNOWN  # of the list it is not known who else may stand there
    assert told.value("worst home") is UNKNOWN
    other = ilacs_rules.decide(policy, ALONE, ON, population=[*ALL, home("Ash", "bad", owner=UNKNOWN)])
    assert other.value("a home is bad") is UNKNOWN
    assert [need.text for need in other.obligation("check").needs] == ["owner is not recorded, of “Ash”"]


@pytest.mark.parametrize(
    ("case", "population", "need"),
    [
        (TRUST, None, "the population is not given: all the cases there are"),
        (TRUST, [ELM, OAK], "“Trust” is not among the cases of the population"),
        (TRUST, [TRUST, home("Elm", owner="Trust")], None),
        (ALONE, [ALONE, home("Elm", "bad", owner="Alone", ended=UNKNOWN)], "whether “Elm” is there on the day"),
    ],
)
def test_where_it_cannot_be_told_the_need_says_why(
    policy: Policy, case: Case, population: list[Case] | None, need: str | None
) -> None:
    owed = ilacs_rules.decide(policy, case, ON, population=population).obligation("check")
    assert [each.text for each in owed.needs] == ([] if need is None else [need])


def test_a_partner_that_is_not_in_the_population_is_told(policy: Policy) -> None:
    decision = ilacs_rules.decide(policy, replace(ELM, facts={"partners": ("Oak", "Yow")}), ON, population=ALL)
    assert decision.value("bad partner") is UNKNOWN
    assert decision.trace is not None
    needs = decision.trace.definitions["bad partner"].needs
    assert [each.text for each in needs] == ["“Yow” is not among the cases of the population; “Yew” is"]


def test_the_reason_names_those_on_whom_it_rests(policy: Policy) -> None:
    said = " ".join(ilacs_rules.explain(ilacs_rules.decide(policy, TRUST, ON, population=ALL)).split())
    assert "because at least one of the grades of the homes is bad (so it is of “Elm”)." in said


def made_up(random: Random) -> list[Case]:
    names = [f"Home {number}" for number in range(5)]
    found = []
    for name in names:
        facts: dict[str, object] = {}
        owner = random.choice([None, UNKNOWN, NOTHING, *names])
        partners = random.choice([None, UNKNOWN, NOTHING, (UNKNOWN, "Home 2"), ("Home 1", "Nowhere"), tuple(names[:3])])
        ended = random.choice([None, None, date(2023, 12, 1), UNKNOWN])
        for fact, told in (
            ("owner", owner),
            ("partners", partners),
            ("ended", ended),
            ("beds", random.choice([4, 20])),
        ):
            facts |= {} if told is None else {fact: told}
        found.append(home(name, random.choice([None, "good", "bad"]), **facts))
    return found


def test_the_trace_tells_what_is_decided_without_it_and_what_is_unknown_says_why(policy: Policy) -> None:
    random = Random(5)
    for _ in range(tried(40)):
        cases = made_up(random)
        for population in (cases, cases[1:], None):
            fast = ilacs_rules.decide(policy, cases[0], ON, population=population, trace=False)
            traced = ilacs_rules.decide(policy, cases[0], ON, population=population)
            assert fast.values == traced.values
            assert [each.status for each in fast.obligations] == [each.status for each in traced.obligations]
            assert traced.trace is not None
            for name, found in traced.values.items():
                unknown = UNKNOWN in (found if isinstance(found, tuple) else (found,))
                assert bool(traced.trace.definitions[name].needs) == unknown


def test_telling_less_of_one_of_them_never_gives_another_certain_answer(policy: Policy) -> None:
    random, less_certain = Random(6), 0
    for _ in range(tried(60)):
        cases = made_up(random)
        place = random.randrange(len(cases))
        fact = random.choice(["owner", "partners", "ended", "beds"])
        told = cases[place]
        less = [*cases]
        less[place] = replace(
            told, facts={**told.facts, fact: UNKNOWN}, complete_from=random.choice([{}, {"check": None}])
        )
        before = ilacs_rules.decide(policy, cases[0], ON, population=cases, trace=False).values
        after = ilacs_rules.decide(policy, less[0], ON, population=less, trace=False).values
        for name, found in after.items():
            if isinstance(found, tuple):
                assert {*found} - {UNKNOWN} <= {*before[name]}  # type: ignore[misc]
            else:
                assert found is UNKNOWN or found == before[name], name
            less_certain += found != before[name]
    assert less_certain > 20


def test_a_case_that_could_not_be_used_may_be_one_of_them(policy: Policy) -> None:
    broken = Case("Fir", {"owner": 3})
    decision = ilacs_rules.decide(policy, ALONE, ON, population=[*ALL, broken])
    assert decision.value("a home is bad") is UNKNOWN
    assert "the population is not whole: “Fir” could not be used" in [
        n.text for n in decision.obligation("check").needs
    ]


def test_what_rests_on_them_is_as_sure_as_the_record_that_ends_first(policy: Policy) -> None:
    def unless(until: date, name: str) -> date | None:
        cases = [replace(each, complete_until=until) if each.name == name else each for each in ALL]
        return ilacs_rules.decide(policy, TRUST, ON, population=cases).obligation("check").unless_done_since

    early = date(2024, 1, 1)
    assert unless(early, "Elm") == early
    assert unless(early, "Alone") is None  # which is none of its homes


# ------------------------------------------------------------------------------------------------ as it is told


def test_a_file_tells_a_list_or_names_with_semicolons_between(policy: Policy, tmp_path: Path) -> None:
    (tmp_path / "cases.yaml").write_text(
        "cases:\n  - {name: A, facts: {partners: [B, C]}}\n  - {name: B, facts: {partners: A; unknown}}\n"
        "  - {name: C, facts: {partners: nothing}}\n  - {name: D, facts: {partners: [A, Bee]}}\n",
        encoding="utf-8",
    )
    found = ilacs_rules.read_all_cases(policy, tmp_path / "cases.yaml")
    assert [each.facts["partners"] for each in found.cases] == [("B", "C"), ("A", UNKNOWN), NOTHING, ("A", "Bee")]
    assert [(each.code, each.message) for each in found.findings] == [
        (Code.OTHER_CASE_NOT_THERE, "“Bee”, one of the partners of “D”, is not among the cases")
    ]


@pytest.mark.parametrize(
    "told", ["[A, A]", "{A: B}", "{}", "[[A]]", "A; A", "A; a", "[nothing, A]", "nothing; A", '";"']
)
def test_what_is_no_list_of_names_is_refused(told: str, policy: Policy, tmp_path: Path) -> None:
    (tmp_path / "cases.yaml").write_text(f"cases:\n  - {{name: B, facts: {{partners: {told}}}}}\n", encoding="utf-8")
    found = ilacs_rules.read_all_cases(policy, tmp_path / "cases.yaml").findings
    assert {each.code for each in found} <= {Code.CASE_VALUE, Code.CASE_LEFT_OUT}
    assert found


@pytest.mark.parametrize("told", ["Oak", ("Oak", "Oak"), ("Oak", "oak"), ("Oak", 3), {"Oak"}])
def test_a_program_gives_names_in_a_tuple(told: object, policy: Policy) -> None:
    with pytest.raises(ilacs_rules.DecisionError):
        ilacs_rules.decide(policy, Case("Elm", {"partners": told}), ON)  # type: ignore[dict-item]


# ------------------------------------------------------------------------------------------------ as it is written


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("any of homes of homes is this case", Code.WRONG_TYPE),
        ("latest homes", Code.WRONG_TYPE),
        ("number of homes since 2020-01-01", Code.WRONG_TYPE),
        ("homes is recorded", Code.WRONG_TYPE),
        ("grade where (beds > 3)", Code.WRONG_TYPE),
        ("checks where (beds > 3)", Code.UNKNOWN_NAME),
        ("cases where (any check)", Code.WRONG_TYPE),
        ("cases where (check in hand is recorded)", Code.UNKNOWN_NAME),
        ("cases where (colour is red)", Code.UNKNOWN_NAME),
        ("cases where (owner)", Code.NOT_A_CONDITION),
        ("colour of homes", Code.UNKNOWN_NAME),
        ("colour of this case", Code.UNKNOWN_NAME),
        ("any of odd of homes is bad", Code.CYCLE),
        ("number of homes where (odd > 2)", Code.CYCLE),
    ],
)
def test_what_makes_no_sense_of_several_cases(said: str, code: Code, tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text(
        POLICY.replace("definitions:\n", f"definitions:\n  odd: {said}\n"), encoding="utf-8"
    )
    assert code in [each.code for each in ilacs_rules.check(tmp_path / "odd.yaml")][:2]


def test_only_a_fact_is_a_list_of_cases_and_it_has_no_default_but_nothing(tmp_path: Path) -> None:
    for old, new in (
        ("records: {grade: grade}", "records: {grade: grade, with: list of cases}"),
        ("{is: list of cases, default: nothing}", "{is: list of cases, default: Oak}"),
    ):
        (tmp_path / "odd.yaml").write_text(POLICY.replace(old, new), encoding="utf-8")
        found = [each.code for each in ilacs_rules.check(tmp_path / "odd.yaml")]
        assert found[:1] in ([Code.UNKNOWN_TYPE], [Code.UNKNOWN_VALUE])


def test_an_owner_of_homes_that_own_it_is_no_ring_for_each_step_asks_for_another_definition(policy: Policy) -> None:
    one, other = home("One", "bad", owner="Other"), home("Other", "bad", owner="One")
    assert value(policy, one, "a home is bad", [one, other]) is True


# ------------------------------------------------------------------------------------------------ in one visit

CARE = Path(__file__).parents[2] / "examples" / "care-homes"
ON_VISITS = date(2026, 1, 1)


@pytest.fixture(scope="module")
def care() -> Policy:
    return ilacs_rules.load(CARE)


def shared(name: str, on: date, *others: object, outcome: object = "adequate") -> Case:
    facts: dict[str, object] = {"created": date(2010, 1, 1), "provider": name, "homes in the building": others}
    return Case(name, facts, (Event("inspection", on, on, fields={"outcome": outcome}),))  # type: ignore[arg-type]


def window(policy: Policy, case: Case, *others: Case) -> tuple[object, object]:
    owed = ilacs_rules.decide(policy, case, ON_VISITS, population=[case, *others]).obligation("inspection")
    return owed.opens, owed.closes


def test_homes_that_name_each_other_have_one_window_it_opens_where_all_may_and_closes_where_one_must(
    care: Policy,
) -> None:
    one, other = shared("One", date(2025, 3, 3), "Other"), shared("Other", date(2025, 4, 14), "One")
    assert window(care, one, other) == window(care, other, one) == (date(2026, 3, 14), date(2026, 4, 3))


def test_where_their_windows_do_not_meet_each_has_its_own(care: Policy) -> None:
    one, other = shared("One", date(2025, 3, 3), "Other"), shared("Other", date(2025, 9, 1), "One")
    assert window(care, one, other) == (date(2026, 2, 3), date(2026, 4, 3))
    assert window(care, other, one) == (date(2026, 8, 1), date(2026, 10, 1))
    assert ilacs_rules.decide(care, one, ON_VISITS, population=[one, other]).value("one visit will do") is False


@pytest.mark.parametrize(
    ("others", "need"),
    [
        ((), "“Other” is not among the cases of the population"),
        ((shared("Other", date(2025, 4, 14), outcome=UNKNOWN),), "outcome of the inspection of 14 April 2025"),
    ],
)
def test_one_whose_window_cannot_be_told_leaves_the_visit_undetermined(
    care: Policy, others: tuple[Case, ...], need: str
) -> None:
    one = shared("One", date(2025, 3, 3), "Other")
    owed = ilacs_rules.decide(care, one, ON_VISITS, population=[one, *others]).obligation("inspection")
    assert (owed.status, owed.closes) == ("applies", None)
    assert any(each.text.startswith(need) for each in owed.needs)


def test_a_forecast_says_that_what_is_expected_of_one_is_not_seen_by_another(care: Policy) -> None:
    one, other = shared("One", date(2025, 3, 3), "Other"), shared("Other", date(2025, 4, 14), "One")
    expected = ilacs_rules.forecast(care, [one, other], ON_VISITS, date(2026, 12, 31), population=[one, other])
    assert "of other cases only what is recorded counts" in " ".join(expected.assumptions)
