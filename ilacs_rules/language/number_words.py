"""Numbers as they are spelt out: which rules and sentences say, and which an author is told to write in digits."""

from __future__ import annotations

import re

TO_TWELVE = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_FIRST = (*TO_TWELVE, "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_MANY = {"dozen": 12, "hundred": 100, "thousand": 1000}

_BELOW_HUNDRED = rf"(?:(?:{'|'.join(_TENS)})(?:[-\s]+(?:{'|'.join(_FIRST[:9])}))?|{'|'.join(reversed(_FIRST))})"
_SO_MANY = rf"(?:half\s+an?|an?|{_BELOW_HUNDRED})[-\s]+(?:{'|'.join(_MANY)})"
_GOES_ON = (  # words that make another number, or none, of those before them
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|(?:dozen|hundred|thousand|million|billion)\w*"
    r"|and\s+(?:an?\s+)?(?:half|quarter)"
)

SPELT = rf"(?<![\w-])(?:{_SO_MANY}(?:(?:\s+and|,)?[-\s]+(?:{_SO_MANY}|{_BELOW_HUNDRED}))*|{_BELOW_HUNDRED})"
"""A pattern of the whole numbers that are told here, as `twenty-eight` and `a hundred and twenty`, whatever follows."""

NUMBER = rf"{SPELT}(?![\w-])(?!\s+(?:{_GOES_ON})\b)"
"""The same where it is no part of a larger number, nor of an ordinal or a word joined by hyphens."""


def in_digits(words: str) -> int:
    """The number that `seventy`, `twenty-eight` or `two dozen` is, of what `NUMBER` finds."""
    number, part = 0, 0
    for each in re.split(r"[-\s,]+", words.lower()):
        if each in _MANY:
            part = (part or 1) * _MANY[each]
            number, part = (number + part, 0) if each == "thousand" else (number, part)
        elif each in _FIRST:
            part += _FIRST.index(each) + 1
        elif each in _TENS:
            part += 10 * (_TENS.index(each) + 2)
    number += part
    return number // 2 if words.lower().startswith("half") else number


_NTH = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)
_NTHS = {word: number for number, word in enumerate((*_NTH, *(f"{each}th" for each in _FIRST[12:])), 1)}
_TENTHS = {f"{word[:-1]}ieth": 10 * number for number, word in enumerate(_TENS, 2)}
_IN_WORDS = rf"(?:(?:{'|'.join(_TENS)})[-\s]+)?(?:{'|'.join(reversed(_NTHS))})|{'|'.join(_TENTHS)}"
ORDINAL = rf"(?:\d+(?:st|nd|rd|th)|{_IN_WORDS})(?![\w-])"
"""A pattern of what tells the how manieth something is: `third`, `21st`, `twenty-first`."""


def nth_in_digits(words: str) -> int:
    """The number that `3rd`, `third` or `twenty-first` is, of what `ORDINAL` finds."""
    figures = re.match(r"\d+", words)
    if figures is not None:
        return int(figures[0])
    *tens, last = re.split(r"[-\s]+", words.lower())
    return (_NTHS | _TENTHS)[last] + (in_digits(tens[0]) if tens else 0)


def number_word(count: int) -> str:
    """`no`, `two` up to twelve, `13` from there on."""
    return ("no", *TO_TWELVE)[count] if 0 <= count <= len(TO_TWELVE) else f"{count:,}"


def n_times(count: int) -> str:
    """`once`, `twice`, `three times`."""
    return {1: "once", 2: "twice"}.get(count, f"{number_word(count)} times")
