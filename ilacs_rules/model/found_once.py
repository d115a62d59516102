"""What follows from a part of a policy alone, kept with it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class FoundOnce:
    """Keeps what follows from a thing alone, once it has been asked for: every decision asks the same."""

    __slots__ = ()
    _found: dict[Hashable, Any]

    def once(self, asked: Hashable, find: Callable[[], T]) -> T:
        """What was found when it was first asked."""
        found: T
        if asked in self._found:
            found = self._found[asked]
        else:
            found = self._found[asked] = find()
        return found
