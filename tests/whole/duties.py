"""Every form of a requirement: each timing with each qualifier it takes, and all that may stand beside a `due:`.

Tried one by one they are in the tests of the engine; here each two choices of any two kinds meet in a duty at least
once (a covering array).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import combinations

Row = dict[str, str]

NONE = ""  # the first of the choices: nothing is said
A_DAY = "2019-10-31"

TIMINGS = (
    "by {day}",
    "at least {length} before {day}",
    "every {length} after {day}",
    "every {length}",
    "{length} after {day}",
    "within {length} after {day}",
    "between {low} and {length} after {day}",
    "{bound} between checks",
    "{bound} between full checks",
    "{bound} in each {period}",
    "{bound} in each {length} from {day}",
    "on {day}",
    "after {day}",
    "on or after {day}",
    "between ({day}) and 2020-03-01",
    "between opened and ({day})",
    "following routine",
    "following round",
    "following report",
)
LOWER = {  # lengths, and one of their kind that is shorter
    "3 months": "1 month",
    "1 year": "1 month",
    "2 weeks": "1 day",
    "20 working days": "5 working days",
    "10 open days": "1 open day",
    "lease": "1 month",
    "grace": "1 day",
    "shift": "1 working day",
}

NAMED = ("lease", "grace", "shift")
POLICIES = tuple(map(str, range(16)))
CHOICES: Mapping[str, tuple[str, ...]] = {
    "timing": TIMINGS,
    "for each": (
        NONE,
        "check",
        "check where (safe)",
        "check since opened",
        "check since 2018-06-01 where (result is not strong)",
    ),
    "day": (
        A_DAY,
        "opened",
        "end of last check",
        "start of last check",
        "publication of last check",
        "next visit of last check",
        "end of latest visit",
        "latest of (opened, end of last check)",
        "start of the quarter after end of last check",
        "start of the season after end of last check",
        "closed - lease",
        "(if listed then opened else end of last check)",
        "end of this check",
        "start of this check",
        "publication of this check",
        "next visit of this check",
    ),
    "length": tuple(LOWER),
    "bound": ("at least 1", "at least 2", "at most 1", "exactly 1"),
    "period": ("week", "season", "calendar year", "financial year", "quarter", "month", "year from 29 March"),
    "window": (
        NONE,
        "within 1 month either side",
        "within grace either side",
        "from lease before to 3 weeks after",
        "up to grace early",
        "up to 3 weeks late",
    ),
    "keeping": (NONE, "keeping the day"),
    "up to": (NONE, "up to 1 times", "up to 2 times"),
    "at least": (NONE, "at least 1 times"),
    "until": (NONE, "until 2020-03-01", "until closed"),
    "not before": (NONE, "but not before opened", "but not before 2019-10-31"),
    "not after": (NONE, "but not after closed", "but not after 2020-03-01"),
    "moved": (NONE, "moved to the next working day", "moved to the previous working day", "moved to the next calm day"),
    "not in": (NONE, "not in season"),
    "carried": (NONE, "missed ones carried over"),
    "when": (
        NONE,
        "listed",
        "rating is not strong",
        "no repair since opened",
        "opened is in season",
        "result of this check is fair or worse",
    ),
    "excepted": (NONE, "exception to works", "but for works", "but for report"),
    "event": ("visit", "repair", "visit, satisfied by repair"),
    "one event may serve several": (NONE, "yes", "no"),
    "counts from": (NONE, "start"),
    "strength": ("must", "usually", "may"),
    "lasts": (NONE, "2 days", "some time"),
    "notice": (NONE, "none", "shift"),
    "policy": POLICIES,  # in which it stands
}
QUALIFIERS = (
    "window",
    "keeping",
    "up to",
    "at least",
    "until",
    "not before",
    "not after",
    "moved",
    "not in",
    "carried",
)

BESIDE = {"keeping": "window"}  # what stands only beside another


def takes(timing: str, qualifier: str) -> bool:
    """Whether such a sentence takes a qualifier: the checker refuses the others."""
    match qualifier:
        case "window":
            return timing.startswith(("every", "{length}"))
        case "keeping":
            return timing == "every {length} after {day}"
        case "up to" | "at least" | "until":
            return timing.startswith("every")
        case "carried":
            return "in each" in timing
        case "not in":
            return True
        case _:
            return "in each" not in timing


def fit(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two choices can stand in one duty; what would not be said stands for nothing."""
    chosen = dict((one, other))
    timing = chosen.get("timing")
    for what, choice in chosen.items():
        if timing is not None and choice != CHOICES[what][0]:
            if what in ("day", "length", "bound", "period") and f"{{{what}}}" not in timing:
                return False
            if what in QUALIFIERS and not takes(timing, what):
                return False
    if chosen.get("carried", NONE) != NONE and not chosen.get("bound", "at least").startswith("at least"):
        return False  # what may be done so often at most is not missed
    if timing == "{bound} in each {length} from {day}" and chosen.get("length") in NAMED:
        return False  # such a length is written out
    if any(chosen.get(what, NONE) != NONE and chosen.get(other) == NONE for what, other in BESIDE.items()):
        return False
    if chosen.get("for each") == NONE:
        about_one = (
            chosen.get("one event may serve several"),
            "this" in chosen.get("day", ""),
            "this" in chosen.get("when", ""),
        )
        return not any(about_one)
    return True


def covering(
    choices: Mapping[str, Sequence[str]], fit: Callable[[tuple[str, str], tuple[str, str]], bool]
) -> list[Row]:
    """Rows of a choice of each kind, in which each two choices that fit together meet in one of them."""
    wanted = {
        frozenset(((one, a), (other, b))): None  # in this order
        for one, other in combinations(choices, 2)
        for a in choices[one]
        for b in choices[other]
        if fit((one, a), (other, b))
    }
    rows: list[Row] = []
    used: Counter[tuple[str, str]] = Counter()

    def worth(row: Row, said: tuple[str, str]) -> tuple[int, int]:
        return sum(frozenset((said, other)) in wanted for other in row.items()), -used[said]

    while wanted:
        pair = next(iter(wanted))
        row = dict(pair)
        for what in [what for what in choices if what not in row]:
            possible = [each for each in choices[what] if all(fit(said, (what, each)) for said in row.items())]
            if not possible:
                break
            row[what] = max(possible, key=lambda each: worth(row, (what, each)))
        else:
            rows.append(row)
            used.update(row.items())
        for met in (pair, *map(frozenset, combinations(row.items(), 2))):
            wanted.pop(met, None)
    return rows


@cache
def duties() -> tuple[Row, ...]:
    """The duties: each two choices meet in one of them."""
    return tuple(covering(CHOICES, fit))


def said(row: Row) -> str:
    """Its `due:`."""
    sentence = row["timing"].format_map({**row, "low": LOWER[row["length"]]})
    return ", ".join([sentence, *(row[each] for each in QUALIFIERS if row[each])])
