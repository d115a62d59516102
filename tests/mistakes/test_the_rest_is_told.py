"""A slip that YAML cannot read is told, and so is everything else that is wrong with the file; nothing more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import ilacs_rules
from ilacs_rules import Diagnostic
from tests.conftest import ROOT, tried
from tests.policies import errors

SOUND = (Path(__file__).parent / "buildings.yaml").read_text(encoding="utf-8")

# a mistake of which an officer is told once, beside what stands there in the sound file
MISTAKES = (
    ("published: 2020-01-06", "published: 2020-13-06"),
    ("  main use: use", "  main use: uses of it"),
    ("usual interval: 2 years", "usual interval: 2 yeers"),
    ("    strength: usually", "    strenght: usually"),
    ("    when: last risk is high and occupied", "    when: last risk is high and ocupied"),
    ("    event: drill", "    event: dril"),
    ("    source: fire act, section 4", "    source: fire cat, section 4"),
)


def colon_left_out(line: str) -> str:
    return line.replace(":", "", 1)


def quotation_mark_left_open(line: str) -> str:
    return re.sub(r": (?=\S)", ': "', line, count=1)


def bracket_left_open(line: str) -> str:
    return re.sub(r": (?=\S)", ": [", line, count=1)


def begins_with_at(line: str) -> str:
    return re.sub(r": (?=\S)", ": @", line, count=1)


def second_colon(line: str) -> str:
    return re.sub(r": (\S+) ", r": \1: ", line, count=1)


def one_space_more(line: str) -> str:
    return f" {line}"


def one_space_less(line: str) -> str:
    return line.removeprefix(" ")


def one_level_less(line: str) -> str:
    return line.removeprefix("  ")


def two_levels_more(line: str) -> str:
    return f"    {line}"


def tab(line: str) -> str:
    return re.sub("^ +", "\t", line)


SLIPS = (
    colon_left_out,
    quotation_mark_left_open,
    bracket_left_open,
    begins_with_at,
    second_colon,
    one_space_more,
    one_space_less,
    one_level_less,
    two_levels_more,
    tab,
)


def lines_not_looked_at(finding: Diagnostic) -> set[int]:
    """Of which lines a finding says that nothing else on them was looked at; none if it is no slip of YAML."""
    notes = [span for span, words in finding.related if "was looked at" in words]
    return {line for span in notes for line in range(span.line, span.line + span.text.count("\n") + 1)}


def place(finding: Diagnostic) -> tuple[str, str, int]:
    return finding.code.value, finding.message, finding.span.line


@cache
def told_of(text: str) -> tuple[Diagnostic, ...]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "buildings.yaml"
        file.write_text(text, encoding="utf-8", newline="")
        return tuple(ilacs_rules.check(file))


def test_each_of_the_mistakes_is_told_once() -> None:
    for before, after in MISTAKES:
        assert SOUND.count(f"{before}\n") + SOUND.count(f"{before} ") == 1
        assert len(told_of(SOUND.replace(before, after))) == 1, after


@pytest.mark.thorough
@settings(max_examples=tried(60))
@given(st.sampled_from(MISTAKES), st.sampled_from(SLIPS), st.integers(0, SOUND.count("\n") - 1))
def test_a_slip_hides_nothing_and_invents_nothing(
    mistake: tuple[str, str], slip: Callable[[str], str], number: int
) -> None:
    mistaken = SOUND.replace(*mistake)
    lines = mistaken.split("\n")
    assume(lines[number] != slip(lines[number]))
    lines[number] = slip(lines[number])
    told = told_of("\n".join(lines))
    slips = [each for each in told if lines_not_looked_at(each)]
    assume(slips)  # YAML may read it all the same
    aside = set[int]().union(*map(lines_not_looked_at, slips))
    assert errors(slips)
    assert number + 1 in aside | {each.span.line for each in slips}, "the slip is not told where it was made"
    known = {place(each) for each in told_of(mistaken)}
    others = {place(each) for each in told if each not in slips}
    assert others <= known, "the mended file has no such finding"
    assert known - others <= {each for each in known if each[2] in aside}, "a finding is hidden by the slip"


def notes(found: Iterable[Diagnostic]) -> list[str]:
    return [f"{span.line}: {words}" for each in found for span, words in each.related]


def test_each_of_several_slips_is_told() -> None:
    text = SOUND.replace("floors: number", "floors number").replace("event: drill", "event: @drill")
    told = told_of(text.replace("strength: usually", "strenght: usually"))
    assert [(each.code.value, each.span.line) for each in told] == [("E105", 28), ("E105", 76), ("E110", 89)]
    assert notes(told[:2]) == [
        "28: nothing else on this line was looked at, and what hangs on it only in part",
        "73: nothing else was looked at from here to line 77, and what hangs on it only in part",
    ]


def test_a_name_that_may_be_declared_where_nothing_was_looked_at_is_not_called_missing() -> None:
    (told,) = told_of(SOUND.replace("  last risk: risk found", "  last risk risk found"))
    assert told.code.value == "E105"


def test_a_section_of_which_all_is_set_aside_is_not_called_empty_or_missing() -> None:
    for before, after in (
        ("subject: b", "subject b"),
        ("requirements:", "requirements"),
        ("  usual interval:", "  usual interval"),
    ):
        assert [each.code.value for each in told_of(SOUND.replace(f"\n{before}", f"\n{after}"))] == ["E105"], after


def test_after_many_slips_no_more_is_looked_for() -> None:
    text = SOUND + "".join(f"slip {n}: [\n" for n in range(200))
    told = told_of(text)
    assert 2 < len(told) < 30
    assert notes(told)[-1] == "1: nothing else in this file was looked at"


@pytest.fixture
def versions(tmp_path: Path) -> Path:
    for day in ("2018-01-01", "2018-08-01", "2018-09-17"):
        text = (ROOT / "rules" / "ilacs" / f"{day}.yaml").read_text(encoding="utf-8")
        (tmp_path / f"{day}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("slip", ["events", "requirements", "in force", "amends"])
def test_a_slip_in_one_version_makes_no_other_wrong(versions: Path, slip: str) -> None:
    changed = 0
    for file in sorted(versions.iterdir()):
        text = file.read_text(encoding="utf-8")
        slipped = text.replace(f"\n{slip}:", f"\n{slip}")
        if slipped == text:
            continue
        changed += 1
        file.write_text(slipped, encoding="utf-8")
        told = ilacs_rules.check(versions)
        assert [each for each in told if not lines_not_looked_at(each)] == []
        assert told
        file.write_text(text, encoding="utf-8")
    assert changed


def test_a_mistake_in_an_amendment_of_what_was_not_read_is_told_too(versions: Path) -> None:
    launch, third = versions / "2018-01-01.yaml", versions / "2018-09-17.yaml"
    launched = launch.read_text(encoding="utf-8")
    slipped = launched.replace("\n    event: monitoring visit", "\n   event: monitoring visit", 1)
    assert slipped != launched
    launch.write_text(slipped, encoding="utf-8")
    text = third.read_text(encoding="utf-8")
    mistaken = text.replace(", up to 5 times", ", up to 5 tymes")
    assert mistaken != text
    third.write_text(mistaken, encoding="utf-8")
    slip, mistake = ilacs_rules.check(versions)
    assert (slip.code.value, slip.span.source.name) == ("E105", str(launch))
    assert (mistake.code.value, mistake.span.text) == ("E201", "tymes")
