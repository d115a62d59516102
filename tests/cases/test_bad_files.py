"""Each file in `bad` has beside it exactly what is said of it, and which cases are read all the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cases.vocabularies import read_cases
from tests.policies import in_words

BAD = Path(__file__).parent / "bad"
BESIDE = (".mapping.yaml", ".expected", "-table.csv")
FILES = sorted(path.name for path in BAD.iterdir() if not path.name.endswith(BESIDE))


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_told_in_plain_words(
    name: str, golden: Callable[[str, Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(BAD)
    mapping = Path(name).with_suffix(".mapping.yaml")
    cases, diagnostics = read_cases(name, mapping if mapping.exists() else None)
    read = ", ".join(case.name for case in cases) or "none"
    golden(f"{in_words(diagnostics)}\n\ncases read: {read}\n", BAD / f"{name}.expected")
