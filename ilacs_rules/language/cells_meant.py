"""What a cell of a decision table in an officer's own words would be in ours: `between 21 and 100`, `over 20`, `any`.

A cell is looked at as a whole first, then each of the parts that it lists. What comes out is offered only where it can
be read and suits its column.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from ilacs_rules.language.days import as_written
from ilacs_rules.language.names import in_expression
from ilacs_rules.language.number_words import NUMBER
from ilacs_rules.language.often_meant import UNIT, Found, in_figures, length
from ilacs_rules.language.years_meant import first_and_last

_N = rf"(-?\d+(?:\.\d+)?(?:\s+{UNIT})?|{NUMBER}(?:\s+{UNIT})?)"
_NAME = r"[^\W\d_][\w'’ -]*?"
_DAY = r"(?:\d{4}-\d{2}-\d{2}|(?:19|20|21)\d\d|\d{1,2}\s+[A-Za-z]+\s+\d{4})"
_INCLUDED = r"(?:\s+and\s+including)?"
_TO = rf"\s*(?:up\s+to{_INCLUDED}|to|and|&|through|until|[-–—]|\.\.+)\s*"
_YEAR = r"(?:19|20|21)\d\d"
_MORE = r"(?:over|above|more|greater|higher|larger|bigger|longer|up)"
_LESS = r"(?:under|below|less|fewer|lower|smaller|shorter|down)"
_ANYTHING = (
    r"\*|any(?:thing|one|body|\s+(?:value|number|day|date|one|of\s+them))?|all(?:\s+values)?|every(?:thing|one|body)"
    r"|either|both|whatever|irrelevant|not\s+relevant|(?:don['’]?t|do\s+not|does\s*n['’]?o?t)\s+(?:care|matter)|no\s+limit"
    r"|yes\s*(?:or|/|,|and)\s*no|no\s*(?:or|/|,|and)\s*yes|true\s*(?:or|/)\s*false|y\s*/\s*n"
)
_NOT_TOLD = r"blank|empty|not\s+(?:recorded|known|told|given|stated|set)|\?+|none\s+recorded|no\s+(?:value|data)"
_NONE_OR_ANY = r"n\s*/\s*a|n\.a\.|na|not\s+applicable|none|nil|does\s+not\s+apply"
_OTHERS = r"(?:all|any|every(?:thing|one)?|anything)?\s*(?:others?|else)|otherwise|default|(?:the\s+)?rest|remaining"
_BOUNDS: tuple[tuple[str, str], ...] = (
    (rf"(?:is\s+)?(?:not\s+(?:under|below|less\s+than)|no\s+(?:less|fewer)\s+than|not\s+fewer\s+than)\s+{_N}", ">="),
    (rf"(?:is\s+)?(?:not\s+(?:over|above|more\s+than)|no\s+more\s+than)\s+{_N}", "<="),
    (rf"(?:is\s+)?(?:at\s+least|from|min(?:imum)?(?:\s+of)?|>=|≥)\s*{_N}(?:\s+(?:up(?:wards)?|on(?:wards)?))?", ">="),
    (rf"(?:is\s+)?(?:at\s+most|(?:up\s+to|until){_INCLUDED}|max(?:imum)?(?:\s+of)?|<=|≤)\s*{_N}", "<="),
    (rf"{_N}\s*(?:\+|(?:or|and)\s+{_MORE}(?:wards)?)", ">="),
    (rf"{_N}\s+(?:or|and)\s+{_LESS}", "<="),
    (rf"{_N}\s*\.\.+", ">="),
    (rf"\.\.+\s*{_N}", "<="),
    (rf"(?:is\s+)?(?:over|above|exceed(?:s|ing)|(?:{_MORE})\s+than|>)\s*{_N}", ">"),
    (rf"(?:is\s+)?(?:under|below|(?:{_LESS})\s+than|<)\s*{_N}", "<"),
)


def cells_meant(cell: str, values: frozenset[str] = frozenset()) -> list[str]:
    """The ways in which a cell may be meant, the likeliest first; none of one in our words, or in no known ones.

    `values` are those that the policy declares, folded. Four figures may be a number, or a year of a column of days.
    """
    whole = " ".join(cell.split())
    said, kept = _values_kept(whole, values)
    if _is(_ANYTHING, said):
        return ["-"]
    if _is(r"(?:is\s+)?(?:recorded|known|told|given|stated)", said):
        return ["not (missing)"]
    ways = dict.fromkeys((_limit(said) or _whole(said) or _parts(said), _in_days(said)))
    meant = (re.sub("\0([0-9]+)\0", lambda found: kept[int(found[1])], each) for each in ways if each is not None)
    return [each for each in meant if each != whole]


def _values_kept(said: str, values: frozenset[str]) -> tuple[str, list[str]]:
    """The same with a sign for each value that holds an “and”, and for each in the plural; and these, as written."""
    kept: list[str] = []

    def aside(words: str) -> str:
        kept.append(words)
        return f"\0{len(kept) - 1}\0"

    def put_aside(found: Found) -> str:
        return aside(in_expression(" ".join(found[1].split())))

    said = re.sub(r'("[^"]*")', lambda found: aside(found[1]), said)
    for value in sorted(values, key=len, reverse=True):
        name = r"\s+".join(map(re.escape, value.split()))
        if _SEPARATOR.search(value):
            said = re.sub(rf"(?<![\w\"-])({name})(?![\w\"-])", put_aside, said, flags=re.IGNORECASE)
        elif f"{value}s" not in values:
            said = re.sub(rf"(?<![\w\"-])({name})s(?![\w\"-])", put_aside, said, flags=re.IGNORECASE)
    return said, kept


def cell_in_words(cell: str) -> str | None:
    """A hint where a cell says one thing or another, or what no cell says: `n/a`, `other`."""
    said = " ".join(cell.split())
    if _is(_OTHERS, said):
        return "take the row out: the output for all others stands under “default:” beside “table:”"
    if _is(_NONE_OR_ANY, said):
        return "write “-” where it does not matter, or “missing” where there is none"
    if _is(_NOT_TOLD, said):
        return "write “missing” where there is none; of what is not known no cell is sure to hold but “-”"
    scale = re.fullmatch(rf"({_NAME})\s*(?:\+|(?:or|and)\s+(?:higher|lower|above|below|over|more|less|up|down))", said)
    if scale is not None:
        return f"write “{scale[1]} or better” or “{scale[1]} or worse”, whichever is meant"
    if re.fullmatch(rf"{_NAME}(?:\s+(?:to|through|[-–—])\s+|\s*\.\.+\s*){_NAME}", said):
        return "list the values that are meant, with a comma between them"
    return None


def _is(words: str, said: str) -> bool:
    return re.fullmatch(words, said, re.IGNORECASE) is not None


def _number(words: str) -> str:
    found = re.match(NUMBER, words, re.IGNORECASE)
    return words if found is None else f"{in_figures(found[0])}{words[found.end() :]}"


def _day(words: str, *, last: bool) -> str | None:
    if re.fullmatch(r"\d{4}", words):
        return first_and_last(words)[-1 if last else 0]
    return as_written(words)


def _in_days(said: str) -> str | None:
    """A year or two in figures as days: from the first day of the first to the last day of the last."""
    both = re.fullmatch(rf"\[?(?:(?:between|from)\s+)?({_YEAR}){_TO}({_YEAR})\]?", said, re.IGNORECASE)
    if both is not None:
        return _between_days(both)
    bound = _bound(said)
    if bound is None or not re.fullmatch(_YEAR, bound[1]):
        return None
    side, last = {
        ">=": ("on or after", False),
        ">": ("after", True),
        "<=": ("on or before", True),
        "<": ("before", False),
    }[bound[0]]
    return f"{side} {_day(bound[1], last=last)}"


def _between(m: Found) -> str:
    low, high = _ends(m[1], m[2])
    return f"[{low}..{high}]"


def _ends(low: str, high: str) -> tuple[str, str]:
    """Both ends in figures; `1 to 3 years` names the unit of the first at the second alone."""
    first, last = _number(low), _number(high)
    unit = last.partition(" ")[2]
    return (length(int(first), unit) if unit and first.isdigit() else first), last


def _between_days(m: Found) -> str | None:
    first, last = _day(m[1], last=False), _day(m[2], last=True)
    return None if first is None or last is None else f"[{first}..{last}]"


def _of_day(form: str, *, last: bool) -> Callable[[Found], str | None]:
    def meant(m: Found) -> str | None:
        day = _day(m[1], last=last)
        return None if day is None else form.format(day)

    return meant


def _two_bounds(m: Found) -> str | None:
    """`over 20 and up to 100`: from one number to another."""
    low, high = _bound(m[1]), _bound(m[2])
    if low is None or high is None or low[0][0] != ">" or high[0][0] != "<":
        return None
    first, last = _ends(low[1], high[1])
    return f"{'[' if low[0] == '>=' else '('}{first}..{last}{']' if high[0] == '<=' else ')'}"


def _inside(m: Found) -> str:
    return f"{'[' if m[2] in ('<=', '≤') else '('}{m[1]}..{m[4]}{']' if m[3] in ('<=', '≤') else ')'}"


def _bound(said: str) -> tuple[str, str] | None:
    """A sign and a number."""
    for pattern, sign in _bounds():
        found = pattern.fullmatch(said)
        if found is not None:
            return sign, _number(found[1])
    return None


def _whole(said: str) -> str | None:
    for pattern, instead in _rules():
        found = pattern.fullmatch(said)
        meant = instead(found) if found else None
        if meant is not None:
            return meant
    return None


_WITH_BOUND = (
    r"(?:more|over|above|less|under|below|fewer|greater|higher|lower|larger|smaller|longer|shorter|better|worse)"
)
_SEPARATOR = re.compile(
    rf"\s*[,;]\s*(?:or\s+)?|\s*/\s*|\s+(?:or|nor|and)\s+(?!{_WITH_BOUND}(?:wards)?(?:\s*$|\s*[,;/]|\s+(?:or|and)\b))|\s+&\s+",
    re.IGNORECASE,
)


def _parts(said: str) -> str | None:
    """Each of the values that a cell lists, joined with commas."""
    parts = [part for part in _SEPARATOR.split(said) if part]
    return ", ".join(_part(part) for part in parts) if parts else None


def _part(said: str) -> str:
    spelt = re.fullmatch(NUMBER, said, re.IGNORECASE)
    return _limit(said) or (_number(said) if spelt else _whole(said) or said)


_OURS = re.compile(r"(?:>=?|<=?)\s*-?[\d.]+|at\s+(?:least|most)\s+.*", re.IGNORECASE)


def _limit(said: str) -> str | None:
    bound = None if _OURS.fullmatch(said) else _bound(said)
    return None if bound is None else f"{bound[0]} {bound[1]}"


_INSTEAD: tuple[tuple[str, Callable[[Found], str | None]], ...] = (
    (rf"(?:between|from)\s+{_N}{_TO}{_N}(?:\s*,?\s*(?:\(?inclusive\)?|(?:both\s+)?included))?", _between),
    (rf"{_N}\s*(?:up\s+to{_INCLUDED}|to|through|[-–—]|\.\.+)\s*{_N}", _between),
    (rf"\[\s*{_N}\s*[,;-]\s*{_N}\s*\]", _between),
    (rf"{_N}\s*(<=?|≤)\s*(?:{_NAME}\s*)?(<=?|≤)\s*{_N}", _inside),
    (r"(.+?)(?:\s+(?:and|but)|\s*,)\s+(.+)", _two_bounds),
    (rf"(?:between|from)\s+({_DAY}){_TO}({_DAY})", _between_days),
    (rf"({_DAY})\s*(?:to|until|\.\.+)\s*({_DAY})", _between_days),
    (rf"(?:since|from|not\s+before)\s+({_DAY})(?:\s+on(?:wards)?)?", _of_day("on or after {}", last=False)),
    (rf"(?:until|up\s+to|by|not\s+after)\s+({_DAY})", _of_day("on or before {}", last=True)),
    (rf"({_DAY})\s+(?:or|and)\s+(?:later|after)", _of_day("on or after {}", last=False)),
    (rf"({_DAY})\s+(?:or|and)\s+(?:earlier|before)", _of_day("on or before {}", last=True)),
    (rf"before\s+({_DAY})", _of_day("before {}", last=False)),
    (rf"after\s+({_DAY})", _of_day("after {}", last=True)),
    (r"(?:in\s+)?((?:19|20|21)\d\d)", lambda m: f"[{m[1]}-01-01..{m[1]}-12-31]"),
    (rf"(?:(?:more|longer)\s+than\s+{_N}\s+ago|older\s+than\s+{_N})", lambda m: f"before today - {m[1] or m[2]}"),
    (rf"(?:less\s+than\s+{_N}\s+ago|(?:younger|newer)\s+than\s+{_N})", lambda m: f"after today - {m[1] or m[2]}"),
    (
        r"(?:not|neither|anything\s+but|anything\s+except|all\s+but|all\s+except|except|other\s+than)\s+([^()]+)",
        lambda m: f"not ({_parts(m[1])})",
    ),
    (r"(?:is|are|equals?|equal\s+to|exactly|only)\s+(.+)", lambda m: _part(m[1])),
    (r"y|true|✓|✔|☑|ja|1", lambda m: "yes"),
    (r"n|false|✗|✘|☐|0", lambda m: "no"),
)


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Callable[[Found], str | None]], ...]:
    """Compiled when they are first needed, which for most policies is never: it takes long."""
    return tuple((re.compile(pattern, re.IGNORECASE), instead) for pattern, instead in _INSTEAD)


@cache
def _bounds() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), sign) for pattern, sign in _BOUNDS)
