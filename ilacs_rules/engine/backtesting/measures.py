"""How good an order is: how many of those that followed stand at its top, and how often the right one comes first."""

from __future__ import annotations

from collections.abc import Sequence


def in_top(followed: Sequence[bool], places: int) -> int:
    """How many of the first so many followed; `followed` is told in the order that is judged."""
    return sum(followed[:places])


def ranked_first(followed: Sequence[bool]) -> float | None:
    """Of all pairs of one that followed and one that did not: in which part the former stands first.

    It is the area under the receiver operating characteristic: 1 is perfect, 0.5 is chance; so J. A. Hanley and
    B. J. McNeil, Radiology 143 (1982), 29–36. None where there is no such pair. No two share a place, so none is tied.
    """
    after = followed.count(False)
    pairs = followed.count(True) * after
    right = 0
    for each in followed:
        if each:
            right += after
        else:
            after -= 1
    return right / pairs if pairs else None
