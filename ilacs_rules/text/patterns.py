"""Regular expressions that are compiled when they are first used: most of a module's are not used by who imports it."""

from __future__ import annotations

import re
from typing import cast


class _Late:
    """Has what the compiled expression has, from the first time that is asked for."""

    def __init__(self, written: str, flags: int) -> None:
        self._asked_for = written, flags

    def __getattr__(self, name: str) -> object:
        found = self.__dict__[name] = getattr(re.compile(*self._asked_for), name)
        return found


def pattern(written: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression as `re.compile` makes it, but that one which is wrong is told by its first use.

    For modules that everybody waits for, as those that a decision on the command line needs.
    """
    return cast("re.Pattern[str]", _Late(written, flags))
