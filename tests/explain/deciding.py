"""Cases of the invented policy, and their decisions with a trace."""

from __future__ import annotations

from datetime import date
from typing import Any

from ilacs_rules import Case, Day, Decision, Event, Partial, decide
from tests.explain.fire import POLICY


def day(words: str) -> Day:
    """A day, or only its month: `2019-10`."""
    if len(words) == len("2019-10"):
        year, month = int(words[:4]), int(words[5:])
        return Partial(date(year, month, 1), date(year, month, 29))
    return date.fromisoformat(words)


def event(kind: str, start: str, end: str | None = "", published: str | None = None, **fields: Any) -> Event:
    """One day long if no end is given; `end=None` is in hand."""
    source = fields.pop("source", None)
    return Event(
        kind,
        day(start),
        None if end is None else day(end or start),
        day(published) if published else None,
        {name.replace("_", " "): value for name, value in fields.items()},
        source,
    )


def decided(case: Case, on: str) -> Decision:
    """The decision for a case under the invented policy, with its trace."""
    return decide(POLICY, case, date.fromisoformat(on))


FACTS = {"created": date(2018, 3, 1), "height": 12}

SAFE = Case(
    "Alder House",
    FACTS,
    (
        event("fire drill", "2019-11-05"),
        event("full check", "2019-11-18", "2019-11-29", "2019-12-20", result="safe", source="register, page 7"),
        event("fire drill", "2020-05-05"),
    ),
)
UNSAFE = Case(
    "Birch Hall",
    {**FACTS, "people sleep there": True},
    (
        event(
            "full check",
            "2019-11-18",
            "2019-11-30",
            "2019-12-20",
            result="unsafe",
            doors="unsafe",
            alarms_and_sprinklers="safe",
            ways_out="unsafe",
        ),
        event("repair notice", "2020-01-06", "2020-01-06", "2020-01-10", urgent=True),
        event("repair notice", "2020-01-08", "2020-01-08", "2020-01-31", urgent=False),
        event("follow up visit", "2020-03-02", "2020-03-03"),
    ),
)
NEW = Case("New Tower", {"created": date(2018, 8, 31)})
NOT_TOLD = Case("Cedar Court", FACTS, (event("short check", "2020-01-14"), event("repair notice", "2020-02")))
