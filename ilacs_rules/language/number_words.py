"""Numbers as they are spelt out, so that an author can be told how to write them: in digits."""

from __future__ import annotations

_FIRST = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

NUMBER = rf"(?:(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_FIRST[:9])}))?|{'|'.join(reversed(_FIRST))})"
"""A pattern of the numbers that are told here, one to ninety-nine; of two that begin alike the longer comes first."""


def in_digits(words: str) -> int:
    """The number that `seventy` or `twenty-eight` is, of what `NUMBER` finds."""
    first, *more = words.lower().replace("-", " ").split()
    number = _FIRST.index(first) + 1 if first in _FIRST else 10 * (_TENS.index(first) + 2)
    return number + sum(_FIRST.index(each) + 1 for each in more)
