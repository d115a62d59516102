"""The words an author chooses among: each list is closed, and means the same in every policy."""

from __future__ import annotations

from enum import StrEnum


class Strength(StrEnum):
    """How binding a requirement is."""

    MUST = "must"
    WILL = "will"
    SHOULD = "should"
    USUALLY = "usually"
    ASKED = "asked"
    MAY = "may"


class CountsFrom(StrEnum):
    """From which of its days on an event counts as done: once it has ended, or from its first day."""

    END = "end"
    START = "start"


class TextStatus(StrEnum):
    """What a text is: the publisher's own, not yet decided, put together from what is public, or invented."""

    OFFICIAL = "official"
    DRAFT = "draft"
    RECONSTRUCTION = "reconstruction"
    EXAMPLE = "example"


class PhasePlace(StrEnum):
    """Where a phase of an event lies; what is said of one that is a part of the event itself is nothing."""

    BEFORE = "before it starts"
    DURING = ""
    AFTER = "after it ends"


class MonthEnd(StrEnum):
    """What becomes of a day its month does not have: 31 January plus a month."""

    LAST_DAY = "last day"
    NEXT_DAY = "next day"
    ERROR = "error"


class PauseEffect(StrEnum):
    """What a pause does to obligations: their clock stands still, or what would close in it is dropped."""

    CLOCK_STOPS = "clock stops"
    LAPSES = "lapses"


class Among(StrEnum):
    """Among what a priority puts cases in order."""

    EVERYTHING = "everything"
    DUE = "what is due"  #: what is open on the day, or late


class Relation(StrEnum):
    """How two things compare, whatever words were used. On a scale, more is better."""

    EQUAL = "="
    UNEQUAL = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


class Bound(StrEnum):
    """How a count is bounded."""

    AT_LEAST = "at least"
    AT_MOST = "at most"
    EXACTLY = "exactly"
    ALL = "all"
    ANY = "any"


class Sign(StrEnum):
    """What is done to two values."""

    PLUS = "+"
    MINUS = "-"
    TIMES = "*"
    DIVIDED = "/"


class Picks(StrEnum):
    """What is asked of a history."""

    LATEST = "latest"
    FIRST = "first"
    NUMBER = "number of"
    ANY = "any"
    NO = "no"


class Direction(StrEnum):
    """Which way a day is moved."""

    NEXT = "next"
    PREVIOUS = "previous"


class HitPolicy(StrEnum):
    """What a decision table gives where several rows match, as DMN 1.5 has it (section 8.2.11)."""

    UNIQUE = "unique"
    ANY = "any"
    PRIORITY = "priority"
    FIRST = "first"
    RULE_ORDER = "rule order"
    OUTPUT_ORDER = "output order"
    COLLECT = "collect"
    COLLECT_SUM = "collect sum"
    COLLECT_MIN = "collect min"
    COLLECT_MAX = "collect max"
    COLLECT_COUNT = "collect count"

    @property
    def gives_one_row(self) -> bool:
        """Whether the answer is the outputs of one row; else it is a list, or what comes of adding up."""
        return self in _ONE_ROW

    @property
    def gives_list(self) -> bool:
        """Whether the answer is a list, of what each row that matches gives."""
        return self in _LIST

    @property
    def ranks(self) -> bool:
        """Whether the outputs are put in order, column by column."""
        return self in _RANKED


_ONE_ROW = (HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.PRIORITY, HitPolicy.FIRST)
_LIST = (HitPolicy.COLLECT, HitPolicy.RULE_ORDER, HitPolicy.OUTPUT_ORDER)
_RANKED = (HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER)
