"""Work that takes long, done beside what answers an editor."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


async def to_its_end(work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """What is worked out in a thread, which cannot be stopped: whoever stops waiting does so once it has ended."""
    working = asyncio.ensure_future(asyncio.to_thread(work, *given, **named))
    try:
        return await asyncio.shield(working)
    except asyncio.CancelledError:
        await asyncio.wait([working])
        raise
