"""Which cases are in no answer because they could not be read: whoever reads the answer alone must learn of them."""

from __future__ import annotations

from collections.abc import Sequence

from ilacs_rules.explain.english import joined, set_apart

_MOST_NAMED = 10  # in a line of totals; all are named in the findings beside it


def left_out_in_words(names: Sequence[str]) -> str:
    """`; 2 more left out, as they could not be read: Cumbria and Dorset`; empty where all were read."""
    if not names:
        return ""
    told = list(names)
    if len(told) > _MOST_NAMED:
        told[_MOST_NAMED - 1 :] = [f"{len(names) - _MOST_NAMED + 1:,} others"]
    those = "it" if len(names) == 1 else "they"
    return f"; {len(names):,} more left out, as {those} could not be read: {joined(set_apart(told))}"
