"""Python's collector of rubbish, while a great many small things are made that all stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_SELDOM = (100_000, 50, 100)  # it looks at what is new after so many; at all there is, once in 5,000 times that


class _Asked:
    """How many have asked for it and are not done, and how often it looked before the first of them."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.by = 0
        self.before = _SELDOM


_asked = _Asked()


@contextmanager
def collected_seldom() -> Iterator[None]:
    """Lets it look less often, until the last who asked for that is done.

    It walks through all that is held, again and again as that grows, and would take half of the time of a plan of many
    cases. What is answered does not hang on it. Where somebody has told it to look less often still, that stays.
    """
    with _asked.lock:
        if not _asked.by:
            _asked.before = gc.get_threshold()
            gc.set_threshold(*map(max, zip(_asked.before, _SELDOM, strict=True)) if _asked.before[0] else _asked.before)
        _asked.by += 1
    try:
        yield
    finally:
        with _asked.lock:
            _asked.by -= 1
            if not _asked.by:
                gc.set_threshold(*_asked.before)


@contextmanager
def all_stays() -> Iterator[None]:
    """Does not let it look at all, where whatever is made stays, and is let go of without it: cases read, answers kept.

    A look costs a microsecond for each of them. Where they are many they count as old afterwards, as if it had looked.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] > _SELDOM[0] and not gc.get_freeze_count():  # what somebody keeps out of sight stays there
            gc.freeze()
            gc.unfreeze()
        gc.enable()
