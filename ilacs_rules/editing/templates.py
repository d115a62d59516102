"""Sentences to begin with: how a `due:` may be written, with what is to be put in its place between braces."""

from __future__ import annotations

DUE = (
    "every {3 years} after {end of latest inspection}",
    "every {year}",
    "within {20 working days} after {end of latest inspection}",
    "between {7} and {12 months} after {created}",
    "{6 months} after {end of latest inspection}",
    "at least {1} in each {calendar year}",
    "at least {1} between {inspections}",
    "exactly {1} in each {quarter}",
    "by {31 July} each year",
    "by {2025-12-31}",
    "after {end of latest inspection}",
    "following {another requirement}",
)
DUE_QUALIFIERS = (
    "within {6 months} either side",
    "from {1 month} before to {2 weeks} after",
    "up to {1 month} early, keeping the day",
    "up to {4} times",
    "at least {3} times",
    "until {2026-03-31}",
    "moved to the next working day",
    "but not before {2025-01-01}",
    "but not after {2025-12-31}",
)
EXPRESSION = (
    "if {condition} then {value} else {value}",
    "latest {event}",
    "first {event}",
    "any {event}",
    "no {event}",
    "number of {events}",
    "end of latest {event}",
    "start of latest {event}",
    "publication of latest {event}",
    "all of ({a, b}) are {value}",
    "any of ({a, b}) is {value}",
    "at least {2} of ({a, b}) are {value}",
    "today",
)
TESTS = ("missing", "recorded", "one of {a, b}", "between {a} and {b}", "at least {value}", "at most {value}")
DATE_TESTS = ("before {2025-01-01}", "on or after {2025-01-01}", "after {2025-01-01}", "on or before {2025-01-01}")


def without_braces(template: str) -> str:
    """The sentence as it stands, with what is in the braces."""
    return template.replace("{", "").replace("}", "")


def as_snippet(template: str) -> str:
    """The same in the form in which editors go from one place to the next: `every ${1:3 years} after ${2:…}`."""
    parts = template.replace("$", "\\$").split("{")
    snippet = parts[0]
    for number, part in enumerate(parts[1:], 1):
        held, _, rest = part.partition("}")
        snippet += f"${{{number}:{held}}}{rest}"
    return snippet
