"""What embedding relies on: one policy for many threads, and the same input giving the same answer."""

from __future__ import annotations

import importlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules import Case, DecisionError, Event, NotInForce, PolicyError, decide, explain, load, read_cases
from tests.policies import read_once

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[1]
ON = date(2020, 1, 1)


def test_threads_may_share_a_policy_that_was_never_used_before() -> None:
    policy = read_once("ilacs")
    cases = read_cases(policy, ROOT / "examples" / "authorities")
    alone = [decide(policy, case, ON, trace=False).obligations for case in cases]
    for _ in range(5):
        fresh = load("ilacs")  # nothing of it is compiled yet
        with ThreadPoolExecutor(8) as pool:
            together = list(pool.map(lambda case, fresh=fresh: decide(fresh, case, ON, trace=False), cases * 4))
        assert [decision.obligations for decision in together] == alone * 4


def test_the_same_input_gives_the_same_words() -> None:
    texts = set()
    for _ in range(2):
        policy = load("ilacs")
        cases = read_cases(policy, ROOT / "examples" / "authorities")
        texts.add("\n".join(explain(decide(policy, case, ON)) for case in cases))
    assert len(texts) == 1


def test_names_may_be_written_as_in_the_policy() -> None:
    policy = read_once("ilacs")
    history = (
        Event("Standard Inspection", date(2018, 5, 14), date(2018, 5, 25), fields={"Overall-effectiveness": "good"}),
        Event("self-evaluation", date(2018, 6, 1), date(2018, 6, 1)),
    )
    decision = decide(policy, Case("Exampleshire", events=history), date(2019, 2, 1))
    assert decision.obligation("Short inspection").target == date(2021, 5, 25)
    assert decision.obligation("self-evaluation").target == date(2019, 6, 1)
    assert decision.value("previous grade") == "good"


def test_an_event_the_policy_does_not_know_is_never_passed_over() -> None:
    stray = Case("Exampleshire", events=(Event("standad inspection", date(2018, 5, 14), date(2018, 5, 25)),))
    with pytest.raises(DecisionError, match="there is no event “standad inspection”"):
        decide(read_once("ilacs"), stray, ON)


def test_what_cannot_be_loaded_or_asked_says_why(tmp_path: Path) -> None:
    broken = tmp_path / "2020-01-01.yaml"
    broken.write_text("policy: x\nwhen:\n", encoding="utf-8")
    with pytest.raises(PolicyError, match="E111"):
        load(broken)
    with pytest.raises(NotInForce, match="the first is from 2018-01-01"):
        read_once("ilacs").in_force(date(2017, 12, 31))


def test_names_are_imported_when_they_are_asked_for() -> None:
    program = "import sys, ilacs_rules\nprint(*sys.modules)\nfrom ilacs_rules import *\nprint(len(ilacs_rules.__all__))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded, _ = done.stdout.splitlines()
    assert {each for each in loaded.split() if each.startswith("ilacs_rules.")} == set()


def test_every_promised_name_is_there_and_no_other() -> None:
    assert set(ilacs_rules.__all__) <= set(dir(ilacs_rules))
    for name in ilacs_rules.__all__:
        assert getattr(ilacs_rules, name) is not None
    importlib.import_module("ilacs_rules.explain.why")
    assert ilacs_rules.explain is explain, "the function, though a folder is called so too"
    with pytest.raises(AttributeError, match="has no attribute 'laod'"):
        ilacs_rules.laod  # noqa: B018
