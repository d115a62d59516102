"""Mistakes policy officers really make, each with what they are told. README.md says how to add one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules import Code, Diagnostic
from tests.conftest import ROOT, Golden
from tests.policies import in_words

HERE = Path(__file__).parent
LAUNCH = ROOT / "rules" / "ilacs" / "2018-01-01.yaml"
BUILDINGS = HERE / "buildings.yaml"
BASES = {"launch": LAUNCH, "buildings": BUILDINGS}

EDITS = sorted(file for base in BASES for file in (HERE / base).glob("*.txt"))
FOLDERS = sorted(folder for folder in (HERE / "versions").iterdir() if folder.is_dir())

_FINDINGS = re.compile(r"(\d+) findings")


@dataclass(frozen=True)
class Mistake:
    """What one file of mistakes says: what the slip is, the lines taken out and the lines put in their place."""

    words: str
    before: str
    after: str

    @property
    def findings(self) -> int:
        """One mistake is one finding, unless the words say “3 findings” and why."""
        said = _FINDINGS.search(self.words)
        return int(said[1]) if said else 1


def read(file: Path) -> Mistake:
    lines = file.read_text(encoding="utf-8").split("\n")
    edit = [line for line in lines if line[:1] in ("-", "+", " ")]
    return Mistake(
        words=" ".join(line for line in lines if line[:1] not in ("-", "+", " ")),
        before="".join(line[1:] + "\n" for line in edit if line[0] in "- "),
        after="".join(line[1:] + "\n" for line in edit if line[0] in "+ "),
    )


def made_in(text: str, mistake: Mistake) -> str:
    assert ("\n" + text).count("\n" + mistake.before) == 1, (
        "these lines must stand once in the file:\n" + mistake.before
    )
    return ("\n" + text).replace("\n" + mistake.before, "\n" + mistake.after)[1:]


@pytest.mark.parametrize("base", BASES.values(), ids=list(BASES))
def test_the_files_mistakes_are_made_in_are_sound(base: Path) -> None:
    assert ilacs_rules.check(base) == []


@pytest.mark.parametrize("file", EDITS, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_mistake(file: Path, golden: Golden, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base, mistake = BASES[file.parent.name], read(file)
    text = made_in(base.read_text(encoding="utf-8"), mistake)
    (tmp_path / base.name).write_text(text, encoding="utf-8", newline="")
    monkeypatch.chdir(tmp_path)
    found = ilacs_rules.check(base.name)
    golden(in_words(found) + "\n", file.with_suffix(".expected"))
    assert_told_well(found)
    assert len(found) == mistake.findings


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"versions/{folder.name}")
def test_a_mistake_between_versions(
    folder: Path, golden: Golden, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files of a folder beside the launch text."""
    for file in (LAUNCH, *folder.glob("*.yaml")):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.chdir(tmp_path)
    found = ilacs_rules.check(".")
    golden(in_words(found) + "\n", folder.with_suffix(".expected"))
    assert_told_well(found)
    words = (folder / "mistake.txt").read_text(encoding="utf-8")
    assert len(found) == Mistake(words, "", "").findings


def assert_told_well(found: list[Diagnostic]) -> None:
    for each in found:
        assert each.hint is not None, f"what should be written instead? {each.message}"
        assert not each.message.endswith(".")
        assert not each.message[:1].isupper()
        assert "unexpected" not in each.message
        assert each.span.text.strip() or each.code is Code.TAB, "the caret stands under nothing"


def test_every_stored_expectation_belongs_to_a_mistake() -> None:
    assert {file.with_suffix("") for file in HERE.rglob("*.expected")} == {
        *(file.with_suffix("") for file in EDITS),
        *FOLDERS,
    }
