"""What is told of small edits of an invented policy. `edits.txt` holds each edit with the lines it gives; read it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ilacs_rules import compare
from ilacs_rules.explain.changes.note import ChangeGroup, change_lines
from tests.explain import fire

HERE = Path(__file__).parent
WIDTH = 110

SERIOUS = "at least two of (doors, alarms-and-sprinklers, ways out) of last check are unsafe"

OWNERS = fire.TEXT[fire.TEXT.index("  owner meeting:") : fire.TEXT.index("  repair report:\n    source")]
REPORTS = fire.TEXT[fire.TEXT.index("  repair report:\n    source") : fire.TEXT.index("guarantees:")]
MISSING = "      | [11..29] | missing          | 3                |\n"

# what is edited: what stands in the policy, and what instead
EDITS: dict[str, tuple[tuple[str, str], ...]] = {
    "strength": (("strength: should", "strength: must"),),
    "who": (("by: building owner\n    strength: asked", "by: tenant\n    strength: asked"),),
    "what is done": (("event: safety meeting\n    due: at least 1", "event: fire drill\n    due: at least 1"),),
    "for whom": (
        ("when: previous result is safe", "when: previous result is advised or better and people sleep there"),
    ),
    "for everybody": (("    when: last check is missing\n", ""),),
    "for each": (("for each: repair notice where (urgent)", "for each: repair notice"),),
    "how long": (("lasts: 1 day", "lasts: 2 days"),),
    "no length any more": (("    lasts: 1 day\n", ""),),
    "phases": (("    lasts: 1 day\n", "    phases: {reading: 1 day by 1 officer before it starts, on site: 1 day}\n"),),
    "how often": (("due: every year after end of last check", "due: every 9 months after end of last check"),),
    "by another reckoning": (("due: every year after end of last check", "due: by 2027-03-31"),),
    "how many": (("at least 2 in each year", "at least 3 in each year"),),
    "the limits of a repeat": (("up to 4 times, until 2030-12-31", "at least 2 times"),),
    "the window": (("within 6 months either side", "from 1 month before to 6 months after"),),
    "no window any more": ((", within 6 months either side", ""),),
    "a day that is kept": ((", within 6 months either side", ", within 6 months either side, keeping the day"),),
    "not before": ((", but not before 2019-10-01", ", but not after 2029-10-01"),),
    "a day that is no working day": ((", moved to the next working day", ""),),
    "notice": (("notice: 5 working days", "notice: 10 working days"),),
    "no notice at all": (("notice: 5 working days", "notice: none"),),
    "what else counts": (("satisfied by: check", "satisfied by: full check"),),
    "from when it counts": (("    counts from: start\n", ""),),
    "one for several": (("    one event may serve several: yes\n", ""),),
    "exceptions": (("exception to: [short check, safety meeting]", "exception to: [safety meeting]"),),
    "leave in place of an exception": (
        (
            "exception to: [short check, safety meeting]",
            "exception to: [short check, safety meeting]\n    strength: may",
        ),
    ),
    "what it follows": (("due: following follow-up visit", "due: following full check"),),
    "a definition that others stand on": ((SERIOUS, SERIOUS.replace("two", "three")),),
    "a definition and a requirement at once": (
        (SERIOUS, SERIOUS.replace("two", "three")),
        ("when: serious concern and people sleep there", "when: serious concern"),
    ),
    "a row of a table": (("| [11..29] | missing          | 3 ", "| [11..29] | missing          | 5 "),),
    "one row more, and another rule for picking": (
        ("hit policy: first", "hit policy: collect max"),
        (
            "| -        | -                | 2                |",
            "| -        | -                | 2                |\n"
            "      | -        | unsafe           | 6                |",
        ),
    ),
    "the order of rows that are read in order": (
        (MISSING, ""),
        ("      | >= 30    | advised", MISSING + "      | >= 30    | advised"),
    ),
    "a value of a scale": (("        label: safe with advice\n", "        label: safe with advice\n    - doubtful\n"),),
    "the order of a scale": (
        (
            "    - safe\n    - advised:\n        label: safe with advice\n",
            "    - advised:\n        label: safe with advice\n    - safe\n",
        ),
    ),
    "the label of a value": (("label: safe with advice", "label: safe, with advice"),),
    "a fact": (("height: number", "height: number\n  floors: {is: number, default: 1}"),),
    "a default": (("people sleep there: {is: yes or no, default: no}", "people sleep there: yes or no"),),
    "a kind of event": (
        ("  safety meeting: {}\n", "  safety meeting: {}\n  alarm test:\n    records: {loud: yes or no}\n"),
    ),
    "what is recorded": (("      urgent: yes or no\n", "      urgent: yes or no\n      cost: number\n"),),
    "a guarantee": (
        ("exactly one of: [short check, full check, first check]", "at most one of: [short check, full check]"),
    ),
    "a guarantee of what is recorded": (
        ("exactly one of: [short check, full check, first check]", "always: height is recorded"),
    ),
    "points": (("points: 100", "points: 50"),),
    "one priority more": (
        ("priorities:\n", "priorities:\n  tall buildings:\n    when: height > 30\n    source: announcement\n"),
    ),
    "a pause": (("until: 2020-09-01", "until: 2020-12-01"),),
    "the calendar and the end of the month": (
        ("calendar: england", "calendar: scotland\nclosures: [2019-12-24]\nmonth end: next day"),
    ),
    "an assumption": (("the source does not say", "the source leaves it open"),),
    "a source": (("source: announcement, bullet 2", "source: [building code, 'announcement, bullet 2']"),),
    "the publisher": (("publisher: Example Fire Service", "publisher: County Fire Service"),),
    "a requirement ends": ((OWNERS, ""),),
    "what is asked for each ends": ((REPORTS, ""),),
    "what is asked for each under another name": (
        ("  repair report:\n    source", "  report on repairs:\n    source"),
    ),
    "what was asked for each is asked once": (
        ("    for each: repair notice where (urgent)\n", ""),
        ("publication of this repair notice", "publication of latest repair notice"),
        ("    one event may serve several: yes\n", ""),
    ),
}


def edited(edit: str) -> str:
    text = fire.TEXT
    for old, new in EDITS[edit]:
        assert old in text, old
        text = text.replace(old, new)
    return text


def told(edit: str) -> str:
    changes = compare(fire.POLICY, fire.policy(edited(edit)), (), date(2020, 1, 1)).rules
    lines = [f"### {edit}"]
    for group in (*changes.groups, ChangeGroup("Assumptions", changes.assumptions)):
        if group.changes:
            lines.append(f"[{group.heading}]")
        for change in group.changes:
            lines += change_lines(change, WIDTH)
    return "\n".join((*lines, *changes.names, *changes.sources)) + "\n"


@pytest.mark.thorough
def test_what_is_told_of_small_edits(golden: Callable[[str, Path], None]) -> None:
    golden("\n".join(told(edit) for edit in EDITS), HERE / "edits.txt")
