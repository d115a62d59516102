"""Texts held open: checked as files would be, and no more of them than an edit touches."""

from __future__ import annotations

import random
import shutil
from contextlib import chdir
from pathlib import Path

import pytest

from ilacs_rules import PolicyError, Workspace, check
from ilacs_rules.text.reading import POLICY_LIMIT
from tests.conftest import tried
from tests.policies import in_words

ROOT = Path(__file__).parents[2]
POLICIES = {
    "fire-safety": ROOT / "examples" / "fire-safety",
    "sif": ROOT / "rules" / "sif",
    "ilacs": ROOT / "rules" / "ilacs",
}
WORDS = ("not", "every", "latest", "nothing", "2019-01-01", "is", "1 year", ":", "|", "- ", "#", "“", "\t", "policy")


def edited(text: str, chance: random.Random) -> str:
    """The text after a slip or an edit somebody could make, or while it is being typed."""
    lines = text.splitlines(keepends=True)
    at = chance.randrange(len(lines))
    match chance.randrange(7):
        case 0:
            return "".join(lines[:at])
        case 1:
            return "".join([*lines[:at], *lines[at + 1 :]])
        case 2:
            return "".join([*lines[:at], lines[at], *lines[at:]])
        case 3:
            words = lines[at].split(" ")
            words[chance.randrange(len(words))] = chance.choice(WORDS)
            return "".join([*lines[:at], " ".join(words), *lines[at + 1 :]])
        case 4:
            place = chance.randrange(len(text))
            return text[:place] + text[place + 1 :]
        case 5:
            return "".join([*lines[:at], "# a remark\n", *lines[at:]])
        case _:
            word = chance.choice(lines[at].split() or [" "])
            return text.replace(word, word[:-1] + "x")


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("name", "edits"),
    [("fire-safety", tried(6, here=5)), ("sif", tried(6, here=3)), ("ilacs", tried(2, here=1))],
)
def test_what_is_found_in_open_texts_is_what_is_found_in_files(name: str, edits: int, tmp_path: Path) -> None:
    """One workspace through all edits, so that nothing it keeps may grow stale; the other side reads all anew."""
    chance = random.Random(f"{name} {edits}")
    shutil.copytree(POLICIES[name], tmp_path / "before" / name)
    workspace = Workspace()
    for number in range(edits):
        now = tmp_path / f"edit-{number}"
        shutil.copytree(POLICIES[name], now / name)
        file = Path(name) / chance.choice(sorted(each.name for each in POLICIES[name].glob("*.[yc]*")))
        text = edited((now / file).read_text(encoding="utf-8"), chance)
        (now / file).write_text(text, encoding="utf-8", newline="")
        with chdir(now):
            expected = check(name)
        with chdir(tmp_path / "before"):
            workspace.open(file, text)
            _, found = workspace.check(name)
            workspace.close(file)
        assert [each.as_data() for each in found] == [each.as_data() for each in expected], file
        assert in_words(found) == in_words(expected), file


@pytest.mark.thorough
def test_only_what_depends_on_an_edit_is_checked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    workspace = Workspace()
    files = sorted(Path("rules/ilacs").glob("*.yaml"))
    workspace.check("rules/ilacs")
    first = workspace.worked_out
    assert first["read_own_tree"] == first["check_version"] == first["run_examples"] == len(files)

    workspace.check("rules/ilacs")
    assert workspace.worked_out == first, "nothing has changed"

    workspace.open(files[-2], files[-2].read_text(encoding="utf-8") + "# a remark\n")
    workspace.check("rules/ilacs")
    again = {work: count - first[work] for work, count in workspace.worked_out.items()}
    assert again["read_own_tree"] == 1
    assert again["check_version"] == again["run_examples"] == again["check_guarantees"] == 2, "it and its amendment"

    workspace.close(files[-2])
    before = workspace.worked_out
    workspace.check("rules/ilacs")
    assert workspace.worked_out["check_guarantees"] == before["check_guarantees"], "what it was before is still known"


@pytest.mark.thorough
def test_a_table_in_csv_is_read_again_when_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "examples")
    workspace = Workspace()
    assert workspace.check("fire-safety")[1] == []
    table = Path("fire-safety/intervals.csv")
    workspace.open(table, table.read_text(encoding="utf-8").replace("high", "hihg"))
    assert {each.span.source.name for each in workspace.check("fire-safety")[1]} >= {table.as_posix()}
    workspace.close(table)
    assert workspace.check("fire-safety")[1] == []


@pytest.mark.thorough
def test_so_is_a_long_table_and_one_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    policy = tmp_path / "policy"
    shutil.copytree(ROOT / "examples" / "fire-safety", policy)
    workspace, table = Workspace(), policy / "intervals.csv"
    long = table.read_text(encoding="utf-8").replace("high", "high" + " " * POLICY_LIMIT, 1)
    workspace.open(table, long)
    assert workspace.check(policy)[1] == []
    workspace.open(table, long.replace("high", "hihg"))
    assert table.as_posix() in {each.span.source.name for each in workspace.check(policy)[1]}

    workspace.close(table)
    lines = table.read_bytes().splitlines()
    for wrong in (2, 3):
        table.write_bytes(b"\n".join([*lines[: wrong - 1], b"\xff", *lines[wrong:]]))
        assert f"line {wrong} holds a byte" in in_words(workspace.check(policy)[1])


def test_a_policy_that_was_never_saved_can_be_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    saved = next((ROOT / "rules" / "sif").glob("*.yaml"))
    workspace = Workspace()
    with pytest.raises(PolicyError, match="cannot be read"):
        workspace.load("new")
    workspace.open(f"new/{saved.name}", saved.read_text(encoding="utf-8"))
    assert workspace.load("new").name == workspace.load(f"new/{saved.name}").name == "sif"


def test_what_is_kept_does_not_grow_with_every_edit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "examples")
    workspace, file = Workspace(), Path("fire-safety/2024-04-01.yaml")
    text = file.read_text(encoding="utf-8")
    sizes, cut = [], text.index("  re-check:\n    source")  # in the middle of the rules
    for number in range(24):
        workspace.open(file, text[: cut + number])
        workspace.check("fire-safety")
        sizes.append(len(workspace._kept._kept))
    assert max(sizes[12:]) <= max(sizes[:12])
