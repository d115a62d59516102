"""Every form of a sentence, over operands of every type: what a policy about buildings can say, written out.

The forms are made from what the language itself lists (relations, picks, functions, periods, hit policies), so that one
that is added is written here as well, or the tests say that it is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from ilacs_rules import DurationKind
from ilacs_rules.language.fixed_words import Bound, HitPolicy, Picks, Relation
from ilacs_rules.language.functions import FUNCTIONS, Shape
from ilacs_rules.language.types import Basic, DurationType, ListType, Type, ValueSet

QUALITY = ValueSet("quality", ("strong", "fair", "weak", "poor"), ordered=True)
COLOUR = ValueSet("colour", ("red", "green", "blue"), ordered=False)


@dataclass(frozen=True, slots=True)
class Operands:
    """What stands for a value of one type: facts or definitions, what an event records, and written values."""

    type: Type
    first: str
    second: str
    recorded: str
    written: tuple[str, str]

    @property
    def is_ordered(self) -> bool:
        """Whether signs and ranges go with it."""
        return self.type in (Basic.NUMBER, Basic.DATE) or isinstance(self.type, DurationType)

    @property
    def is_scale(self) -> bool:
        return isinstance(self.type, ValueSet) and self.type.ordered

    def low_and_high(self, end: str) -> tuple[str, str]:
        """The two ends of a range of which one is told; of two written values in their order."""
        low, high = self.written if isinstance(self.type, DurationType) else reversed(self.written)
        return (low, high) if end in self.written else (low, end)


ALL = (
    Operands(Basic.NUMBER, "size", "limit", "score of last check", ("5", "2.5")),
    Operands(Basic.DATE, "opened", "closed", "next visit of last check", ("2020-02-29", "2019-12-31")),
    Operands(Basic.TEXT, "area", "ward", "remark of last check", ('"North End"', '"“odd” {words}"')),
    Operands(Basic.YES_OR_NO, "listed", "alarmed", "safe of last check", ("yes", "no")),
    Operands(QUALITY, "rating", "wish", "result of last check", ("fair", "weak")),
    Operands(COLOUR, "paint", "sign", "paint of latest full check", ("red", "blue")),
    Operands(
        DurationType(DurationKind.MONTHS), "lease", "rest", "if urgent then lease else rest", ("6 months", "1 year")
    ),
    Operands(
        DurationType(DurationKind.DAYS), "grace", "delay", "if urgent then grace else delay", ("10 days", "2 weeks")
    ),
    Operands(
        DurationType(DurationKind.WORKING_DAYS),
        "shift",
        "turn",
        "if urgent then shift else turn",
        ("1 working day", "5 working days"),
    ),
)
NUMBER, DATE, TEXT, YES_OR_NO, SCALE, CHOICE, MONTHS, DAYS, WORKING_DAYS = ALL

_AS_WORDS = {  # a date or a scale says some relations in words of its own
    Relation.LESS: ("before {}", "worse than {}", "< {}"),
    Relation.MORE: ("after {}", "better than {}", "> {}"),
    Relation.AT_MOST: ("on or before {}", "{} or worse", "<= {}"),
    Relation.AT_LEAST: ("on or after {}", "{} or better", ">= {}"),
    Relation.EQUAL: ("{}", "{}", "{}"),
    Relation.UNEQUAL: ("not {}", "not {}", "not {}"),
}


# ------------------------------------------------------------------------------------------------ conditions


def conditions() -> list[str]:
    """A sentence for every test, of every type it can be asked of."""
    found: dict[str, None] = {}
    for one in ALL:
        found |= dict.fromkeys(_comparisons(one))
        found |= dict.fromkeys(_countings(one))
    for sentence in (
        *_near(),
        *_of_histories(),
        *_joined(),
        *_drawn_by_lot(),
        *_of_another(),
        *_of_several_cases(),
        *_of_values(),
    ):
        found[sentence] = None
    return list(found)


def _bracketed(words: str) -> str:
    return f"({words})" if words.startswith("if ") else words


def _comparisons(one: Operands) -> Iterator[str]:
    written, other = one.written
    recorded = _bracketed(one.recorded)
    for left, right in ((one.first, one.second), (one.first, written), (recorded, one.first), (recorded, written)):
        low, high = one.low_and_high(right)
        for relation in Relation:
            sign, words = relation.value, _AS_WORDS[relation]
            if relation in (Relation.EQUAL, Relation.UNEQUAL) or one.type is Basic.DATE:
                yield f"{left} is {words[0].format(right)}"
            elif one.is_scale:
                yield f"{left} is {words[1].format(right)}"
            if one.is_ordered:
                yield f"{left} {sign} {right}"
        if one.is_ordered or one.is_scale:
            yield f"{left} is at least {right}"
            yield f"{left} is not at most {right}"
            yield f"{left} is between {low} and {high}"
            yield f"{left} is not between {low} and {high}"
            if right not in one.written:  # written out the wrong way round it is refused
                yield f"{left} is between {high} and {low}"
        yield f"{left} is one of {right}, {other}"
        yield f"{left} is not one of {other}, {right}"
    for subject in (one.first, one.second, recorded):
        yield f"{subject} is recorded"
        yield f"{subject} is missing"
        yield f"{subject} is not recorded"


def _countings(one: Operands) -> Iterator[str]:
    written, other = one.written
    items = f"({one.first}, {one.second}, {_bracketed(one.recorded)})"
    bounds = [
        *(f"{bound.value} {count}" for bound in (Bound.AT_LEAST, Bound.AT_MOST, Bound.EXACTLY) for count in (1, 2)),
        *(bound.value for bound in Bound if bound not in (Bound.AT_LEAST, Bound.AT_MOST, Bound.EXACTLY)),
    ]
    tests = [written, f"not {written}", f"one of {written}, {other}", "recorded", "missing"]
    tests += [f"between {' and '.join(one.low_and_high(written))}"] if one.is_ordered or one.is_scale else []
    for number, bound in enumerate(bounds):
        for test in (tests[number % len(tests)], tests[(number + 2) % len(tests)]):
            yield f"{bound} of {items} is {test}"


def _near() -> Iterator[str]:
    lengths = ("6 months", "10 days", "5 working days", "lease", "grace", "shift")
    for length, (subject, other) in product(lengths, (("opened", "closed"), ("end of last check", "2020-02-29"))):
        yield f"{subject} is within {length} of {other}"
        yield f"{subject} is not within {length} of {other}"
    for subject in ("opened", "end of last check", "start of the season after opened"):
        yield f"{subject} is in season"
        yield f"{subject} is not in season"


def _joined() -> Iterator[str]:
    """Of yes-or-nos that are a fact, a definition, a test."""
    p, q, r = "listed", "is fair", "paint is red"
    for a, b in ((p, q), (q, r), ("alarmed", "safe of last check"), ("yes", p)):
        yield from (f"{a} and {b}", f"{a} or {b}", f"not {a}", f"not (not {b})", f"not ({a} and {b})")
        yield from (f"not ({a} or not {b})", f"(if {a} then {b} else {r}) and {p}", f"if {a} then {b} else not {r}")
        yield from (f"({a} and {b}) or {r}", f"{r} and ({a} or {b})", f"not (({a} or {r}) and ({b} or {r}))")
        yield f"not (if {a} then {b} else {r})"
    yield "if listed then is fair else if alarmed then paint is red else urgent"


def _of_histories() -> Iterator[str]:
    """Whether there are events, however they are picked out."""
    for kind, filters in product(("check", "full check"), FILTERS):
        for picks in Picks:
            match picks:
                case Picks.ANY | Picks.NO:
                    yield f"{picks.value} {kind}{filters}"
                case Picks.NUMBER:
                    yield f"number of {kind}s{filters} = 1"
                case Picks.LATEST | Picks.FIRST:
                    event = f"({picks.value} {kind}{filters})"
                    yield f"{event} is recorded"
                    yield f"score of {event} > 5"
    for event in ("last check", "(first check)", "(check in hand)", "(latest check where (safe))"):
        yield from (f"{event} is recorded", f"{event} is missing", f"safe of {event}", f"not safe of {event}")
        for which in ("start", "end", "publication"):
            yield f"{which} of {event} is after opened"
            yield f"{which} of {event} is missing"

    for several in SEVERAL:
        yield f"all of result of {several} are fair or worse"
        yield f"all of result of {several} are not weak"
        yield f"at least 2 of safe of {several} are yes"
        yield f"any of end of {several} is after opened"
        yield f"exactly 1 of score of {several} is at least 5"
        yield f"at most 1 of start of {several} is recorded"


SEVERAL = (
    "latest 2 checks",
    "first 2 checks",
    "latest 3 checks since opened",
    "latest 2 full checks where (result is fair or worse)",
    "first 3 checks where (score > size or not safe)",
    "(latest 2 checks before closed)",
)
FILTERS = (
    "",
    " since opened",
    " until 2020-02-29",
    " before closed",
    " after next visit of (first check)",
    " between opened and closed",
    " between (closed - 1 year) and today",
    " where (result is fair or worse)",
    " where (safe)",
    " where (score > size or not safe)",
    " where (result is not recorded)",
    " since opened where (score is missing)",
)


def _drawn_by_lot() -> Iterator[str]:
    """A share of all cases, or a number of them."""
    for period, where in product(PERIODS, ("", " where (is fair)", " where (no check since opened or listed)")):
        yield f"1 in 3 drawn by lot each {period}{where}"
        yield f'2 drawn by lot each {period}{where} with seed "2020"'


def _of_another() -> Iterator[str]:
    """What is so of another case that a fact names."""
    yield from ("neighbour is recorded", "neighbour is missing", "neighbour of neighbour is recorded")
    yield from (
        "is fair of neighbour",
        "not listed of neighbour",
        "size of neighbour > 5",
        "rating of neighbour is fair",
    )
    yield from ("end of (last check of neighbour) is after opened", "judged of neighbour is weak or worse")
    yield "at least 1 of (listed, alarmed) of neighbour is yes"


def _of_several_cases() -> Iterator[str]:
    """What is so of each of a list of cases, or of all there are."""
    for which in ("circle", "cases", "other cases"):
        yield f"any of rating of {which} is fair"
        yield f"all of size of {which} are at least 5"
        yield f"at least 1 of is fair of {which} is yes"
        yield f"any of result of last check of {which} is weak or worse"
        yield f"number of {which} where (rating is rating of this case) > 1"
        yield f"worst of rating of {which} is fair"
        yield f"any of {which} where (is fair) is this case"
    for which in ("circle", "case", "other case"):
        yield from (f"any {which}", f"no {which}", f"any {which} where (neighbour is this case)")
        yield f"no {which} where (size > 5 or not is fair)"
        yield f"any {which} where (any circle where (listed and size of this case > 5))"


def _of_values() -> Iterator[str]:
    """Tests of what is reckoned, so that what is nothing and what is unknown is asked of as well."""
    for said, type_ in values():
        yield f"{_bracketed(said)} is recorded"
        for one in ALL:
            if one.type == type_ and one.type is not Basic.YES_OR_NO:
                yield f"{_bracketed(said)} is {one.written[0]}"
                if one.is_ordered:
                    yield f"{_bracketed(said)} > {one.second}"


# ------------------------------------------------------------------------------------------------ values


def values() -> list[tuple[str, Type]]:
    """Sums, functions, and one value or another, with the type they come to."""
    found: dict[str, Type] = {}
    for sign, right in product("+-*/", ("limit", "2.5", "score of last check")):
        found[f"size {sign} {right}"] = Basic.NUMBER
    found["- size"] = Basic.NUMBER
    found["size / (limit - 5)"] = Basic.NUMBER
    for one in (MONTHS, DAYS, WORKING_DAYS):
        for sign, length in product("+-", (one.first, one.written[0])):
            for day in ("opened", "today", "end of last check"):
                found[f"{day} {sign} {length}"] = Basic.DATE
            found[f"{length} {sign} {one.second}"] = one.type
        for number in ("size", "2.5", "score of last check"):
            found[f"{number} * {one.first}"] = one.type
            found[f"{one.second} * {number}"] = one.type
        found[f"if listed then {one.first} else if alarmed then 2 days else {MONTHS.first}"] = Basic.LENGTH
    found["size * (if listed then lease else shift)"] = Basic.LENGTH
    for one in ALL:
        found[f"if listed then {one.first} else {one.second}"] = one.type
        found[f"if {one.first} is recorded then {one.first} else {one.written[0]}"] = one.type
    found |= dict(_called())
    for several in SEVERAL:
        found[f"worst of result of {several}"] = SCALE.type
        found[f"total of score of {several}"] = Basic.NUMBER
        found[f"earliest of end of {several}"] = Basic.DATE
    return list(found.items())


PERIODS = ("calendar year", "financial year", "academic year", "quarter", "month", "year from 31 May")


def _called() -> Iterator[tuple[str, Type]]:
    """Each function with everything it takes."""
    for function in FUNCTIONS.values():
        match function.shape:
            case Shape.LIST:
                for one in ALL:
                    result = function.result((ListType(one.type),))
                    if result is not None and one.type != result and not isinstance(result, Basic):
                        raise AssertionError(f"{function.phrase} of {one.type} comes to {result}")
                    if result is not None:
                        yield f"{function.phrase} ({one.first}, {one.second}, {_bracketed(one.recorded)})", result
                        yield f"{function.phrase} ({one.first}, {one.written[0]})", result
            case Shape.BETWEEN:
                days = ("opened", "closed", "today", "2020-02-29", "(next visit of last check)")
                for first, second in zip(days, (*days[1:], days[0]), strict=True):
                    yield f"{function.phrase} {first} and {second}", Basic.NUMBER
            case Shape.PERIOD:
                for period, day in product(PERIODS, ("opened", "(next visit of last check)")):
                    yield f"{function.phrase} the {period} after {day}", Basic.DATE


# ------------------------------------------------------------------------------------------------ decision tables


def cells(one: Operands) -> list[str]:
    """What may stand in a cell over such an input."""
    a, b = one.written
    low, high = one.low_and_high(a)
    found = [a, f"{a}, {b}", f"not({a})", "missing", "-", one.second, f"not({one.second})"]
    if one is not YES_OR_NO:
        found.append(f"not({a}, {b})")
    if one.is_ordered:
        found += [f"= {a}", f"!= {one.second}"]
        found += [f"{sign} {right}" for sign, right in product(("<", "<=", ">", ">="), (a, one.second))]
        found += [f"{left}{low}..{end}{right}" for left in "[(" for right in "])" for end in (high, one.second)]
        found += [f"at least {a}", f"at most {b}"]
    if one.is_scale:
        found += [f"{a} or better", f"{b} or worse", f"better than {b}", f"worse than {a}"]
    if one.type is Basic.DATE:
        found += [f"before {a}", f"after {b}", f"on or before {a}", f"on or after {b}"]
    return found


@dataclass(frozen=True, slots=True)
class Table:
    """A decision table: its columns, hit policy and rows, and what it says where none matches."""

    inputs: tuple[str, ...]
    hit_policy: str
    rows: tuple[tuple[str, ...], ...]
    default: str | None

    def as_text(self) -> str:
        lines = [f"    hit policy: {self.hit_policy}", "    table: |"]
        header = (*self.inputs, "answer")
        lines += [f"      | {' | '.join(row)} |" for row in (header, tuple("---" for _ in header), *self.rows)]
        lines += [f"    default: {self.default}"] if self.default is not None else []
        return "\n".join(lines) + "\n"


_OF_NUMBERS = ("collect sum", "collect min", "collect max")


def tables() -> Iterator[Table]:
    """For each hit policy, tables of two inputs in which every cell of every type stands."""
    for place, hit_policy in enumerate(HitPolicy):
        outputs = ("1", "-2", "2.5") if hit_policy in _OF_NUMBERS else ("fair", "strong", "poor")
        for number, one in enumerate(ALL):
            another = ALL[(number + 1 + place % (len(ALL) - 1)) % len(ALL)]
            others = cells(another)
            for row, cell in enumerate(cells(one)):
                if hit_policy != "first" and row % 4 != place % 4:
                    continue  # every cell once, and some of them under each of the others
                other = others[(row + place) % len(others)]
                rows: tuple[tuple[str, ...], ...] = ((cell, "-", outputs[0]),)
                if hit_policy not in ("unique", "any"):
                    rows = ((cell, other, outputs[2]), *rows, ("-", other, outputs[1]))
                listed = hit_policy in ("rule order", "output order", "collect", "collect sum", "collect count")
                default = None if listed else outputs[2] if row % 2 else outputs[0]
                yield Table((one.first, another.first), hit_policy, rows, default)
