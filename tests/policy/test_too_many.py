"""A file in which nearly everything is wrong: so many findings are told, and that the rest was not looked at (E122)."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilacs_rules import Code
from ilacs_rules.policy.loading import MOST_ENTRIES
from ilacs_rules.text.diagnostics import LONGEST_WORDS, MOST_FINDINGS
from ilacs_rules.workspace.loading import check_policy

HEAD = """\
policy: fire
title: Checks
publisher: Anyshire
published: 2023-11-01
in force: {from: 2024-01-01}
subject: building
"""

MANY = range(MOST_FINDINGS + 50)
WRONG = {
    "sentences that are none": "definitions:\n" + "".join(f"  a{n}: 1 +\n" for n in MANY),
    "names that mean nothing": "definitions:\n" + "".join(f"  a{n}: b{n} + 1\n" for n in MANY),
    "values of the wrong type": "definitions:\n" + "".join(f"  a{n}: 1 and 2\n" for n in MANY),
    "keys that are written twice": "definitions: {a: 1}\n" + "title: Checks\n" * len(MANY),
    "keys that there are not": "definitions: {a: 1}\n" + "".join(f"a{n}: 1\n" for n in MANY),
    "keys of items that there are not": "facts:\n" + "".join(f"  a{n}: {{iz: date}}\n" for n in MANY),
    "types that there are not": "facts:\n" + "".join(f"  a{n}: daet{n}\n" for n in MANY),
    "cells that are none": "definitions:\n  t:\n    table: |\n      | a | t |\n      |---|---|\n"
    + "".join(f"      | {n} + | 1 |\n" for n in MANY),
}


@pytest.mark.parametrize("what", WRONG)
def test_after_so_many_findings_no_more_are_looked_for_and_that_is_said(tmp_path: Path, what: str) -> None:
    path = tmp_path / "2024-01-01.yaml"
    path.write_text(HEAD + WRONG[what], encoding="utf-8")
    policy, found = check_policy(path)
    assert policy is None
    assert [each.code for each in found].count(Code.TOO_MANY) == 1
    assert found[-1].code is Code.TOO_MANY, "the last thing that is read"
    assert MOST_FINDINGS <= len(found) <= MOST_FINDINGS + 20


def test_fewer_are_all_told(tmp_path: Path) -> None:
    path = tmp_path / "2024-01-01.yaml"
    wrong = "".join(f"  a{n}: 1 +\n" for n in range(MOST_FINDINGS - 1))
    path.write_text(f"{HEAD}definitions:\n{wrong}", encoding="utf-8")
    found = check_policy(path)[1]
    assert len(found) == MOST_FINDINGS - 1
    assert Code.TOO_MANY not in {each.code for each in found}


def test_warnings_stop_no_policy_however_many_there_are(tmp_path: Path) -> None:
    path = tmp_path / "2024-01-01.yaml"
    path.write_text(HEAD + "definitions:\n" + "".join(f"  a{n}: 1\n" for n in MANY), encoding="utf-8")
    policy, found = check_policy(path)
    assert policy is not None
    assert [each.code for each in found] == [Code.UNUSED_DEFINITION] * len(MANY)


def test_a_policy_with_more_entries_than_anyone_writes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "2024-01-01.yaml"
    path.write_text(HEAD + "definitions:\n" + "".join(f"  a{n}: 1\n" for n in range(MOST_ENTRIES)), encoding="utf-8")
    (found,) = check_policy(path)[1]
    assert found.code is Code.FILE_TOO_LARGE
    assert found.message == "this file holds 10,008 entries, and 10,000 are the most that are read"


def test_no_more_sentences_are_read_than_a_policy_could_have(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ilacs_rules.policy.item.MOST_IN_SENTENCES", 200)
    path = tmp_path / "2024-01-01.yaml"

    def found(count: int) -> list[Code]:
        long = " + ".join("1" for _ in range(13))  # 49 characters
        path.write_text(HEAD + "definitions:\n" + "".join(f"  a{n}: {long}\n" for n in range(count)), encoding="utf-8")
        return [each.code for each in check_policy(path)[1]]

    assert Code.FILE_TOO_LARGE not in found(4)
    assert found(6) == [Code.FILE_TOO_LARGE]


def test_what_quotes_a_whole_file_is_cut_short(tmp_path: Path) -> None:
    path = tmp_path / "2024-01-01.yaml"
    path.write_text(HEAD + 'note: "a' + 'b"c' * 100_000, encoding="utf-8")
    (found, *_) = check_policy(path)[1]
    assert found.hint is not None
    assert found.message.startswith("the quotation mark ends the value, and “")
    assert max(len(found.message), len(found.hint)) <= LONGEST_WORDS + 3
    assert found.message.endswith("” stands after it"), "what is said after what is quoted stays"


@pytest.mark.parametrize("kept_in", ["policy", "CSV"])
def test_a_table_has_so_many_rows_at_most(tmp_path: Path, kept_in: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ilacs_rules.policy.decision_tables.MOST_ROWS", 3)

    def codes(rows: int) -> list[Code]:
        path = tmp_path / "2024-01-01.yaml"
        lines = [f"<= {row},{row}" for row in range(rows)]
        (tmp_path / "t.csv").write_text("\n".join(["n,t", *lines]) + "\n", encoding="utf-8")
        written = ["| n | t |", "|---|---|", *(f"| {line.replace(',', ' | ')} |" for line in lines)]
        table = "t.csv" if kept_in == "CSV" else "|\n" + "".join(f"      {line}\n" for line in written)
        definition = f"  t:\n    hit policy: first\n    default: 9\n    table: {table}\n"
        path.write_text(f"{HEAD}facts: {{n: number}}\ndefinitions:\n{definition}", encoding="utf-8")
        return [each.code for each in check_policy(path)[1]]

    assert Code.FILE_TOO_LARGE not in codes(3)
    assert codes(4).count(Code.FILE_TOO_LARGE) == 1
