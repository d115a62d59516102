"""Worked examples survive an amendment: each comes out as before, or was said to change."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilacs_rules import Code, Diagnostic, check

HOMES = """\
policy: homes
title: Inspection of homes
publisher: Anyshire
published: 2024-01-01
in force: {from: 2024-01-01}
subject: home
sources:
  scheme: {title: The scheme, published: 2024-01-01}
choices: {outcome: [passed, failed]}
events:
  inspection: {records: {outcome: outcome}}
definitions:
  last inspection: latest inspection
requirements:
  re-inspection:
    source: scheme
    when: outcome of last inspection is failed
    event: inspection
    due: between 12 and 18 months after end of last inspection
  annual letter:
    source: scheme
    event: inspection
    lasts: 1 day
    due: at least 1 in each calendar year
examples:
  - name: A failed home is inspected again after a year
    on: 2024-06-01
    events: [{event: inspection, on: 2024-05-02, outcome: failed}]
    expect:
      re-inspection: {opens: 2025-05-02, closes: 2025-11-02, status: not yet open}
      annual letter: {lasts: 1 day}
  - name: One that passed is not
    on: 2024-06-01
    events: [{event: inspection, on: 2024-05-02, outcome: passed}]
    expect:
      re-inspection: does not apply
"""

SOONER = """\
policy: homes
amends: 2024-01-01
published: 2025-01-01
in force: {from: 2025-01-01}
sources:
  letter of May: {title: A letter, published: 2025-01-01}
requirements:
  re-inspection:
    source: letter of May
    due: between 9 and 12 months after end of last inspection
"""
EXAMPLE = """\
examples:
  - name: NAME
    on: 2025-06-01
    events: [{event: inspection, on: 2025-05-02, outcome: failed}]
    expect:
      re-inspection: {opens: 2026-02-02, closes: 2026-05-02}
"""
OWN = EXAMPLE.replace("NAME", "Nine months are enough")
SAID = "expected to change: [A failed home is inspected again after a year]\n"
NEXT = """\
policy: homes
amends: 2025-01-01
published: 2026-01-01
in force: {from: 2026-01-01}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(folder: Path, *versions: str) -> list[Diagnostic]:
    for year, text in enumerate((HOMES, *versions), 2024):
        (folder / f"{year}-01-01.yaml").write_text(text, encoding="utf-8")
    return check(folder)


def codes(findings: list[Diagnostic]) -> list[str]:
    return [each.code.value for each in findings]


def test_an_amendment_that_breaks_an_example_names_it_and_the_change_that_does_it(folder: Path) -> None:
    (warning,) = found(folder, SOONER + OWN)
    assert warning.code is Code.EXAMPLE_CHANGES
    assert warning.message == (
        "with this change of “re-inspection” the example “A failed home is inspected again after a year” "
        "(2024-01-01.yaml, line 26) comes out otherwise: “re-inspection” was opens 2025-05-02, closes 2025-11-02, "
        "and is now opens 2025-02-02, closes 2025-05-02"
    )
    assert warning.span.text.startswith("between 9 and 12 months")
    assert warning.span.line == 10
    ((example, _),) = warning.related
    assert example.line == 26


def test_it_is_settled_by_saying_so_or_by_an_example_of_the_same_name(folder: Path) -> None:
    assert found(folder, SOONER + SAID + OWN) == []
    again = EXAMPLE.replace("NAME", "A failed home is inspected again after a year")
    assert found(folder, SOONER + again) == []


def test_what_was_said_to_change_is_not_tried_again_and_what_was_not_is_told_once(folder: Path) -> None:
    assert found(folder, SOONER + SAID + OWN, NEXT) == []
    assert codes(found(folder, SOONER + OWN, NEXT)) == ["W806"]


def test_an_example_goes_on_through_versions_that_leave_it_alone(folder: Path) -> None:
    nothing = SOONER.split("sources:")[0]
    sooner = SOONER.replace("2025-01-01\nin", "2026-01-01\nin").replace("from: 2025", "from: 2026") + OWN
    sooner = sooner.replace("amends: 2024", "amends: 2025")
    (warning,) = found(folder, nothing, sooner)
    assert (warning.code, warning.span.source.name.endswith("2026-01-01.yaml")) == (Code.EXAMPLE_CHANGES, True)


def test_it_is_found_of_one_file_alone_and_told_for_the_file_that_does_it(folder: Path) -> None:
    found(folder, SOONER + OWN, NEXT)
    assert codes(check(folder / "2025-01-01.yaml")) == ["W806"]
    assert codes(check(folder / "2026-01-01.yaml")) == []


