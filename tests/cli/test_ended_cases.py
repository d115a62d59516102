"""What a person and a program see of cases that end; what it means is tried in tests/engine/test_ended.py."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import EXPECTED, run, seen
from tests.cli.test_machine_forms import validator

HERE = Path(__file__).parent / "ended"
FILES = ("mills.yaml", "register.yaml")
MILL = ("--case", "Mill")
ASKED = {
    "ended-plan": ("plan", *FILES, "--on", "2021-06-01"),
    "ended-decide": ("decide", *FILES, *MILL, "--on", "2020-04-01"),
    "ended-decide-before": ("decide", *FILES, *MILL, "--on", "2020-03-31"),
    "ended-why": ("why", *FILES, *MILL, "--on", "2020-04-01"),
    "ended-audit": ("audit", *FILES, "--from", "2018-01-01", "--on", "2021-06-01"),
    "ended-forecast": ("forecast", *FILES, "--on", "2019-12-01", "--until", "2022-12-31"),
}


@pytest.mark.parametrize("screen", ASKED)
def test_what_a_person_sees(screen: str, golden: Callable[[str, Path], None]) -> None:
    golden(seen(run(*ASKED[screen], folder=HERE)), EXPECTED / f"{screen}.txt")


@pytest.mark.parametrize("screen", ASKED)
def test_json_is_as_its_schema_says(screen: str) -> None:
    command = ASKED[screen][0]
    validator(command).validate(json.loads(run(*ASKED[screen], "--format", "json", folder=HERE).stdout))


def test_the_json_names_the_last_day() -> None:
    def asked(screen: str) -> dict[str, object]:
        found = json.loads(run(*ASKED[screen], "--format", "json", folder=HERE).stdout)
        assert isinstance(found, dict)
        return found

    assert asked("ended-plan")["ended"] == [
        {"case": "Mill", "ended": "2020-03-31"},
        {"case": "Barn, of which only the year is known", "ended": "2020"},
    ]
    assert '"ended": "2020-03-31"' in json.dumps(asked("ended-decide")["decisions"])
    assert "Mill ended on 31 March 2020" in json.dumps(asked("ended-why")["explanations"])
