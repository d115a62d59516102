"""Many cases on several cores: what one core answers, in the same order; and what is said when a process ends."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest

import ilacs_rules
from tests.policies import read_once

ROOT = Path(__file__).parents[2]
HOMES = ROOT / "examples" / "care-homes"  # what is asked of one hangs on the others of its provider
ON = date(2026, 7, 1)

# In a process of its own: it has one thread, so that a worker is a copy of it.
SCRIPT = f"""
import json, os, sys
from datetime import date
import ilacs_rules

policy, on = ilacs_rules.load("ilacs"), date(2025, 6, 2)
cases = list(ilacs_rules.read_cases(policy, {str(ROOT / "examples" / "authorities")!r}))
homes = ilacs_rules.load({str(HOMES)!r})
there = list(ilacs_rules.read_cases(homes, {str(HOMES / "cases")!r}))
for ask in (
    lambda jobs: ilacs_rules.plan(policy, cases, on, jobs=jobs),
    lambda jobs: ilacs_rules.audit(policy, cases, date(2018, 1, 1), on, jobs=jobs),
    lambda jobs: ilacs_rules.forecast(policy, cases, on, date(2026, 6, 2), jobs=jobs),
    lambda jobs: ilacs_rules.plan(homes, there, date({ON.year}, {ON.month}, {ON.day}), population=there, jobs=jobs),
):
    one, two = ask(1), ask(2)
    print(one == two, json.dumps(one.as_data()) == json.dumps(two.as_data()))

sys.modules["ilacs_rules.engine.plan"].decide = lambda *given, **more: os._exit(1)
try:
    ilacs_rules.plan(policy, cases, on, jobs=2)
except ilacs_rules.DecisionError as error:
    print(f"[{{error.diagnostics[0].code}}] {{error.diagnostics[0].message}}")
"""

# It has a second thread, and stands in no file: a worker, begun afresh, finds nothing to begin with.
FRESH = f"""
import ilacs_rules
from datetime import date
homes = ilacs_rules.load({str(HOMES)!r})
cases = list(ilacs_rules.read_cases(homes, {str(HOMES / "cases")!r}))
try:
    ilacs_rules.plan(homes, cases, date({ON.year}, {ON.month}, {ON.day}), jobs=2)
except ilacs_rules.DecisionError as error:
    print(error.diagnostics[0].hint)
"""


def test_several_processes_answer_what_one_does_and_one_that_ends_is_told() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=100, check=False)
    *same, ended = done.stdout.splitlines() or [done.stderr]
    assert same == ["True True"] * 4, done.stderr
    assert "[E902]" in ended


def test_a_process_begun_afresh_answers_the_same_as_well() -> None:
    policy = read_once(HOMES)
    cases = list(ilacs_rules.read_cases(policy, HOMES / "cases"))
    plans = [ilacs_rules.plan(policy, cases, ON, population=cases, jobs=jobs) for jobs in (1, 2)]
    assert plans[0] == plans[1]
    assert json.dumps(plans[0].as_data()) == json.dumps(plans[1].as_data())


def test_what_hangs_on_no_event_of_a_case_is_held_once_for_all_of_them() -> None:
    policy = ilacs_rules.load("ilacs")
    cases = [ilacs_rules.Case(name) for name in ("Aylesham", "Breckland", "Cotswold")]
    for jobs in (1, 2):
        made = ilacs_rules.plan(policy, cases, date(2025, 6, 2), jobs=jobs)
        assert len(made.rows) > 3
        assert len({id(row.obligation) for row in made.rows}) == len(made.rows) / 3


def test_what_cannot_be_sent_to_another_process_is_told() -> None:
    policy = read_once(HOMES)
    cases = [ilacs_rules.Case("Hall"), ilacs_rules.Case("Inn", {"rooms": lambda: 4})]  # type: ignore[dict-item]
    done = threading.Event()
    threading.Thread(target=done.wait, daemon=True).start()  # with it no process is begun as a copy of this one
    with pytest.raises(ilacs_rules.DecisionError, match="“Inn” holds a value that cannot be sent to another process"):
        ilacs_rules.plan(policy, cases, ON, jobs=2)
    done.set()


def test_a_program_that_stands_in_no_file_is_told_why_its_processes_end() -> None:
    with_a_thread = f"import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()\n{FRESH}"
    command = [sys.executable, "-"]
    done = subprocess.run(command, input=with_a_thread, capture_output=True, text=True, timeout=100, check=False)
    assert "begin under “if __name__ ==" in done.stdout
