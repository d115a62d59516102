"""Where somebody is writing, told from the text before: also while it cannot be read."""

from __future__ import annotations

import pytest

from ilacs_rules.editing.place import place_at

PLACES = [
    ("pol", (), None, "pol", True),
    ("policy: lif", (), "policy", "lif", False),
    ("requirements:\n  check:\n    wh", ("requirements", "check"), None, "wh", True),
    ("requirements:\n  check:\n    when: last st", ("requirements", "check"), "when", "last st", False),
    ("a:\n  b:\n    when: >-\n      first\n      and sec", ("a", "b"), "when", "first\nand sec", False),
    ("a:\n  when: first\n    and sec", ("a",), "when", "first\nand sec", False),
    ("a:\n  satisfied by: [b, c", ("a", "satisfied by", "-"), None, "c", False),
    ("a:\n  satisfied by: [b,\n    c", ("a", "satisfied by", "-"), None, "c", False),
    ("a:\n  satisfied by:\n  - b\n  - c", ("a", "satisfied by", "-"), None, "c", False),
    ("examples:\n  - name: x\n    fa", ("examples", "-"), None, "fa", True),
    ("examples:\n- name: x\n  expect:\n    check: {sta", ("examples", "-", "expect", "check"), None, "sta", True),
    ("examples:\n- events:\n  - {event: check, on: 2", ("examples", "-", "events", "-"), "on", "2", False),
    ("facts: {use: {is: pe", ("facts", "use"), "is", "pe", False),
    ("a:\n  table: |\n    | x | y |\n    | 1", ("a",), "table", "| x | y |\n| 1", False),
    ("a: {b: [c]}\nd", (), None, "d", True),
    ('source: ["one, two", th', ("source", "-"), None, "th", False),
    ("# only a comment\n\n  ", (), None, "", True),
    ("", (), None, "", True),
]


@pytest.mark.parametrize(("text", "keys", "key", "written", "is_key"), PLACES)
def test_a_place(text: str, keys: tuple[str, ...], key: str | None, written: str, is_key: bool) -> None:
    place = place_at(text, len(text))
    assert (place.keys, place.key, place.written, place.is_key) == (keys, key, written, is_key)


def test_what_stands_below_does_not_matter_but_for_the_other_keys_of_the_group() -> None:
    text = "requirements:\n  check:\n    event: check\n    \n    due: every year\n  other: {}\n"
    place = place_at(text, text.index("    \n") + 4)
    assert place.keys == ("requirements", "check")
    assert place.siblings == {"event", "due"}
