"""What stands at a place of a file: found by the words that stand there."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilacs_rules import PolicyError, Workspace

ROOT = Path(__file__).parents[2]
FILE = "fire-safety/2024-04-01.yaml"
WHEN = "when: last result is faulty or worse"
DUE = "due: 6 months after publication of last check"


@pytest.fixture(name="workspace", scope="module")
def opened() -> Workspace:
    return Workspace()


def place_of(words: str, within: str) -> tuple[int, int]:
    """The line and column of words in the first line that holds others."""
    lines = (ROOT / "examples" / FILE).read_text(encoding="utf-8").splitlines()
    number, line = next((number, line) for number, line in enumerate(lines, 1) if within in line)
    return number, line.index(within) + within.index(words) + 1


@pytest.mark.parametrize(
    ("words", "within", "keys", "name", "section", "declared"),
    [
        ("result is", WHEN, "re check/when", "last result", "definitions", "last result:"),
        ("faulty", WHEN, "re check/when", "faulty", "values", "faulty"),
        ("last check", DUE, "re check/due", "last check", "definitions", "last check:"),
        ("re-check", "  re-check:", "re check", "re check", "requirements", "re-check:"),
    ],
)
def test_a_name_is_found_with_its_declaration(
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    within: str,
    keys: str,
    name: str,
    section: str,
    declared: str,
) -> None:
    monkeypatch.chdir(ROOT / "examples")
    line, column = place_of(words, within)
    here = workspace.at(FILE, line, column + 1)
    assert "/".join(here.keys) == f"requirements/{keys}"
    assert (here.name, here.section) == (name, section)
    assert here.declared is not None
    assert here.declared.source.line(here.declared.line).strip(" -").startswith(declared.removesuffix(":"))


def test_a_finding_is_told_where_it_stands(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "examples")
    line, column = place_of("result", "when: last result is faulty or worse")
    text = Path(FILE).read_text(encoding="utf-8")
    workspace.open(FILE, text.replace("when: last result is faulty", "when: last resolt is faulty"))
    assert [each.message for each in workspace.at(FILE, line, column).findings] == [
        each.message for each in workspace.check(FILE)[1] if each.span.line == line
    ]
    assert workspace.at(FILE, line, column).findings
    workspace.close(FILE)
    assert workspace.at(FILE, line, column).findings == ()


@pytest.mark.thorough
def test_any_place_can_be_asked_about(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "examples")
    lines = Path(FILE).read_text(encoding="utf-8").splitlines()
    for number in range(1, len(lines) + 3, 29):
        for column in (0, 12, 500):
            here = workspace.at(FILE, number, column)
            assert here.declared is None or here.name is not None
    with pytest.raises(PolicyError):
        workspace.at("fire-safety/no.yaml", 1, 1)


def test_comments_are_kept_with_the_key_they_stand_by(tmp_path: Path) -> None:
    file = tmp_path / "2024-01-01.yaml"
    text = (
        '# at the top\npolicy: p  # beside it\ntitle: "a # in a text"\nfacts:\n'
        "  # of the use\n  use: text\nnote: |\n  # in a block\n# at the end\n"
    )
    workspace = Workspace()
    workspace.open(file, text)
    assert [(each.words, each.by, each.beside) for each in workspace.comments(file)] == [
        ("at the top", ("policy",), False),
        ("beside it", ("policy",), True),
        ("of the use", ("facts", "use"), False),
        ("at the end", (), False),
    ]
