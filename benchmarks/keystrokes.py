"""Benchmark (h): what an editor waits for while a rule is written, one key after the other.

In the newest version of the largest policy that ships, and in a made-up policy of a hundred requirements, whose names
have figures in them. Seconds are those of the processor, and the median over the keys, each of which makes the text
anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time

from benchmarks.measuring import FULL, HERE, Effort, Measured, at_most
from ilacs_rules.editing.beside_rules import beside_rules
from ilacs_rules.editing.colours import coloured
from ilacs_rules.editing.completion import offers
from ilacs_rules.editing.desk import Desk
from ilacs_rules.editing.formatting import formatted
from ilacs_rules.editing.hover import hover
from ilacs_rules.editing.mentions import mention_at
from ilacs_rules.editing.symbols import symbols
from ilacs_rules.text.collecting import collected_seldom

LIMIT = 50.0  # milliseconds, of an answer
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Policy:
    """A file in which a line is written: the line as it is, and how it is begun."""

    called: str
    file: Path
    text: str
    line: str
    typed: str


Question = Callable[[Desk, Path, int], object]
ANSWERS: dict[str, Question] = {
    "what may be written": offers,
    "what a name means": hover,
    "the name at a place": mention_at,
    "the colours": lambda desk, path, at: list(coloured(desk.written(path))),
    "the parts of the file": lambda desk, path, at: symbols(desk.tree(path)),
    "what stands beside rules": lambda desk, path, at: list(beside_rules(desk.written(path))),
    "the text laid out": lambda desk, path, at: formatted(desk.source(path)),
    "what is found in all versions": lambda desk, path, at: desk.read(path),
}


def measure(effort: Effort = FULL) -> Iterator[Measured]:
    with collected_seldom():  # as the server does
        for policy in _policies():
            yield from _measured(policy, effort)


def _policies() -> Iterator[Policy]:
    shipped = HERE.parent / "rules" / "ilacs" / "2026-04-01.yaml"
    line = "    when: any inspection and gate passed and not judged inadequate\n"
    yield Policy("ilacs", shipped, shipped.read_text(encoding="utf-8"), line, "    when: any inspection and gate pas")
    line = "    when: last 50 is fair or better and fact 50 is good\n"
    yield Policy(
        f"{HUNDRED} rules", HERE / "hundred.yaml", of_many(HUNDRED), line, line[: len("    when: last 50 is fair or")]
    )


def of_many(requirements: int) -> str:
    """A policy of so many requirements, each with a kind of event, a fact and a definition of its own."""
    numbers = range(requirements)
    head = (
        "policy: hundred\ntitle: Many rules\npublisher: Anyshire\nstatus: example\npublished: 2025-01-01\n"
        "in force: {from: 2025-01-01}\nsubject: thing\nsources:\n  notice: {title: A notice}\n"
        "scales:\n  grade: [good, fair, poor]\n"
    )
    facts = "".join(f"  fact {number}: grade\n" for number in numbers)
    events = "".join(f"  event {number}: {{records: {{grade {number}: grade}}}}\n" for number in numbers)
    last = "".join(f"  last {number}: grade {number} of latest event {number}\n" for number in numbers)
    rules = "".join(
        f"  rule {number}:\n    source: notice\n    when: last {number} is fair or better and fact {number} is good\n"
        f"    event: event {number}\n    due: every {number % 9 + 1} months after end of latest event {number}\n"
        for number in numbers
    )
    return f"{head}facts:\n{facts}events:\n{events}definitions:\n{last}requirements:\n{rules}"


def _measured(policy: Policy, effort: Effort) -> Iterator[Measured]:
    whole, start = policy.text, policy.text.index(policy.line)
    desk = Desk()
    desk.open(policy.file, whole)
    begun = process_time()
    desk.read(policy.file)
    yield Measured("h", f"{policy.called}: read first", process_time() - begun)
    step = max(1, round(2 / min(effort.factor, 1)))
    moments = [start + number for number in range(10, len(policy.typed), step)]
    texts = {
        at: whole[:start] + policy.typed[: at - start] + "\n" + whole[start + len(policy.line) :] for at in moments
    }
    for what, ask in ANSWERS.items():
        seconds = [_asked(desk, policy.file, texts[at], at, ask) for at in moments]
        aim, reached = at_most(LIMIT, median(seconds) * 1e3, "ms")
        yield Measured("h", f"{policy.called}, a key: {what}", median(seconds), aim=aim, reached=reached)


def _asked(desk: Desk, file: Path, text: str, at: int, ask: Question) -> float:
    desk.open(file, text)
    begun = process_time()
    ask(desk, file, at)
    return process_time() - begun
