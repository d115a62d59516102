"""Two ways of not having a value, and the words for them in policies and in data."""

from __future__ import annotations

from enum import Enum
from typing import Final

from ilacs_rules.language.names import fold


class Absent(Enum):
    """Two ways of not having a value, kept apart everywhere; each is written as its value."""

    UNKNOWN = "unknown"  #: there may be one and we have not been told
    NOTHING = "nothing"  #: there is known to be none

    def __bool__(self) -> bool:
        raise TypeError(f"{self.value} is neither true nor false")


UNKNOWN: Final = Absent.UNKNOWN
NOTHING: Final = Absent.NOTHING

_WORDS = {each.value: each for each in Absent}


def absent(written: str) -> Absent | None:
    """Which of the two a text says, however it is spelt; None if it says something else."""
    return _WORDS.get(fold(written))