def test_what_is_expected_of_something_repealed_ends_with_it(folder: Path) -> None:
    ended = SOONER.split("sources:")[0] + "definitions: {last inspection: repealed}\nrequirements:\n"
    ended += "  re-inspection: repealed\n"
    assert found(folder, ended) == []
    changed = found(folder, ended + "  annual letter: {lasts: 2 days}\n")
    assert codes(changed) == ["N808", "N809", "W806"], "the rest of the same example goes on"
    assert changed[-1].message.endswith("“annual letter” was lasts 1 day, and is now lasts 2 days")


def test_a_text_that_amends_nothing_takes_no_example_over(folder: Path) -> None:
    anew = HOMES.replace("2024-01-01", "2025-01-01").replace("12 and 18", "9 and 12").split("examples:")[0]
    assert found(folder, anew + OWN.replace("NAME", "x")) == []


@pytest.mark.parametrize("how", ["source: letter of May", "assumes: we count from its last day", "note: mends a slip"])
def test_a_change_is_explained_by_any_of_three_keys(folder: Path, how: str) -> None:
    changed = SOONER.replace("source: letter of May", how) + SAID + OWN
    assert [each for each in found(folder, changed) if each.code is Code.CHANGE_UNSOURCED] == []
    assert "N809" in codes(found(folder, changed.replace(f"    {how}\n", "")))


def test_a_requirement_told_in_other_words_alone_is_not_changed(folder: Path) -> None:
    told = NEXT.replace("amends: 2025", "amends: 2024").replace("2026-01-01", "2025-01-01")
    assert found(folder, told + "requirements: {re-inspection: {label: inspection after a failure}}\n") == []


def test_an_example_that_fails_in_its_own_version_is_not_said_to_be_missing_in_the_next(folder: Path) -> None:
    """It is there: whether the next text changes it can be told once it is mended."""
    wrong = HOMES.replace("opens: 2025-05-02", "opens: 2025-05-03")
    for said, more in ((SAID, []), (SAID.replace("A failed home", "A fallen home"), ["W807"])):
        found(folder, SOONER + said + OWN)
        (folder / "2024-01-01.yaml").write_text(wrong, encoding="utf-8")
        assert sorted(codes(check(folder))) == ["E801", *more]


# ------------------------------------------------------------------------------------------------ which change does it

FOLLOWED = """\
policy: homes
title: Inspection of homes
publisher: Anyshire
published: 2024-01-01
in force: {from: 2024-01-01}
subject: home
facts: {opened: date}
events: {visit: {}, letter: {}, inspection: {}}
definitions:
  first day: opened
requirements:
  visits: {assumes: ours, event: visit, due: "every quarter after first day, at least 3 times"}
  letter: {assumes: ours, event: letter, due: within 1 month after opened}
  closing inspection: {assumes: ours, event: inspection, lasts: 1 day, due: following visits}
examples:
  - name: After three visits it is inspected
    on: 2024-12-01
    facts: {opened: 2024-01-08}
    events: [{event: visit, on: 2024-04-08}, {event: visit, on: 2024-07-08}, {event: visit, on: 2024-10-08}]
    expect: {closing inspection: {opens: 2024-10-09}, letter: {closes: 2024-02-08}}
"""
CHANGES = """\
policy: homes
amends: 2024-01-01
published: 2025-01-01
in force: {from: 2025-01-01}
"""
TWO_VISITS = '  visits: {assumes: as told, due: "every quarter after first day, at least 2 times"}\n'
TWO_DAYS = "  closing inspection: {assumes: as told, lasts: 2 days}\n"
LETTER_SOONER = "  letter: {assumes: as told, due: within 2 weeks after opened}\n"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (f"requirements:\n{TWO_DAYS}{TWO_VISITS}", "7: with this change of “visits”"),
        (f"requirements:\n{TWO_VISITS}{TWO_DAYS}{LETTER_SOONER}", "6: with this change of “visits”"),
        ("definitions: {first day: 2024-05-01}\nrequirements:\n" + TWO_DAYS, "5: with this change of “first day”"),
        (
            "definitions: {first day: 2024-05-01}\nrequirements:\n"
            '  visits: {assumes: as told, due: "every month after first day, at least 1 times"}\n',
            "1: by this text",
        ),
    ],
    ids=["what it follows", "for two reasons", "what that is counted from", "two together"],
)
def test_the_change_is_named_without_which_it_would_come_out_as_before(tmp_path: Path, changes: str, said: str) -> None:
    """That the closing inspection is to last longer is not why it opens sooner: it follows the visits."""
    (tmp_path / "2024-01-01.yaml").write_text(FOLLOWED, encoding="utf-8")
    (tmp_path / "2025-01-01.yaml").write_text(CHANGES + changes, encoding="utf-8")
    (told,) = (each for each in check(tmp_path) if each.code is Code.EXAMPLE_CHANGES)
    assert f"{told.span.line}: {told.message}".startswith(said)
    assert ("; and there is more" in told.message) == (LETTER_SOONER in changes)
