"""Many cases, each asked by itself, on several cores: what one core would answer, in the same order.

Each worker is another process with the same task and the same cases. It is told which of them to answer, a stretch at a
time. What both sides have, the parts of the versions and the cases with their events, is sent back by its place alone,
so that the answers hold those very parts, as they do on one core, and are small on the way.
"""

from __future__ import annotations

import gc
import io
import os
import pickle
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from itertools import islice
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol, TypeVar, cast

from ilacs_rules.engine.errors import DecisionError
from ilacs_rules.engine.program import Program
from ilacs_rules.model.case import Case
from ilacs_rules.text.codes import Code
from ilacs_rules.text.collecting import all_stays, collected_seldom
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.source import nowhere
from ilacs_rules.text.words import quoted

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Watched = Callable[[Sequence[Case]], Iterable[Case]]
"""Gives the cases one by one, for whoever wants to show how far it is."""

_BEGUN_AFRESH = {"fork": 1, "spawn": 5}  # times as many cases make up for how long it takes to begin

_LEFT_OUT = ("written", "_found")  # of a version: nobody who decides reads its text


class Task(Protocol[T_co]):
    """What is asked of each case. It can be sent to another process, and so can what it answers."""

    @property
    def programs(self) -> Iterable[Program]:
        """Those whose parts its answers hold."""

    def __call__(self, case: Case) -> T_co:
        """The answer for one case; whatever it raises ends all of it."""


