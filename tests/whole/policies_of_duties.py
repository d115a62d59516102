"""Policies that hold every form of a requirement: in one version or two, with pauses or none, and so on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.stretches import SEASON
from tests.whole import policies
from tests.whole.duties import NONE, POLICIES, Row, covering, duties, said

CHOICES: Mapping[str, tuple[str, ...]] = {
    "created": (NONE, "date", "{is: date, default: 2019-11-30}", "{is: date, default: nothing}"),
    "pauses": (NONE, "over", "going on", "lapses"),
    "month end": ("last day", "next day"),
    "versions": ("one", "two"),
}
OF_POLICIES = covering(CHOICES, lambda one, other: True)

HEAD = """\
policy: buildings
title: Buildings
publisher: the owners
published: 2017-06-01
in force: {from: 2018-01-01}
subject: building
calendar: england
closures: [2020-02-28]
month end: MONTH END
SEASON\
sources:
  scheme: {title: A scheme, published: 2017-06-01}
scales:
  quality: [strong, fair, weak, poor]
choices:
  span: [short, long, zero, back, huge]
facts:
  opened: date
  closed: date
  listed: yes or no
  urgent: {is: yes or no, default: no}
  rating: quality
  spell: span
  other spell: span
CREATED\
events:
  check:
    records:
      result: quality
      safe: {is: yes or no, default: yes}
      next visit: {is: date, default: nothing}
  full check: {is: check}
  visit: {}
  repair: {}
  letter: {}
definitions:
  last check: latest check
  backwards: 1 month - 3 months
  some time: if listed then 2 * grace else lease
""".replace("SEASON", SEASON)
OTHERS = """\
requirements:
  routine:
    source: scheme
    event: check
    due: every 6 months after end of last check, within 1 month either side, up to 2 times
  full:
    source: scheme
    event: full check
    when: listed
    due: within 1 year after opened
  round:
    source: scheme
    event: repair
    due: at least 1 in each calendar year
  report:
    source: scheme
    for each: check where (result is weak or worse)
    event: letter
    due: within 10 working days after end of this check
    EXCEPTION report
  works:
    source: scheme
    when: urgent
    event: repair
    due: after opened
    EXCEPTION works
"""
AROUND = """\
guarantees:
  one of them: {given: listed, exactly one of: [NAMES]}
  few: {at most one of: [NAMES]}
  any: {at least one of: [NAMES]}
  rated: {given: any check since opened, always: rating is recorded}
priorities:
  urgent: {when: urgent, points: 5}
  badly rated: {when: rating is weak or worse, points: 3}
  unchecked: {when: no check since opened}
  long ago: {by: end of last check}
  rating: {by: rating}
"""
PAUSES = {
    "over": "{from: 2019-12-20, until: 2020-01-20, events: [visit, repair], effect: clock stops, source: scheme}",
    "going on": "{from: 2020-02-15, events: [visit], effect: clock stops, source: scheme}",
    "lapses": "{from: 2020-02-01, until: 2020-03-10, events: [visit, repair], effect: lapses, source: scheme}",
}
SECOND = """\
policy: buildings
amends: 2018-01-01
published: 2020-01-02
in force: {from: 2020-01-20}
summary: Leases are longer; letters are quicker; every building has its full check.
definitions:
LEASES\
requirements:
  full: {when: yes}
  report: {due: within 5 working days after end of this check}
transition:
  begun:
    source: scheme
    keep: 2018-01-01
    when: start of check in hand is before 2020-01-20
"""


def write(folder: Path, place: int) -> Path:
    """One of the policies, as a folder of its versions, with the duties that stand in it."""
    chosen = OF_POLICIES[place]
    rows = [row for row in duties() if row["policy"] == POLICIES[place]]
    folder.mkdir()
    (folder / "2018-01-01.yaml").write_text(text_of(rows, chosen), encoding="utf-8")
    if chosen["versions"] == "two":
        leases = policies.lengths({("lease",): ("4 months", "3 years", "0 months", "backwards", "1000 years")})
        (folder / "2020-01-20.yaml").write_text(SECOND.replace("LEASES", leases), encoding="utf-8")
    return folder


def text_of(rows: Sequence[Row], chosen: Row = OF_POLICIES[0]) -> str:
    """A policy with some duties."""
    names = {policies.name_of(at): row for at, row in enumerate(rows)}
    created = f"  created: {chosen['created']}\n" if chosen["created"] else ""
    text = HEAD.replace("MONTH END", chosen["month end"]).replace("CREATED", created) + policies.lengths() + OTHERS
    for exception in ("report", "works"):
        excepted = ", ".join(name for name, row in names.items() if row["excepted"] == f"but for {exception}")
        text = text.replace(f"EXCEPTION {exception}", f"exception to: [{excepted}]" if excepted else "")
    text += "".join(requirement(name, row) for name, row in names.items())
    text += AROUND.replace("NAMES", ", ".join(names))
    return text + (f"pauses:\n  stretch: {PAUSES[chosen['pauses']]}\n" if chosen["pauses"] else "")


def requirement(name: str, row: Row) -> str:
    event, _, also = row["event"].partition(", satisfied by ")
    lines = [f"  {name}:", "source: scheme", f"event: {event}", f"due: {said(row)}", f"strength: {row['strength']}"]
    lines += [f"satisfied by: [{also}]"] if also else []
    lines += ["exception to: [works]"] if row["excepted"] == "exception to works" else []
    keys = ("for each", "when", "one event may serve several", "counts from", "lasts", "notice")
    lines += [f"{key}: {row[key]}" for key in keys if row[key]]
    return "\n    ".join(lines) + "\n"
