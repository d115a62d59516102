"""Policies that hold every form: a definition for each condition, each value, each decision table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tests.stretches import SEASON
from tests.whole import sentences

HEAD = """\
policy: buildings
title: Buildings
publisher: the owners
published: 2017-06-01
in force: {from: 2018-01-01}
subject: building
calendar: england
month end: MONTH END
SEASON\
sources:
  scheme: {title: A scheme, published: 2017-06-01}
scales:
  quality: [strong, fair, weak, poor]
choices:
  colour: [red, green, blue]
  span: [short, long, zero, back, huge]
facts:
  size: number
  limit: {is: number, default: 5}
  opened: date
  closed: {is: date, default: 2020-02-29}
  area: text
  ward: {is: text, default: North End}
  listed: yes or no
  alarmed: {is: yes or no, default: no}
  rating: quality
  wish: {is: quality, default: nothing}
  paint: colour
  sign: {is: colour, default: red}
  urgent: yes or no
  spell: span
  other spell: span
  neighbour: case
events:
  check:
    records:
      result: quality
      score: number
      safe: {is: yes or no, default: no}
      next visit: {is: date, default: nothing}
      remark: text
  full check:
    is: check
    records:
      paint: colour
  repair: {}
definitions:
  last check: latest check
  is fair: rating is fair or better
  backwards: 1 month - 3 months
  circle: (neighbour, neighbour of neighbour)
  grades:
    hit policy: collect
    table: |
      | listed | rating | paint | grades             |
      |--------|--------|-------|--------------------|
      | yes    | -      | -     | wish               |
      | -      | fair   | -     | rating             |
      | -      | -      | red   | weak               |
      | -      | -      | -     | best of (wish, weak) |
  team:
    hit policy: first
    outputs: 2
    table: |
      | rating | people | judged |
      |--------|--------|--------|
      | fair   | limit  | rating |
      | weak   | 2      | wish   |
    default: (1, poor)
  people: people of team
  judged: judged of team
""".replace("SEASON", SEASON)

_LENGTHS = """\
  {name}:
    hit policy: first
    table: |
      | {spell} | {name} |
      |---------|--------|
      | short | {short} |
      | long | {long} |
      | zero | {zero} |
      | back | {back} |
      | huge | {huge} |
"""
_OF_KINDS = {
    ("lease", "rest"): ("3 months", "2 years", "0 months", "backwards", "1000 years"),
    ("grace", "delay"): ("10 days", "3 weeks", "0 days", "1 day", "12000 days"),
    ("shift", "turn"): ("1 working day", "20 working days", "0 working days", "5 working days", "3000 working days"),
}

LISTS = (
    *(
        f"{bound} of grades {be} {test}"
        for bound in ("any", "all", "at least 2", "at most 1", "exactly 1")
        for be, test in (("is", "fair"), ("is", "not weak"), ("is", "weak or worse"), ("is", "missing"))
    ),
    "worst of grades is fair",
    "best of grades is better than weak",
)


def head(month_end: str = "last day") -> str:
    """The words of the policy, and definitions for lengths of time."""
    return HEAD.replace("MONTH END", month_end) + lengths()


def lengths(of_kinds: Mapping[Sequence[str], Sequence[str]] = _OF_KINDS) -> str:
    """Definitions for lengths of time, which may be none and not known."""
    text = ""
    for names, of_kind in of_kinds.items():
        short, long, zero, back, huge = of_kind
        for name, spell in zip(names, ("spell", "other spell"), strict=False):
            text += _LENGTHS.format(name=name, spell=spell, short=short, long=long, zero=zero, back=back, huge=huge)
    return text


def of_values(said: Iterable[str]) -> str:
    """A definition for each condition or value."""
    return head() + "".join(f"  {name_of(place)}: {_quoted(one)}\n" for place, one in enumerate(said))


def of_tables(tables: Iterable[sentences.Table]) -> str:
    return head() + "".join(f"  {name_of(place)}:\n{table.as_text()}" for place, table in enumerate(tables))


LETTERS = "abcdefghijklmnopqrstuvwxyz"


def name_of(place: int) -> str:
    """`form aa`, `form ab`, …: names without figures."""
    first, second = divmod(place, len(LETTERS))
    third, first = divmod(first, len(LETTERS))
    return f"form {LETTERS[third]}{LETTERS[first]}{LETTERS[second]}"


def _quoted(said: str) -> str:
    return "'" + said.replace("'", "''") + "'"