def each_answered(
    task: Task[T], cases: Sequence[Case], jobs: int | None, pays: int, watched: Watched = iter
) -> Iterator[T]:
    """The answer for each case, in their order, by so many processes at once.

    With `jobs` None it is one for each core, where there are so many cases that it `pays`. Raises DecisionError (E902)
    where a process ended before it had answered.
    """
    number = min(cores() if jobs is None else jobs, len(cases))
    if number < 2 or (jobs is None and len(cases) < pays * _BEGUN_AFRESH[_way_to_begin()]):
        with collected_seldom():
            yield from (task(case) for case in watched(cases))  # not a map, which would end where a task stops short
    else:
        with all_stays():
            yield from _by_several(task, cases, number, max(1, min(pays // 4, len(cases) // (4 * number))), watched)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _by_several(task: Task[T], cases: Sequence[Case], number: int, size: int, watched: Watched) -> Iterator[T]:
    here, way = _BothSides(task, cases), _way_to_begin()
    to_come = iter(range(0, len(cases), size))
    with _handed_over(task, here, way) as (begin, given), _pool(number, way, begin, given) as pool:
        begun = deque((first, pool.submit(_answered, first, first + size)) for first in islice(to_come, 2 * number))
        looked_at = iter(watched(cases))
        while begun:
            first, asked = begun.popleft()
            found = here.unpacked(asked.result(), first, first + size)
            begun += [(each, pool.submit(_answered, each, each + size)) for each in islice(to_come, 1)]
            for one in found:
                next(looked_at, None)
                yield cast("T", one)
        next(looked_at, None)  # whoever watches is told that it is done


@contextmanager
def _pool(
    number: int, way: str, begin: Callable[..., None], given: tuple[object, ...]
) -> Iterator[ProcessPoolExecutor]:
    pool = ProcessPoolExecutor(number, get_context(way), initializer=begin, initargs=given)
    try:
        yield pool
    except BrokenProcessPool:
        message = "one of the processes that worked on the cases ended before it had answered"
        hint = "it may have taken more memory than there is: try fewer at once, with --jobs 1 (jobs=1 in Python)"
        if way == "spawn":  # it reads the program that asks anew, which may be in no file, or ask again
            hint += '; a program of yours has to stand in a file and begin under “if __name__ == "__main__":”'
        raise DecisionError([Diagnostic(Code.WORKER_ENDED, message, nowhere("the cases"), hint)]) from None
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _handed_over(
    task: Task[object], here: _BothSides, way: str
) -> Iterator[tuple[Callable[..., None], tuple[object, ...]]]:
    """What a worker begins with, and with what: a copy has all of it; one begun afresh reads it from a file.

    Were it written to that process instead, whoever writes would wait for ever where it ends before it has read all.
    """
    if way == "fork":
        yield _begin, (task, here)
        return
    with TemporaryDirectory() as folder:
        file = Path(folder, "asked")
        try:
            file.write_bytes(pickle.dumps((task, here.cases), pickle.HIGHEST_PROTOCOL))
        except (pickle.PicklingError, AttributeError, TypeError):
            raise DecisionError([_cannot_be_sent(here.cases)]) from None
        yield _begin_afresh, (file,)


def _cannot_be_sent(cases: Iterable[Case]) -> Diagnostic:
    """Which case holds what only this process can hold: a value that a program made, and no policy knows."""
    case = next((each for each in cases if not _can_be_sent(each)), None)
    whose = "what is asked" if case is None else quoted(case.name)
    message = f"{whose} holds a value that cannot be sent to another process"
    hint = "ask on one core, with jobs=1: there it is told what is wrong with it; or take the value out"
    return Diagnostic(Code.WORKER_ENDED, message, (case and case.place) or nowhere("the cases"), hint)


def _can_be_sent(case: Case) -> bool:
    try:
        pickle.dumps(case, pickle.HIGHEST_PROTOCOL)
    except (pickle.PicklingError, AttributeError, TypeError):
        return False
    return True


def _way_to_begin() -> str:
    """A copy of this process, which has all that is asked about at once, where that is safe; else one begun afresh.

    A copy of a process with threads may stand still for ever.
    """
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


# ------------------------------------------------------------------------------------------------ in a worker


class _Worker:
    """What a worker was begun with."""

    task: Task[object]
    there: _BothSides


def _begin(task: Task[object], there: _BothSides) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who began it is told, and lets it finish
    threading.Thread(target=_end_with_parent, daemon=True).start()
    gc.freeze()  # what was there before stays
    gc.enable()  # a copy is one of a process in which it does not look
    _Worker.task, _Worker.there = task, there


def _begin_afresh(file: Path) -> None:
    task, cases = pickle.loads(file.read_bytes())
    _begin(task, _BothSides(task, cases))


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _answered(first: int, last: int) -> bytes:
    there = _Worker.there
    with collected_seldom():
        return there.packed([_Worker.task(case) for case in there.cases[first:last]], first, last)


# ------------------------------------------------------------------------------------------------ what both have


class _BothSides:
    """What whoever asks and each worker have, in the same order."""

    def __init__(self, task: Task[object], cases: Sequence[Case]) -> None:
        self.cases = cases
        self._parts = [*_parts_of(task.programs), *_of_population(task.programs)]
        self._places = {id(part): place for place, part in enumerate(self._parts)}

    def packed(self, answers: list[object], first: int, last: int) -> bytes:
        """The answers for a stretch of cases; of what both sides have its place."""
        start = len(self._parts)
        places = self._places | {id(each): start + n for n, each in enumerate(self._of_cases(first, last))}
        written = io.BytesIO()
        _Packer(written, places).dump((start, answers))
        return written.getvalue()

    def unpacked(self, data: bytes, first: int, last: int) -> list[object]:
        """The answers for a stretch of cases, as they were packed on the other side."""
        things = [*self._parts, *self._of_cases(first, last)]
        start, answers = _Unpacker(io.BytesIO(data), things).load()
        assert start == len(self._parts), "both sides have the same parts"
        return cast("list[object]", answers)

    def _of_cases(self, first: int, last: int) -> Iterator[object]:
        return _with_events(self.cases[first:last])


def _with_events(cases: Iterable[Case]) -> Iterator[object]:
    for case in cases:
        yield from (case, case.place)
        for event in case.events:
            yield from (event, event.place)


def _of_population(programs: Iterable[Program]) -> Iterator[object]:
    """The cases of which something may be asked while another is decided."""
    populations = {id(each.population): each.population for each in programs if each.population is not None}
    for population in populations.values():
        yield from _with_events(population.cases.values())


def _parts_of(programs: Iterable[Program]) -> Iterator[object]:
    """All parts of some versions and of those before them, each once, in an order that their copies have as well."""
    seen = set[int]()
    waiting: list[object] = [version for each in programs for version in (each.version, each.words)]
    while waiting:
        part = waiting.pop()
        if isinstance(part, tuple):
            waiting += part
        elif isinstance(part, dict):
            waiting += part.values()
        elif is_dataclass(part) and id(part) not in seen:
            seen.add(id(part))
            yield part
            waiting += [getattr(part, each.name) for each in fields(part) if each.name not in _LEFT_OUT]


def _thing(place: int) -> object:
    """Stands for what both sides have; see `_Unpacker`."""
    raise LookupError(place)


class _Packer(pickle.Pickler):
    def __init__(self, file: io.BytesIO, places: dict[int, int]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._places = places

    def reducer_override(self, obj: object) -> Any:
        place = self._places.get(id(obj))
        return NotImplemented if place is None else (_thing, (place,))


class _Unpacker(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, things: Sequence[object]) -> None:
        super().__init__(file)
        self._things = things

    def find_class(self, module: str, name: str) -> Any:
        return self._things.__getitem__ if (module, name) == (__name__, "_thing") else super().find_class(module, name)
