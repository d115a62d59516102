"""Numbers as they are spelt out: which rules and sentences say, and which an author is told to write in digits."""

from __future__ import annotations

TO_TWELVE = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_FIRST = (*TO_TWELVE, "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

NUMBER = rf"(?:(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_FIRST[:9])}))?|{'|'.join(reversed(_FIRST))})"
"""A pattern of the numbers that are told here, one to ninety-nine; of two that begin alike the longer comes first."""


def in_digits(words: str) -> int:
    """The number that `seventy` or `twenty-eight` is, of what `NUMBER` finds."""
    first, *more = words.lower().replace("-", " ").split()
    number = _FIRST.index(first) + 1 if first in _FIRST else 10 * (_TENS.index(first) + 2)
    return number + sum(_FIRST.index(each) + 1 for each in more)


def number_word(count: int) -> str:
    """`no`, `two` up to twelve, `13` from there on."""
    return ("no", *TO_TWELVE)[count] if 0 <= count <= len(TO_TWELVE) else f"{count:,}"
