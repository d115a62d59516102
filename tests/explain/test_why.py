"""Why a decision came out as it did. The stored files are the explanations of whole cases; read them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ilacs_rules.cases.model import Case
from ilacs_rules.engine.decision import Status
from ilacs_rules.explain.why import why, why_as_json, why_as_text
from tests.explain.deciding import NEW, NOT_TOLD, SAFE, UNSAFE, decided

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("case", "on", "stored"),
    [
        (SAFE, "2020-07-01", "why-safe.txt"),
        (UNSAFE, "2020-12-11", "why-unsafe.txt"),
        (NEW, "2020-03-01", "why-never-checked.txt"),
        (NOT_TOLD, "2020-07-01", "why-not-told.txt"),
    ],
)
def test_whole_cases(case: Case, on: str, stored: str, golden: Callable[[str, Path], None]) -> None:
    golden(why_as_text(why(decided(case, on)), width=90), HERE / stored)


def test_one_requirement_may_be_asked_about() -> None:
    explained = why(decided(SAFE, "2020-07-01"), only="short check")
    assert [account.requirement for account in explained.accounts] == ["short check"]


def test_no_line_is_wider_than_asked() -> None:
    text = why_as_text(why(decided(UNSAFE, "2020-12-11")), width=50)
    assert max(map(len, text.splitlines())) <= 50


def test_text_and_json_say_the_same() -> None:
    explained = why(decided(UNSAFE, "2020-12-11"))
    told = json.loads(json.dumps(why_as_json(explained)))
    text = " ".join(why_as_text(explained, width=100_000).split())
    for account in told["accounts"]:
        for sentence in (*account["because"], *account["dates"], *account["differ"], account["verdict"]):
            assert sentence in text
    full_check = next(account for account in told["accounts"] if account["requirement"] == "full check")
    assert full_check["status"] == "overdue"
    assert full_check["sources"] == [{"source": "announcement", "pinpoint": "bullet 2"}]


def test_a_sum_that_does_not_come_to_the_date_is_not_told() -> None:
    decision = decided(SAFE, "2020-07-01")
    wrong = tuple(
        replace(o, target=o.target.replace(year=2031)) if o.requirement == "short check" and o.target else o
        for o in decision.obligations
    )
    told = why(decision, only="short check").accounts[0].dates
    not_told = why(replace(decision, obligations=wrong), only="short check").accounts[0].dates
    assert "3 years after 29 November 2019, the end of the last check, is 29 November 2022." in told
    assert not any("3 years after" in sentence for sentence in not_told)


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_its_words(status: Status) -> None:
    decision = decided(SAFE, "2020-07-01")
    only = replace(decision.obligation("short check"), status=status, days_late=3)
    account = why(replace(decision, obligations=(only,)), only="short check").accounts[0]
    assert account.status == status.value
    words = "cannot tell" if status is Status.UNDETERMINED else status.value
    assert account.verdict.startswith(words)


def test_without_a_trace_there_is_nothing_to_explain() -> None:
    with pytest.raises(ValueError, match="trace"):
        why(replace(decided(SAFE, "2020-07-01"), trace=None))
