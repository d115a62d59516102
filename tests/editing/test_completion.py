"""What is offered where, in a policy of lifts: keys, names, values after “is”, sentences to begin with."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilacs_rules.editing import templates
from ilacs_rules.editing.completion import offers
from ilacs_rules.editing.desk import Desk
from tests.editing.lift_desk import AMENDMENT, WHOLE, writing
from tests.sentences import slips

WHEN = "when: last state is broken"
DUE = "due: within 1 month after end of last check"
HEADER = "      | use | floors | y |\n      |---|---|---|"
EVENT = "- {event: check, on: 2024-02-01, state: sound}"

# what stands in the file, what is being written in its place, some of what is offered, some of what is not
OFFERED = [
    ("status: example", "sta‸", ["status: "], ["title: ", "state"]),
    ("status: example", "status: ‸", ["official", "draft", "reconstruction", "example"], ["sound"]),
    (WHEN, "‸", ["when: ", "strength: ", "notice: "], ["event: ", "due: "]),
    (WHEN, "when: ‸", ["last state", "floors", "any event"], ["true", "false", "notice"]),
    (WHEN, "when: last st‸", ["last state"], ["last check"]),
    (WHEN, "when: last state is ‸", ["sound", "worn or better", "missing", "one of a, b"], ["people", "yes"]),
    (WHEN, "when: state of last check is b‸", ["broken", "between a and b"], ["sound"]),
    (WHEN, "when: last state is sound or b‸", ["sound or better"], []),
    (WHEN, "when: last state is sound and us‸", ["use"], ["sound"]),
    (WHEN, "when: use is ‸", ["people", "goods"], ["sound"]),
    (WHEN, "when: created is ‸", ["before 2025-01-01"], ["sound", "people"]),
    (WHEN, "when: in service is ‸", ["yes", "no"], ["sound"]),
    (WHEN, "when: >-\n      last state is sound\n      and la‸", ["last check", "last state"], ["sound"]),
    (WHEN, "when: num‸", ["number of events"], ["floors"]),
    (WHEN, "when: earl‸", ["earliest of "], []),
    (DUE, "due: ‸", ["every year", "within 20 working days after end of latest inspection"], ["last state"]),
    (DUE, "due: wi‸", ["within 20 working days after end of latest inspection"], ["every year"]),
    (DUE, "due: every year after end of la‸", ["last check"], ["every year"]),
    (DUE, "due: every year after end of last check, wi‸", ["within 6 months either side"], []),
    (DUE, "due: every year after end of last check, ‸", ["up to 4 times"], ["every year"]),
    (DUE, "strength: ‸", ["must", "may"], ["check"]),
    ("event: repair\n", "event: ‸\n", ["check", "short check", "repair"], ["state", "last check"]),
    ("exception to: [check]", "exception to: [ch‸]", ["check"], ["short check"]),
    ("source: notice, section 1\n", "source: ‸\n", ["notice"], ["check"]),
    ("source: notice, section 1\n", "source: notice, ‸\n", ["section 1", "section 2, table 1"], ["notice"]),
    ("source: notice, section 1\n", "source: notice, section 2, t‸\n", ["section 2, table 1"], ["section 1"]),
    ("  floors: number", "  floors: ‸", ["number", "yes or no", "state", "use"], ["check"]),
    ("    is: check", "    is: ‸", ["check", "repair"], ["number"]),
    (EVENT, "- {‸", ["event: ", "state: "], ["use: "]),
    (EVENT, "- {event: ‸", ["check", "short check"], ["sound"]),
    (EVENT, "- {event: check, state: ‸", ["sound", "worn", "broken"], ["people"]),
    ("facts: {use: people,", "facts: {use: ‸,", ["people", "goods"], ["sound"]),
    ("facts: {use: people,", "facts: {fl‸,", ["floors: "], ["use: "]),
    ("      last state: sound", "      la‸", ["last check: ", "last state: "], ["check: "]),
    ("      last state: sound", "      last state: ‸", ["sound", "unknown"], ["people"]),
    ("check: {closes: 2025-02-01,", "check: {op‸", ["opens: "], ["closes: "]),
    ("check: {closes: 2025-02-01, status: open}", "check: {status: ‸", ["open", "overdue", "not yet open"], ["sound"]),
    ("    table: years.csv", f"    table: |\n{HEADER}\n      | ‸", ["people", "-"], ["sound"]),
    ("    table: years.csv", "    table: |\n      | u‸", ["use"], ["floors"]),
]


def texts(desk: Desk, path: Path, offset: int) -> list[str]:
    return [each.text for each in offers(desk, path, offset)]


@pytest.mark.parametrize(("before", "after", "offered", "not_offered"), OFFERED)
def test_what_is_offered(before: str, after: str, offered: list[str], not_offered: list[str]) -> None:
    desk, offset = writing(before, after)
    found = texts(desk, WHOLE, offset)
    assert set(offered) <= set(found)
    assert not set(not_offered) & set(found)


def test_an_amendment_is_offered_what_it_may_change() -> None:
    desk, offset = writing("  check:", "  re‸:", AMENDMENT)
    assert texts(desk, AMENDMENT, offset) == ["repair: "]
    desk, offset = writing("amends: 2024-01-01", "amends: ‸", AMENDMENT)
    assert texts(desk, AMENDMENT, offset) == ["2024-01-01", "2025-01-01"]


def test_what_is_offered_takes_the_place_of_what_is_written() -> None:
    desk, offset = writing(WHEN, "when: last state is sound and last st‸")
    offer = offers(desk, WHOLE, offset)[0]
    assert (offer.text, offer.replaces) == ("last state", len("last st"))
    desk, offset = writing(DUE, "due: ev‸")
    assert offers(desk, WHOLE, offset)[0].snippet == "every ${1:3 years} after ${2:end of latest inspection}"


def test_a_name_that_could_be_read_otherwise_is_offered_with_hyphens() -> None:
    desk, offset = writing("  tall: floors > 10\n", "  tall: floors > 10\n  in order and tall: tall\n  more: ‸\n")
    assert "in-order-and-tall" in texts(desk, WHOLE, offset)


def test_names_last_while_their_file_cannot_be_read() -> None:
    desk, offset = writing(WHEN, "when: last st‸")
    desk.written(WHOLE)
    text = desk.opened[WHOLE]
    desk.open(WHOLE, text.replace("policy: lifts", "policy: [lifts"))
    assert "last state" in texts(desk, WHOLE, offset + 1)


@pytest.mark.parametrize("odd", ["|‸\n", "- ‸\n", "{‸\n", '"‸\n', "[[‸\n", ": ‸\n"])
def test_where_nothing_can_stand_nothing_has_to_be_offered(odd: str) -> None:
    desk, offset = writing("policy: lifts\n", f"{odd}policy: lifts\n")
    offers(desk, WHOLE, offset)


def test_cases_are_offered_their_keys(tmp_path: Path) -> None:
    desk = Desk()
    desk.open(tmp_path / "a.yaml", "name: A\nfa\n")
    assert texts(desk, tmp_path / "a.yaml", len("name: A\nfa")) == ["facts: "]


@pytest.mark.parametrize("template", [*templates.DUE, *(f"every year, {each}" for each in templates.DUE_QUALIFIERS)])
def test_a_form_of_a_due_date_can_be_read(template: str) -> None:
    assert slips("due", templates.without_braces(template)) == []


TESTS = [f"x is {each}" for each in (*templates.TESTS, *templates.DATE_TESTS)]


@pytest.mark.parametrize("template", [*templates.EXPRESSION, *TESTS])
def test_a_form_of_a_sentence_can_be_read(template: str) -> None:
    assert slips("when", templates.without_braces(template)) == []
