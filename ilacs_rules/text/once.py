"""Working out the same of the very same things no more than once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")

_BY_VALUE = (str, int, type(None))
_KEPT_FOR = 8  # rounds in which a thing is not asked for; then it is forgotten


class Afresh:
    """Nothing is kept: each thing is worked out whenever it is asked for."""

    def once(self, make: Callable[P, T], *of: P.args, **more: P.kwargs) -> T:
        """What `make` makes of some things."""
        return make(*of, **more)

    def made_of(self, things: tuple[object, ...], make: Callable[[], T]) -> T:
        """What `make` makes; or what was made before where these things were the same, on which alone it hangs."""
        return make()

    def same(self, thing: T) -> T:
        """A thing, or one before it that reads the very same (its `repr`)."""
        return thing


AFRESH = Afresh()


@dataclass(slots=True)
class _Kept:
    made: object
    of: object  # held as well, so that no other thing can come to have the identity of one of them
    last_used: int  # the round


class Remembered(Afresh):
    """What was worked out of the very same things is not worked out again.

    Things are the same if they are one object; texts and whole numbers if they are equal; tuples if all in them are.
    That is right for things that never change, of which all here are made. `made` counts what was worked out, by the
    name of the function.
    """

    def __init__(self) -> None:
        self.made: Counter[str] = Counter()
        self._kept: dict[object, _Kept] = {}
        self._round = 0

    @property
    def size(self) -> int:
        """How many things are kept."""
        return len(self._kept)

    def once(self, make: Callable[P, T], *of: P.args, **more: P.kwargs) -> T:
        """What `make` makes of some things, or made of them before."""

        def made() -> T:
            self.made[make.__name__] += 1
            return make(*of, **more)

        return self.made_of((make, of, tuple(sorted(more.items()))), made)

    def made_of(self, things: tuple[object, ...], make: Callable[[], T]) -> T:
        """What `make` makes; or what was made before where these things were the same, on which alone it hangs."""
        key = _key(things)
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = _Kept(make(), things, self._round)
        kept.last_used = self._round
        return cast("T", kept.made)

    def same(self, thing: T) -> T:
        """A thing, or one before it that reads the very same and is kept."""
        kept = self._kept.setdefault((type(thing), repr(thing)), _Kept(thing, None, self._round))
        kept.last_used = self._round
        return cast("T", kept.made)

    def next_round(self) -> None:
        """Forgets what has not been asked for in many rounds, so that what is kept does not grow and grow."""
        self._round += 1
        oldest = self._round - _KEPT_FOR
        self._kept = {key: kept for key, kept in self._kept.items() if kept.last_used >= oldest}


def _key(thing: object) -> object:
    if isinstance(thing, _BY_VALUE):  # not matched: of a long policy it is asked some thousand times a key
        return thing
    return tuple(map(_key, thing)) if isinstance(thing, tuple) else (id(thing),)  # see `_Kept.of`
