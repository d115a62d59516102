"""Bounds on what templates of other people may use up: time, memory, and the length of what they make."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

SECONDS = 60
MEMORY = 1 << 30  # bytes, beyond what the process has already
LENGTH = 64 << 20  # characters that a file may have


class TooMuch(Exception):  # noqa: N818 (it is caught and told in words)
    """A bound was reached; the message says which."""


@contextmanager
def bounded(seconds: float = SECONDS, memory: int = MEMORY) -> Iterator[None]:
    """Raises TooMuch where what is done inside takes more than so many seconds, or so many bytes of memory.

    The operating system must be able to: Windows bounds neither, and only the main thread can be stopped by time.
    """
    with _time(seconds), _memory(memory):
        try:
            yield
        except MemoryError as error:
            raise TooMuch(f"it takes more than {memory >> 20:,} MiB of memory") from error


def joined(parts: Iterable[str], most: int = LENGTH) -> str:
    """The parts as one text. Raises TooMuch where they come to more than so many characters."""
    made: list[str] = []
    length = 0
    for part in parts:
        length += len(part)
        if length > most:
            raise TooMuch(f"it makes more than {most:,} characters")
        made.append(part)
    return "".join(made)


@contextmanager
def _time(seconds: float) -> Iterator[None]:
    import signal

    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooMuch(f"it takes more than {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _memory(most: int) -> Iterator[None]:
    used = _memory_used()
    if used is None:
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    bound = used + most
    if soft != resource.RLIM_INFINITY:
        bound = min(bound, soft)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _memory_used() -> int | None:
    """The bytes of address space the process has now; None where that cannot be bounded."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            pages = int(file.read().split()[0])
        import resource
    except (OSError, ImportError):
        return None
    return pages * resource.getpagesize()
