"""Whatever is typed, at each moment: no question is answered with a crash, and nothing stale is found at the end."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilacs_rules.editing.completion import offers
from ilacs_rules.editing.desk import Desk
from ilacs_rules.editing.formatting import formatted, yaml_files
from ilacs_rules.editing.hover import hover
from ilacs_rules.editing.mentions import all_mentions, declared_at, mention_at
from ilacs_rules.editing.place import place_at
from ilacs_rules.editing.symbols import symbols
from tests.conftest import LONG, ROOT, tried
from tests.editing.lift_desk import WHOLE

pytestmark = pytest.mark.thorough

LARGE = 12_000  # bytes; the files beyond are tried by `make test-long` alone
SHIPPED = [
    file
    for folder in ("rules", "examples")
    for file in yaml_files(ROOT / folder)
    if LONG or file.stat().st_size < LARGE
]
TYPED = (
    *("", " ", "\n", ":", "- ", "{", "}", "[", "|", ">-\n", '"', "#", "\t", "\r\n", "?", "&a", "é"),
    *("is ", "every ", "last ", "when: ", "table: |\n  | a | b |\n"),
)
DESK = Desk()  # one for all, as an editor has


@settings(max_examples=tried(6))
@given(st.sampled_from(SHIPPED), st.integers(0, 10**9))
def test_every_moment_of_typing_is_answered(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    text = whole = path.read_text(encoding="utf-8")
    for _ in range(5):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((0, 0, 1, 3, 20, 400, len(text))))
        typed = chance.choice(TYPED)
        text = text[:start] + typed + text[end:]
        DESK.open(path, text)
        ask_everything(path, min(start + len(typed), len(text)))
    if DESK.is_policy(path):
        DESK.read(path)
    DESK.open(path, whole)
    written = DESK.written(path)
    assert written.source.text == whole
    if DESK.is_policy(path):
        found = DESK.read(path)
        assert not [each for each in found[path] if each.code.value.startswith("E")]
    DESK.close(path)


def ask_everything(path: Path, offset: int) -> None:
    written = DESK.written(path)
    text = written.source.text
    offset = min(offset, len(text))
    place_at(text, offset)
    for each in offers(DESK, path, offset):
        assert 0 <= each.replaces <= offset
    hover(DESK, path, offset)
    symbols(written.tree)
    if DESK.is_policy(path):
        mention = mention_at(DESK, path, offset)
        if mention is not None:
            declared_at(DESK, path, mention)
            all_mentions(DESK, path, mention)
    assert formatted(written.source).before == text


def test_what_is_kept_does_not_grow() -> None:
    text = WHOLE.read_text(encoding="utf-8")
    desk = Desk()
    sizes = []
    for number in range(30):
        desk.open(WHOLE, text.replace("within 12 months", f"within {number + 1} days"))
        desk.read(WHOLE)
        sizes.append(desk.size)
    assert max(sizes[15:]) <= max(sizes[:15])
