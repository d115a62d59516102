"""Benchmark (h): what an editor waits for while a rule is written, one key after the other, on the largest policy.

Seconds are those of the processor, and the median over the keys, each of which makes the text anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import process_time

from benchmarks.measuring import FULL, HERE, Effort, Measured, at_most
from ilacs_rules.editing.completion import offers
from ilacs_rules.editing.desk import Desk
from ilacs_rules.editing.formatting import formatted
from ilacs_rules.editing.hover import hover
from ilacs_rules.editing.mentions import mention_at

LIMIT = 50.0  # milliseconds, of an answer
FILE = HERE.parent / "rules" / "ilacs" / "2026-04-01.yaml"
RULE = "    when: any inspection and gate passed and not judged inadequate\n"
TYPED = "    when: any inspection and gate pas"

Question = Callable[[Desk, Path, int], object]
ANSWERS: dict[str, Question] = {
    "what may be written": offers,
    "what a name means": hover,
    "the name at a place": mention_at,
    "the text laid out": lambda desk, path, at: formatted(desk.written(path).source),
}


def measure(effort: Effort = FULL) -> Iterator[Measured]:
    whole = FILE.read_text(encoding="utf-8")
    start = whole.index(RULE)
    desk = Desk()
    begun = process_time()
    desk.read(FILE)
    yield Measured("h", "a policy of many versions, read first", process_time() - begun)
    moments = [start + number for number in range(10, len(TYPED), max(1, round(2 / min(effort.factor, 1))))]
    texts = {at: whole[:start] + TYPED[: at - start] + "\n" + whole[start + len(RULE) :] for at in moments}
    for what, ask in ANSWERS.items():
        seconds = [_asked(desk, texts[at], at, ask) for at in moments]
        aim, reached = at_most(LIMIT, median(seconds) * 1e3, "ms")
        yield Measured("h", f"after a key, {what}", median(seconds), aim=aim, reached=reached)
    seconds = [_asked(desk, texts[at], at, lambda desk, path, _: desk.read(path)) for at in moments]
    yield Measured("h", "after a key, what is found in all versions", median(seconds))


def _asked(desk: Desk, text: str, at: int, ask: Question) -> float:
    desk.open(FILE, text)
    begun = process_time()
    ask(desk, FILE, at)
    return process_time() - begun
