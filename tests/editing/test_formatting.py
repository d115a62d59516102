"""Files laid out in the one way: as few surprises as can be, and nothing lost, however odd a text is."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ilacs_rules import Source
from ilacs_rules.editing.formatting import Formatted, formatted, yaml_files
from ilacs_rules.workspace.workspace import Workspace
from tests.conftest import ROOT, Golden, tried
from tests.editing.odd_layouts import oddly
from tests.trees import plain, tree_in

HERE = Path(__file__).parent
SHIPPED = [file for folder in ("rules", "examples") for file in yaml_files(ROOT / folder)]
POLICIES = [file for file in SHIPPED if file.stem[0].isdecimal()]


def laid_out(text: str) -> Formatted:
    return formatted(Source("a.yaml", text))


def test_an_odd_layout_becomes_the_one_layout(golden: Golden) -> None:
    text = (HERE / "layouts" / "odd.yaml").read_text(encoding="utf-8")
    golden(laid_out(text).after, HERE / "layouts" / "odd-laid-out.yaml")


@pytest.mark.parametrize(
    ("written", "after"),
    [
        ("policy:   p\nb:  c\ntitle: d\n", "policy: p\nb: c\ntitle: d\n"),
        ("b:   c\na:  d\n", "b:   c\na:  d\n"),  # none of ours
        ("name:   x\non:  [push]\njobs:   {}\n", "name:   x\non:  [push]\njobs:   {}\n"),
        ("title: T\npolicy: p\n", "policy: p\ntitle: T\n"),
        ("# first\ntitle: T\n# about the name\npolicy: p\n", "# first\n# about the name\npolicy: p\ntitle: T\n"),
        ("policy: { a:   text , b: {is: date} }\n", "policy: {a: text, b: {is: date}}\n"),
        ("name: A\r\nfacts: {a:  1}\r\n", "name: A\r\nfacts: {a: 1}\r\n"),  # ends of line stay what they are
        (
            "cases: # all\n- name: a\n- name: b\n",
            "cases:  # all\n  - name: a\n  - name: b\n",
        ),
        ("name: 'it''s so'\n", "name: 'it''s so'\n"),
        ("note: a\n\n\n\npolicy: b\n\n", "policy: b\nnote: a\n"),  # an empty line stays above what it stood above
    ],
)
def test_a_small_text(written: str, after: str) -> None:
    assert laid_out(written).after == after


def test_rows_of_a_table_stay_in_their_groups() -> None:
    head = "policy: p\ndefinitions:\n  a:\n    table: |\n\n"
    written = f"{head}      | b|a |\n      |-|-|\n      | 1 |2|\n\n\n      | 10|3 |\n\n"
    after = f"{head}      | b  | a |\n      |----|---|\n      | 1  | 2 |\n\n\n      | 10 | 3 |\n"
    assert laid_out(written).after == after
    assert laid_out(after).after == after


@pytest.mark.parametrize("text", ["", "a: [", "- a\n", "a: 1\na: 2\n", "a: &b c\n", "\ta: b\n"])
def test_what_cannot_be_read_stays_as_it_is_and_says_why(text: str) -> None:
    done = laid_out(text)
    assert (done.after, done.left) == (text, "it cannot be read")
    assert done.findings


def test_what_might_lose_something_stays_as_it_is() -> None:
    text = "events:\n  - {event: full\n\n    check, on: 2024-01-01}\n"  # an end of line within a name
    done = laid_out(text)
    assert not done.changed
    assert done.left == "it is not certain that a new layout would keep all that is in it"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_shipped_files_are_laid_out_so(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    done = laid_out(text)
    assert not done.left
    assert done.after == text, f"ilacs-rules fmt {path.relative_to(ROOT)}"


def bare(held: Any) -> Any:
    """What a text holds; of tables without the blanks and dashes."""
    match held:
        case dict():
            return {key: bare(value) for key, value in held.items()}
        case list():
            return [bare(item) for item in held]
        case _:
            return re.sub(r"[ -]*\|[ -]*", "|", held)


def comments(text: str) -> Any:
    workspace = Workspace()
    workspace.open("a.yaml", text)
    return workspace.comments("a.yaml")


def remarks(text: str) -> list[str]:
    """All comments; a # within quotation marks or within lines of text begins none."""
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        if isinstance(token, yaml.ScalarToken) and token.style is not None:
            start, end = token.start_mark.index, token.end_mark.index
            begins = text.index("\n", start) if token.style in ("|", ">") else start  # a comment may stand beside >-
            text = text[:begins] + text[begins:end].replace("#", "-") + text[end:]
    return [each.rstrip() for each in re.findall(r"(?:^|(?<=\s))#.*", text, re.MULTILINE)]


@settings(max_examples=tried(100, 40))
@given(st.sampled_from(SHIPPED), st.integers(0, 10**9))
def test_meaning_and_comments_are_kept_and_twice_changes_nothing(path: Path, seed: int) -> None:
    text = oddly(path.read_text(encoding="utf-8"), random.Random(seed))
    done = laid_out(text)
    if done.left:  # most often it cannot be read any more
        assert not done.changed
        return
    (before, _), (after, _) = tree_in(text), tree_in(done.after)
    assert before is not None
    assert after is not None
    assert bare(plain(after)) == bare(plain(before))
    assert sorted(remarks(done.after)) == sorted(remarks(text))
    assert laid_out(done.after) == Formatted(done.after, done.after)


@settings(max_examples=tried(60, 20))
@given(st.sampled_from(POLICIES), st.integers(0, 10**9))
def test_comments_stay_beside_what_they_stand_beside(path: Path, seed: int) -> None:
    text = oddly(path.read_text(encoding="utf-8"), random.Random(seed))
    done = laid_out(text)
    if done.left:
        return
    beside = {each.words: each.by[:3] for each in comments(text) if each.beside}
    for each in comments(done.after):
        if each.beside and each.words in beside:
            assert each.by[:3] == beside[each.words]


def test_odd_layouts_are_odd() -> None:
    """The changes that are tried reach what they are for: most texts stay readable, and most are laid out anew."""
    texts = [
        oddly(SHIPPED[number % len(SHIPPED)].read_text(encoding="utf-8"), random.Random(number)) for number in range(30)
    ]
    readable = [text for text in texts if not laid_out(text).left]
    assert len(readable) > 10
    assert sum(laid_out(text).changed for text in readable) > 8
