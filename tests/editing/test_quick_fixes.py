"""A hint that says what to write can be taken by its word, where that helps."""

from __future__ import annotations

import pytest

from ilacs_rules.editing.quick_fixes import mends
from tests.editing.lift_desk import WHOLE, writing

MENDED = [
    ("when: last state is broken", "‸when: last state is brokn", ["Write “broken”"]),
    ("when: last state is broken", "‸when: last stat is broken", ["Write “last state”"]),
    ("    event: repair", "    ‸evnt: repair", ["Write “event”"]),
    ("source: notice, section 1\n", "source: ‸notise, section 1\n", ["Write “notice”"]),
    ("published: 2023-11-01", "published: ‸01/11/2023", []),  # two days are meant, and neither is written for anybody
    (
        "due: within 1 month after end of last check",
        "due: ‸within 1 month of last check",
        ["Write “within 1 month after end of last check”"],
    ),
]


@pytest.mark.parametrize(("before", "after", "titles"), MENDED)
def test_a_finding_is_mended(before: str, after: str, titles: list[str]) -> None:
    desk, offset = writing(before, after)
    errors = [each for each in desk.read(WHOLE)[WHOLE] if each.code.value[0] == "E" and each.span.end > offset]
    found = [mend for each in errors[:1] for mend in mends(desk, WHOLE, each)]
    assert [mend.title for mend in found] == titles


SAID_WHOLE = [
    ("when: last state is broken", "when: last state ‸was broken", "when: last state is broken"),
    ("state: [sound, worn, broken]", "state: [sound, worn, broken, 12‸+]", "state: [sound, worn, broken, 12 or more]"),
    ("tall: floors > 10", "tall: floors ‸is more than 10", "tall: floors > 10"),
]


@pytest.mark.parametrize(("before", "after", "mended"), SAID_WHOLE)
def test_words_that_a_hint_says_again_do_not_stand_twice(before: str, after: str, mended: str) -> None:
    desk, offset = writing(before, after)
    (error,) = [each for each in desk.read(WHOLE)[WHOLE] if each.code.value[0] == "E" and each.span.end > offset]
    (mend,) = mends(desk, WHOLE, error)
    ((span, text),) = mend.edits[WHOLE]
    wrong = span.source.text
    right = WHOLE.read_text(encoding="utf-8").replace(before, mended)
    assert wrong[: span.start] + text + wrong[span.end :] == right


def test_what_an_example_expects_is_mended() -> None:
    desk, _ = writing("closes: 2025-02-01", "closes: ‸2025-02-02")
    (finding,) = [each for each in desk.checked(WHOLE)[WHOLE] if each.code.value == "E801"]
    (mend,) = mends(desk, WHOLE, finding)
    assert mend.title == "Write “2025-02-01” for “2025-02-02”"
