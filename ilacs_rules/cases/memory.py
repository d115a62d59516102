"""How large a table may be: as large as there is memory for what is made of it."""

from __future__ import annotations

from pathlib import Path

from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.source import nowhere

_TIMES = 8  # as much as its text takes what is read of it, at most: rows of few short cells take the most
_LEAST = 64 * 1024 * 1024  # bytes of a table that are read on every machine
_ELSE = 1024 * 1024 * 1024  # bytes, where the system does not tell how much memory is free
_MEBIBYTE = 1024 * 1024


def tables_limit() -> int:
    """The most bytes of a table for which there is memory now."""
    free = _free()
    return _ELSE if free is None else max(free // _TIMES, _LEAST)


def too_large(name: str, size: int) -> Diagnostic | None:
    """E103 for a table of so many bytes, where there is no memory for it."""
    limit = tables_limit()
    if size <= limit:
        return None
    message = f"there is memory for a table of {limit // _MEBIBYTE:,} MiB, and this one has {size // _MEBIBYTE:,} MiB"
    hint = f"ask where {_TIMES * size // 2**30 + 1:,} GiB are free, or leave out the columns that are not read"
    return Diagnostic(Code.FILE_TOO_LARGE, message, nowhere(name), hint)


def _free() -> int | None:
    """Bytes of memory that this process may still take, as Linux tells it: of the machine, and of a container."""
    told = _lines("/proc/meminfo")
    machine = next((int(line.split()[1]) * 1024 for line in told if line.startswith("MemAvailable:")), None)
    most, used = (_lines(f"/sys/fs/cgroup/memory.{name}") for name in ("max", "current"))
    if machine is None or not most or not used or not most[0].isdigit():
        return machine
    return min(machine, max(int(most[0]) - int(used[0]), 0))


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="ascii").splitlines()
    except (OSError, ValueError):
        return []
