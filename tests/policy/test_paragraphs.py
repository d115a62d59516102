"""A source may list its paragraphs in order, so that one can tell which has no rule."""

from __future__ import annotations

from pathlib import Path

import pytest

import ilacs_rules
from ilacs_rules.policy.cited import SourceText
from ilacs_rules.policy.model import VersionText
from ilacs_rules.policy.show import shown
from tests.policies import findings, texts_in
from tests.trees import tree_in

FIRST = """\
policy: fire
title: Checks of buildings
publisher: Anyshire
published: 2019-11-01
in force: {from: 2020-01-01}
subject: building
sources:
  scheme:
    title: The scheme
    paragraphs:
      - section 1
      - section 2, sentence 1: checks come every third year
      - {"section 2, sentence 2": "earlier, where they are needed"}
      - section 3: >-
          what a check is and
          what it is not
events:
  check: {}
requirements:
  check: {source: "scheme, section 2, sentence 1", event: check, due: every 3 years}
"""
SECOND = """\
policy: fire
amends: 2020-01-01
published: 2021-01-01
in force: {from: 2021-01-01}
summary: The scheme has a section more.
sources:
  scheme:
    paragraphs: [section 1, "section 2, sentence 1", section 4]
"""


def written(folder: Path, *texts: str) -> list[VersionText]:
    for year, text in enumerate(texts, 2020):
        (folder / f"{year}-01-01.yaml").write_text(text, encoding="utf-8")
    versions, found = texts_in(folder)
    assert found == []
    return versions


def listed(source: SourceText) -> list[tuple[str, str | None]]:
    return [(each.pinpoint.value, each.gist) for each in source.paragraphs]


def test_a_paragraph_is_the_place_alone_or_the_place_and_what_it_says(tmp_path: Path) -> None:
    (version,) = written(tmp_path, FIRST)
    assert listed(version.sources["scheme"]) == [
        ("section 1", None),
        ("section 2, sentence 1", "checks come every third year"),
        ("section 2, sentence 2", "earlier, where they are needed"),
        ("section 3", "what a check is and what it is not"),
    ]
    assert version.sources["scheme"].paragraphs[0].pinpoint.span.line == 11


def test_a_list_in_an_amendment_stands_in_place_of_the_one_before(tmp_path: Path) -> None:
    first, second = written(tmp_path, FIRST, SECOND)
    assert len(listed(first.sources["scheme"])) == 4
    assert second.sources["scheme"].title == "The scheme"
    assert listed(second.sources["scheme"]) == [
        ("section 1", None),
        ("section 2, sentence 1", None),
        ("section 4", None),
    ]


def test_an_amendment_may_end_the_list(tmp_path: Path) -> None:
    *_, second = written(tmp_path, FIRST, SECOND.replace('[section 1, "section 2, sentence 1", section 4]', "repealed"))
    assert listed(second.sources["scheme"]) == []


def test_the_list_shown_reads_as_the_same_list(tmp_path: Path) -> None:
    for version in written(tmp_path, FIRST, SECOND):
        assert version.tree is not None
        again, found = tree_in("\n".join(map(str, shown(version.tree))))
        assert found == []
        assert again is not None
        assert again.entries["sources"] == version.tree.entries["sources"]


@pytest.mark.parametrize(
    ("cited", "told"),
    [
        ("scheme, Section-2, sentence 1", []),
        ("scheme", []),
        ("scheme,", []),
        ("scheme, section 2", ["“scheme” lists no “section 2”"]),
        ("[scheme, section 3]", ["there is no source “section 3”"]),
        ('["scheme, section 3", "scheme, section 9"]', ["“scheme” lists no “section 9”"]),
    ],
)
def test_only_what_is_listed_may_be_cited(tmp_path: Path, cited: str, told: list[str]) -> None:
    text = FIRST.replace('{source: "scheme, section 2, sentence 1", event: check, due: every 3 years}', "")
    text += f"    source: {cited}\n    event: check\n    due: every 3 years\n"
    assert [each.message for each in findings(text)] == told


def test_where_a_paragraph_cannot_be_read_no_other_is_called_missing(tmp_path: Path) -> None:
    text = FIRST.replace("section 2, sentence 1: checks come every third year", "section 2, sentence 1:")
    (tmp_path / "2020-01-01.yaml").write_text(text, encoding="utf-8")
    assert [each.code for each in ilacs_rules.check(tmp_path)] == ["E109"]
