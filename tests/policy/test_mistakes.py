"""Mistakes of policy officers: each file in `mistakes/` with what they are told (`pytest --rewrite` stores it)."""

from pathlib import Path

import pytest

from ilacs_rules import Diagnostic
from tests.conftest import Golden
from tests.policies import in_words, texts_in

FOLDER = Path(__file__).parent / "mistakes"
FILES = sorted(FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_mistake_is_told_at_the_right_words(file: Path, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    _, found = texts_in(file.name)
    assert found
    for diagnostic in found:
        assert_house_style(diagnostic)
    golden(in_words(found) + "\n", file.with_suffix(".expected"))


def assert_house_style(diagnostic: Diagnostic) -> None:
    assert not diagnostic.message.endswith(".")
    assert not diagnostic.message[:1].isupper()
    assert "unexpected" not in diagnostic.message
    assert 0 <= diagnostic.span.start <= diagnostic.span.end
    assert diagnostic.span.start <= len(diagnostic.span.source.text)
