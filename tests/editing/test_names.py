"""Names: where they are declared, where else they stand, and what becomes of them when they are written otherwise."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from ilacs_rules.editing.hover import hover
from ilacs_rules.editing.mentions import all_mentions, declared_at, mention_at
from ilacs_rules.editing.renaming import CannotRenameError, renamed, tried
from ilacs_rules.editing.symbols import symbols
from tests.editing.lift_desk import AMENDMENT, LIFTS, WHOLE, pointing

# where somebody points, what is meant, the line of its declaration, and on how many places it stands in all versions
NAMES = [
    ("when: last st‸ate is broken", "definitions", "last state", 40, 4),
    ("last sta‸te: state of last check", "definitions", "last state", 40, 4),
    ("state is br‸oken", "values", "broken", 17, 2),
    ("of last ‸check\n    exception", "definitions", "last check", 39, 5),
    ("exception to: [che‸ck]", "requirements", "check", 47, 4),
    ("event: che‸ck\n    due", "events", "check", 30, 5),
    ("source: not‸ice, section 1", "sources", "notice", 10, 4),
    ("is: u‸se", "scales and choices", "use", 19, 2),
    ("{u‸se: people", "facts", "use", 22, 3),
    ("state: sou‸nd}", "values", "sound", 17, 3),
    ("  floo‸rs: number", "facts", "floors", 25, 4),
]


@pytest.mark.parametrize(("at", "section", "name", "line", "places"), NAMES)
def test_a_name(at: str, section: str, name: str, line: int, places: int) -> None:
    desk, offset = pointing(at)
    mention = mention_at(desk, WHOLE, offset)
    assert mention is not None
    assert (mention.section, mention.name) == (section, name)
    assert [span.line for span in declared_at(desk, WHOLE, mention)] == [line]
    assert len(all_mentions(desk, WHOLE, mention)) == places


def test_an_amendment_leads_to_the_text_before_it() -> None:
    desk, offset = pointing("last che‸ck", AMENDMENT)
    mention = mention_at(desk, AMENDMENT, offset)
    assert mention is not None
    (span,) = declared_at(desk, AMENDMENT, mention)
    assert (Path(span.source.name), span.line) == (WHOLE, 39)


@pytest.mark.parametrize("at", ["title: Checks of li‸fts", "assumes: the ye‸ar"])
def test_in_words_for_readers_no_name_is_looked_for(at: str) -> None:
    desk, offset = pointing(at)
    assert mention_at(desk, WHOLE, offset) is None


def test_a_name_is_written_otherwise_in_all_versions_and_tables() -> None:
    desk, offset = pointing("  floo‸rs: number")
    mention = mention_at(desk, WHOLE, offset)
    assert mention is not None
    edits = renamed(desk, WHOLE, mention, "storeys in use").edits
    assert {path.name: len(found) for path, found in edits.items()} == {"2024-01-01.yaml": 3, "years.csv": 1}
    assert not [each for found in tried(desk, WHOLE, edits).values() for each in found if each.code.value[0] == "E"]
    assert desk.opened == {WHOLE: WHOLE.read_text(encoding="utf-8")}, "nothing is changed by trying"


def test_where_a_name_could_be_read_otherwise_it_is_joined() -> None:
    desk, offset = pointing("last che‸ck: latest")
    mention = mention_at(desk, WHOLE, offset)
    assert mention is not None
    edits = renamed(desk, WHOLE, mention, "check before today").edits
    written = Counter(text for found in edits.values() for _, text in found)
    assert written == {"check before today": 1, "check-before-today": 4}


@pytest.mark.parametrize(
    ("new", "why"),
    [
        ("last check", "there is a definition called “last check” already"),
        ("a, b", "“a, b” cannot be a name: it holds a sign that means something else"),
        ("", "“” cannot be a name"),
        ("today", "with “today” the policy would have an error: "),
    ],
)
def test_what_cannot_be_a_name_is_refused_with_the_reason(new: str, why: str) -> None:
    desk, offset = pointing("  last st‸ate: state")
    mention = mention_at(desk, WHOLE, offset)
    assert mention is not None
    with pytest.raises(CannotRenameError) as refused:
        renamed(desk, WHOLE, mention, new)
    assert str(refused.value).startswith(why)


@pytest.mark.parametrize(
    ("at", "new", "name"), [("  crea‸ted: date", "built", "created"), ("  floo‸rs: n", "ended", "ended")]
)
def test_a_name_by_which_a_day_is_known_is_neither_taken_nor_given(at: str, new: str, name: str) -> None:
    desk, offset = pointing(at)
    mention = mention_at(desk, WHOLE, offset)
    assert mention is not None
    with pytest.raises(CannotRenameError, match=f"“{name}” is the (first|last) day of a subject"):
        renamed(desk, WHOLE, mention, new)


TOLD = [
    ("  rep‸air:\n    source", "**Repair** (requirement)", "within 1 month after the end of the last check"),
    ("last st‸ate is broken", "**Last state** (definition)", "the state of the last check"),
    ("event: che‸ck\n    due", "**Check** (kind of event)", "Somebody goes through the whole lift."),
    ("is: u‸se", "**Use** (scale or choices)", "people, goods"),
    ("st‸ate: state", "**state** (recorded of an event “check”, state)", ""),
    ("assu‸mes:", "**assumes**", "What we took the source to mean"),
    ("du‸e: within 12", "**due**", "When it falls due"),
]


@pytest.mark.parametrize(("at", "title", "said"), TOLD)
def test_what_is_told_of_what_one_points_at(at: str, title: str, said: str) -> None:
    desk, offset = pointing(at)
    told = hover(desk, WHOLE, offset)
    assert told is not None
    assert told.markdown.startswith(title)
    assert said in told.markdown


def test_a_file_that_was_never_sound_still_tells_of_its_names() -> None:
    desk, offset = pointing("  floo‸rs: number")
    desk = type(desk)()
    text = WHOLE.read_text(encoding="utf-8").replace("last state is worn", "lost state is worn")
    desk.open(WHOLE, text)
    told = hover(desk, WHOLE, offset)
    assert told is not None
    assert told.markdown == "**floors** (fact, number)"


def test_the_parts_of_a_file() -> None:
    desk, _ = pointing("policy‸")
    found = {each.name: [part.name for part in each.parts] for each in symbols(desk.written(WHOLE).tree)}
    assert found["requirements"] == ["check", "repair"]
    assert found["examples"] == ["A sound lift is checked again after a year"]
    assert found["definitions"] == ["last check", "last state", "years between checks", "tall"]
    assert "title" not in found
    assert symbols(None) == []
    assert [path.name for path in desk.version_files(LIFTS / "years.csv")] == ["2024-01-01.yaml", "2025-01-01.yaml"]
