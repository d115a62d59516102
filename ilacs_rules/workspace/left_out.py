"""Which cases are in no answer because they could not be used: whoever reads the answer alone must learn of them."""

from __future__ import annotations

from collections.abc import Sequence

from ilacs_rules.explain.english import names_of, sentence

_MOST_NAMED = 10  # in a line of totals; all are named in the findings beside it


def left_out_in_words(names: Sequence[str], most: int = _MOST_NAMED) -> str:
    """`; 2 more left out, as they could not be read: Cumbria and Dorset`; empty where all were read."""
    if not names:
        return ""
    told = list(names)
    if len(told) > most:
        told[most - 1 :] = [f"{len(names) - most + 1:,} others"]
    return f"; {len(names):,} more left out, as {_those(names)} could not be read: {names_of(told)}"


def left_out_said(names: Sequence[str]) -> tuple[str, ...]:
    """The same in a sentence that names all of them, also those that could not be decided; none if there are none."""
    if not names:
        return ()
    return (sentence(f"left out, as {_those(names)} could not be read or decided: {names_of(names)}"),)


def _those(names: Sequence[str]) -> str:
    return "it" if len(names) == 1 else "they"
