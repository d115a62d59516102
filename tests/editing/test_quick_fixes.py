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
    ("due: within 1 month after end of last check", "due: ‸within 1 month of last check", []),
]


@pytest.mark.parametrize(("before", "after", "titles"), MENDED)
def test_a_finding_is_mended(before: str, after: str, titles: list[str]) -> None:
    desk, offset = writing(before, after)
    errors = [each for each in desk.read(WHOLE)[WHOLE] if each.code.value[0] == "E" and each.span.end > offset]
    found = [mend for each in errors[:1] for mend in mends(desk, WHOLE, each)]
    assert [mend.title for mend in found] == titles


def test_what_an_example_expects_is_mended() -> None:
    desk, _ = writing("closes: 2025-02-01", "closes: ‸2025-02-02")
    (finding,) = [each for each in desk.checked(WHOLE)[WHOLE] if each.code.value == "E801"]
    (mend,) = mends(desk, WHOLE, finding)
    assert mend.title == "Write “2025-02-01”"
