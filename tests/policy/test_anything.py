"""Nothing the reader is given makes it raise, and every finding has its place in the text."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import tried
from tests.policies import in_words, only_read
from tests.trees import tree_in

LAUNCH = (Path(__file__).parent / "fire-checks" / "2020-02-01.yaml").read_text(encoding="utf-8")
LINES = LAUNCH.splitlines(keepends=True)

SIGNS = [*" \n\t:#-?|>'\"{}[],&*!%@`~<=\\", "\r\n", "\u2028", "\x85", "\ufeff", "\u00a0", "é", "😀", "“"]
WORDS = [": ", " #", "- ", "  ", "|\n", "<<", "---\n", "...", "01", "null", "repealed", "amends: 2019-01-01\n"]
pieces = st.sampled_from([*SIGNS, *WORDS])
anything = st.one_of(st.text(), st.lists(pieces).map("".join))


def read(text: str) -> None:
    _, found = only_read(text)
    for diagnostic in found:
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(diagnostic.span.source.text) + 1
    in_words(found)


@pytest.mark.thorough
@settings(max_examples=tried(300, here=100))
@given(anything)
def test_any_text(text: str) -> None:
    tree, found = tree_in(text)
    assert tree is not None or found
    read(text)


@pytest.mark.thorough
@settings(max_examples=tried(300, here=100))
@given(st.integers(0, len(LAUNCH)), st.integers(0, 12), anything)
def test_a_policy_with_something_else_somewhere(at: int, cut: int, text: str) -> None:
    read(LAUNCH[:at] + text + LAUNCH[at + cut :])


@pytest.mark.thorough
@settings(max_examples=tried(300, here=100))
@given(st.lists(st.sampled_from(LINES), max_size=30))
def test_lines_of_a_policy_in_any_order(lines: list[str]) -> None:
    read("policy: a\n" + "".join(lines))


@given(st.integers(0, len(LINES)), st.integers(0, len(LINES)))
def test_a_policy_with_lines_left_out(start: int, length: int) -> None:
    read("".join(LINES[:start] + LINES[start + length :]))


AMENDED = Path(__file__).parent / "fire-checks" / "2021-01-01.yaml"
AMENDMENT = AMENDED.read_text(encoding="utf-8")


@pytest.mark.thorough
@given(st.integers(0, len(AMENDMENT)), st.integers(0, 12), anything)
def test_an_amendment_with_something_else_somewhere(at: int, cut: int, text: str) -> None:
    in_words(only_read(AMENDMENT[:at] + text + AMENDMENT[at + cut :], AMENDED.as_posix())[1])


@given(st.lists(st.sampled_from([*'",\n\r;-> a1é', '""', "risk", "\r\n"])).map("".join))
def test_any_table_in_csv(text: str) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "t.csv").write_text(text, encoding="utf-8", newline="")
        policy = "policy: a\ndefinitions:\n  t: {table: t.csv}\n"
        version, found = only_read(policy, f"{folder}/a.yaml")
        assert version is not None
        assert version.definitions or found
        in_words(found)
