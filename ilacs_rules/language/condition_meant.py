"""What a condition in an officer's own words would be in the language, as a whole: `never checked`, `… unless in use`.

As with due sentences, what comes out is offered only where it can be read (and, once names are known, makes sense).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from ilacs_rules.language.names import fold
from ilacs_rules.language.number_words import NUMBER, in_digits
from ilacs_rules.language.often_meant import UNIT, Found, in_figures, in_figures_before, length_meant
from ilacs_rules.language.spoken import Spoken
from ilacs_rules.language.years_meant import IN_YEARS, with_years_between

_LONG = rf"(\d+\s+{UNIT})"
_LAST = rf"(?:in|within|during|over)\s+the\s+(?:last|past|previous)\s+((?:\d+\s+)?{UNIT})"
_MORE = r"(?:more|longer|older|greater|larger|higher|bigger|earlier|later)\s+than|over|above|exceeds|exceeding"
_LESS = r"(?:less|fewer|shorter|younger|smaller|lower)\s+than|under|below"
_NUMBER = r"(-?\d+(?:\.\d+)?)(?:\s*(?:%|m|metres?|meters?|storeys?|floors?|people|persons))?"
_NAME = r"[^\W\d_][\w'’-]*(?:\s+(?!(?:is|are|was|were)\b)[\w'’-]+)*?"
_BEING = r"(?:(?:is|was|are|were|has|had|have)(?:\s+been)?\s+)?"
_SOMEBODY = r"(?:(?:it|they|there|(?:the|this|that|a|an)\s+[\w'’-]+)\s+)?"
_WHO = r"(?:(?:the|this|that|an?)\s+)?[\w'’-]+"
_NEVER = (
    rf"(?:(?:{_WHO}\s+)?(?:is|was|are|were|has|had|have|did)\s+|{_SOMEBODY})"
    r"(?:never|not(?:\s+yet|\s+ever)?)\s+(?:yet\s+)?"
)
_EXCEPT = r"(?:unless|(?:except|save)\s+(?:if|when|where))"
_BUT_NOT = rf",?\s+(?:{_EXCEPT}|but\s+not\s+(?:if|when|where))\s+"
_IN_CASE = r"in\s+(?:the\s+event|case)(?:\s+(?:of|that))?"
_GIVEN = rf"(?:if|when|where|whenever|provided(?:\s+that)?|as\s+long\s+as|{_IN_CASE})"
_EITHER = r"\b(?:is|was|are|were)(\s+not)?\s+either\s+([^()]+?)\s+or\s+([^()]+?)(?=$|\s+(?:and|or)\s|\))"
_NOT_OF_A_VALUE = r"(?!(?:is|are|was|were|and|or|not|if|then|else)\b)"
_VALUE = rf"{_NOT_OF_A_VALUE}[\w'’-]+(?:\s+{_NOT_OF_A_VALUE}[\w'’-]+)*"
_VALUES = (  # what is to be one of several values, however these are strung together
    rf"(\b(?:is|are|was|were))\s+(not\s+)?(?:either\s+|one\s+of\s+)?({_VALUE}(?:(?:,\s*(?:or\s+)?|\s+or\s+){_VALUE})+)"
)
_OF_ONE_PHRASE = r"(?:better|worse|after|before|more|less|fewer|over|under|above|below|higher|lower|greater)\b"
_IN_ONE = (  # where `and` joins no conditions, and brackets hold none
    r"\b(?:where|since|until|before|after)\s+\([^()]*\)|(?<=\bbetween )(?:(?!\band\b)[^()])+?\s+and\s+"
)
_SIGNS = {
    "more than": ">",
    "over": ">",
    "less than": "<",
    "fewer than": "<",
    "at least": ">=",
    "at most": "<=",
    "under": "<",
    "exactly": "=",
    **{f"{no} more than": "<=" for no in ("no", "not")},
    **{f"{no} {less} than": ">=" for no in ("no", "not") for less in ("less", "fewer")},
}


def conditions_meant(sentence: str, spoken: Spoken) -> Iterator[str]:
    """What a condition may have been meant to be, the likeliest first; nothing that is the same as it was."""
    whole = " ".join(sentence.split())
    length = length_meant(whole)
    if length is not None:
        yield length
    said = re.sub(
        NUMBER, lambda m: str(in_digits(m[0])) if " and " in m[0].lower() else m[0], whole, flags=re.IGNORECASE
    )
    said = in_figures_before(said, UNIT)
    said = re.sub(r"\b(?:shall|must|should|will)\s+(not\s+)?be\b", r"is \1", said, flags=re.IGNORECASE)
    said = re.sub(r",?\s+otherwise\b|,\s+else\b", " else", said, flags=re.IGNORECASE)
    said = re.sub(r"^(?!if\b)(.+?)\s+if\s+(.+?)\s+else\s+(.+)$", r"if \2 then \1 else \3", said, flags=re.IGNORECASE)
    said = _listed(" ".join(said.split()), spoken)
    said = re.sub(r",\s+(?=(?:or|and)\b)", " ", said, flags=re.IGNORECASE)
    if not re.search(r"\bthen\b", said, re.IGNORECASE):
        said = re.sub(rf"^(?:only\s+)?{_GIVEN}\s+", "", said, flags=re.IGNORECASE)
    said = re.sub(_EITHER, r"is\1 one of \2, \3", said, flags=re.IGNORECASE)
    bare = _no_articles(said)
    picked = spoken.with_picks(bare)
    since = [] if picked == whole else [spoken.with_days(picked, form) for form in ("end of {}", "(end of {})")]
    ways = (bare, said, picked, *since)
    in_figures = (re.sub(rf"(?!one\s+of\b)({NUMBER})", _in_digits, each, flags=re.IGNORECASE) for each in ways)
    for each in dict.fromkeys(_without(words, spoken) for words in (*ways, *in_figures)):
        if each != whole:
            yield each


def _listed(said: str, spoken: Spoken) -> str:
    """`home, office, or school` after “is” as a list, where each is a value that the policy declares."""

    def one_of(found: Found) -> str:
        values = re.split(r"\s*,\s*(?:or\s+)?|\s+or\s+", found[3], flags=re.IGNORECASE)
        if len(values) < 2 or not all(fold(each) in spoken.values for each in values):
            return found[0]
        return f"{found[1]} {found[2] or ''}one of {', '.join(values)}"

    return re.sub(_VALUES, one_of, said, flags=re.IGNORECASE)


def _without(said: str, spoken: Spoken) -> str:
    """`A unless B` is `A and not B`; each of the two in the words of the language."""
    parts = re.split(_BUT_NOT, said, maxsplit=1, flags=re.IGNORECASE)
    alone = re.match(rf"{_EXCEPT}\s+(.+)$", said, re.IGNORECASE)
    if alone is not None:
        return _denied(_clauses(alone[1], spoken))
    if len(parts) == 1:
        return _clauses(said, spoken)
    first = _clauses(parts[0], spoken)
    if re.search(rf"\bor\b(?!\s+{_OF_ONE_PHRASE})", first, re.IGNORECASE):
        first = f"({first})"
    return f"{first} and {_denied(_clauses(parts[1], spoken))}"


def _denied(condition: str) -> str:
    """The opposite of a condition, in the plainest words."""
    words = condition.split()
    if words[0].lower() == "not":
        return " ".join(words[1:])
    simple = re.fullmatch(r"([^()<>=]*?)\s+is\s+(?!not\b)([^()<>=]*)", condition)
    if simple is not None and not re.search(r"\b(?:and|or)\b", condition):
        return f"{simple[1]} is not {simple[2]}"
    denied = re.fullmatch(r"([^()<>=]*?)\s+is\s+not\s+([^()<>=]*)", condition)
    if denied is not None and not re.search(r"\b(?:and|or)\b", condition):
        return f"{denied[1]} is {denied[2]}"
    return (
        f"not {condition}"
        if re.fullmatch(r"(?:(?!\b(?:and|or|is|not)\b)[\w' ’-])+", condition)
        else f"not ({condition})"
    )


def _clauses(said: str, spoken: Spoken) -> str:
    """The conditions that `and` and `or` join, each in the words of the language."""
    whole: list[str] = []

    def kept(found: Found) -> str:
        whole.append(found[0])
        return f"\0{len(whole) - 1}\0"

    in_one = re.sub(_IN_ONE, kept, with_years_between(said, spoken), flags=re.IGNORECASE)
    parts = re.split(rf"(\s+(?:and|or)\s+(?!{_OF_ONE_PHRASE})|[()])", in_one, flags=re.IGNORECASE)
    meant = (part if i % 2 or not part.strip() else _clause(part, spoken) for i, part in enumerate(parts))
    return re.sub("\0([0-9]+)\0", lambda found: whole[int(found[1])], "".join(meant)).strip()


def _clause(said: str, spoken: Spoken) -> str:
    for pattern, instead in _rules():
        found = pattern.fullmatch(said.strip())
        meant = instead(found, spoken) if found is not None else None
        if meant is not None:
            return _since(meant)
    return _since(said)


def _since(said: str) -> str:
    """`in the last 2 years`, of what happened."""

    def begun(found: Found) -> str:
        long = found[1] if found[1][:1].isdigit() else f"1 {found[1]}"
        return f"since (today - {long})"

    return re.sub(rf"\b{_LAST}", begun, said, flags=re.IGNORECASE)


def _in_digits(found: Found) -> str:
    return str(in_digits(found[1]))


def _no_articles(said: str) -> str:
    said = re.sub(r"\b(is|is\s+not)\s+(?:a|an)\s+", r"\1 ", said, flags=re.IGNORECASE)
    in_a_stretch = (
        r"(?<=start of )the\s+(?=(?:(?!(?:is|are|was|were)\b)[\w'’-]+\s+)+?after\b)"  # `start of the quarter after …`
    )
    return re.sub(rf"(?!{in_a_stretch})\bthe\s+(?!last\s+\d)", "", said, flags=re.IGNORECASE).strip()


def _none(found: Found, spoken: Spoken) -> str | None:
    """`it was never checked`, `not checked since 2020-01-01`, `no fire for 2 years`."""
    kind, rest = spoken.kind(found[1]), found[2] or ""
    if fold(found[1]) in spoken.picked and not rest:
        return f"{found[1]} is not recorded"
    rest = re.sub(rf"^\s*for\s+(?:more\s+than\s+|over\s+)?{_LONG}$", r" since (today - \1)", rest, flags=re.IGNORECASE)
    return None if kind is None else f"no {kind}{rest}"


def _there(found: Found, spoken: Spoken) -> str | None:
    """`open concern is yes`, of an event that a definition picks out; `check is no`, of a kind of event."""
    there = _plain(found[2]) in ("yes", "true", "not no", "not false")
    if fold(found[1]) in spoken.picked:
        return f"{found[1]} is {'recorded' if there else 'not recorded'}"
    kind = spoken.kind(found[1])
    return None if kind is None or fold(kind) != fold(found[1]) else f"{'any' if there else 'no'} {kind}"


def _some(found: Found, spoken: Spoken) -> str | None:
    kind = spoken.kind(found[1])
    return None if kind is None else f"any {kind}{found[2] or ''}"


def _many(found: Found, spoken: Spoken) -> str | None:
    """`more than 3 checks`, `at least two fires in the last year`."""
    if spoken.kind(found[3]) is None:
        return None
    which = re.sub(r"\bwhere\s+(?!\()(.+)$", r"where (\1)", found[4] or "", flags=re.IGNORECASE)
    return f"number of {found[3]}{which} {_SIGNS[_plain(found[1])]} {in_figures(found[2])}"


def _ago(found: Found, spoken: Spoken) -> str:
    """`last check was more than 2 years ago`."""
    return f"{spoken.day_of(found[1])} is {_SIDES[_side(found[2])]} today - {found[3]}"


def _passed(found: Found, spoken: Spoken) -> str:
    """`more than 2 years since last check`."""
    return f"{spoken.day_of(found[3])} is {_SIDES[_side(found[1])]} today - {found[2]}"


def _running(field: str, number: str, noun: str, said: str, spoken: Spoken) -> str | None:
    """`risk found of the last three checks is high`: each of so many times."""
    kind = spoken.kind(noun)
    return None if kind is None else f"all of {field} of latest {in_figures(number)} {noun} are {said}"


_SIDES = {"more": "before", "less": "after", "at least": "on or before", "at most": "on or after"}
_HOW_LONG = rf"({_MORE}|{_LESS}|at\s+least|at\s+most|(?:not|no)\s+more\s+than|(?:not|no)\s+less\s+than|within)"


def _side(words: str) -> str:
    words = _plain(words)
    if words in ("at least", "not less than", "no less than"):
        return "at least"
    if words in ("at most", "within", "not more than", "no more than"):
        return "at most"
    return "less" if re.fullmatch(_LESS, words) else "more"


def _compared(found: Found, _: Spoken) -> str:
    sign = "<" if re.fullmatch(_LESS, _plain(found[2])) else ">"
    return f"{found[1]} {sign} {found[3]}"


def _bounded(found: Found, _: Spoken) -> str:
    return f"{found[1]} is {_plain(found[2])} {found[3]}"


def _or_more(found: Found, _: Spoken) -> str:
    """`height is 18 or more`, `2 or fewer`."""
    return f"{found[1]} {'<=' if _plain(found[3]) in _OR_LESS else '>='} {found[2]}"


def _neither(found: Found, _: Spoken) -> str:
    return f"{found[1]} is not one of {found[2]}, {found[3]}"


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


_HAPPENED = r"(?:made|done|held|carried\s+out|recorded)"
_NONE_MADE = (
    r"(?:there\s+(?:is|was|are|were|has\s+been|have\s+been)\s+)?no\s+(.+?)"
    rf"(?:\s+(?:was|were|has\s+been|have\s+been)\s+{_HAPPENED}|\s+(?:ever|yet|so\s+far))?(\s+for\s+.+|\s+{_LAST})?"
)
_NEVER_DONE = (
    rf"{_NEVER}(?:been\s+)?(?:had\s+|have\s+)?(?:an?\s+|any\s+)?([\w'’-]+(?:\s+[\w'’-]+)??)"
    r"(\s+(?:since|in|within|for|before|after)\s.+)?"
)
_SO_MANY = (
    rf"((?:(?:no|not)\s+)?(?:more|less|fewer)\s+than|at\s+least|at\s+most|over|exactly|under)\s+(\d+|{NUMBER})"
    rf"\s+(?!{UNIT}\b)([\w'’ -]+?)(\s+{_LAST}|\s+(?:since|until|before|after|between|where)\s.+)?"
)
_EACH = rf"(?:of|at|in)\s+(?:each\s+of\s+)?(?:the\s+)?(?:last|latest|past|previous)\s+(\d+|{NUMBER})\s+"
_WAS = r"(?:(?:is|was|ended|took\s+place|happened)\s+)?"
_GONE = r"(?:(?:have\s+|has\s+)?(?:passed|elapsed)\s+)?"
_OR_MORE, _OR_LESS = ("more", "over", "above", "higher", "greater"), ("less", "fewer", "under", "below", "lower")
_BEFORE_OR_AFTER = r"before|after|on\s+or\s+before|on\s+or\s+after"
_IS = r"was|were|equals|has\s+been|(?:is\s+)?equal\s+to|="
_IS_NOT = r"isn['’]t|wasn['’]t|aren['’]t|weren['’]t|was\s+not|were\s+not|does\s+not\s+equal"

_INSTEAD: tuple[tuple[str, Callable[[Found, Spoken], str | None]], ...] = (
    # an event that was, or was not
    (_NEVER_DONE, _none),
    (_NONE_MADE, _none),
    (rf"(?:there\s+(?:is|was|has\s+been)|{_SOMEBODY}(?:has\s+)?had)\s+(?:an?|any)\s+(.+?)(\s+{_LAST})?", _some),
    (rf"(?:{_SOMEBODY}{_BEING})?([\w'’-]+ed)(\s+{_LAST})?", _some),
    (_SO_MANY, _many),
    (
        rf"(?:there\s+(?:is|are|was|were|have\s+been|has\s+been)\s+)?(\d+|{NUMBER})\s+or\s+(more|fewer|less)\s+(.+)",
        lambda m, spoken: _clause(f"{'at least' if m[2].lower() == 'more' else 'at most'} {m[1]} {m[3]}", spoken),
    ),
    (rf"({_NAME})\s+(?:is|=)\s+((?:not\s+)?(?:yes|no|true|false))", _there),
    # several times running
    (
        rf"(?:all\s+of\s+)?({_NAME})\s+{_EACH}(?!{UNIT}\b)(.+?)\s+(?:is|are|was|were)\s+(.+)",
        lambda m, spoken: _running(m[1], m[2], m[3], m[4], spoken),
    ),
    (
        rf"({_NAME})\s+(?:is|are|was|were)\s+(.+?)\s+{_EACH}(?!{UNIT}\b)(.+)",
        lambda m, spoken: _running(m[1], m[3], m[4], m[2], spoken),
    ),
    # how long ago
    (rf"({_NAME})\s+{_WAS}{_HOW_LONG}\s+{_LONG}(?:\s+ago|\s+old)", _ago),
    (rf"({_NAME})\s+(?:is|was)\s+(older\s+than|younger\s+than)\s+{_LONG}", _ago),
    (rf"{_HOW_LONG}\s+{_LONG}\s+{_GONE}(?:since|after)\s+(?:the\s+)?({_NAME})", _passed),
    (
        rf"({_NAME})\s+{_WAS}({_BEFORE_OR_AFTER})\s+(\d{{4}}-\d\d-\d\d)",
        lambda m, spoken: f"{spoken.day_of(m[1])} is {_plain(m[2])} {m[3]}",
    ),
    *IN_YEARS,
    # numbers
    (rf"({_NAME})\s+(?:(?:is|are|was|were)\s+)?({_MORE}|{_LESS})\s+{_NUMBER}", _compared),
    (rf"({_NAME})\s+(?:(?:is|are|was|were)\s+)?(at\s+least|at\s+most)\s+{_NUMBER}", _bounded),
    (rf"({_NAME})\s+(?:is|are|was|were)\s+{_NUMBER}\s+or\s+({'|'.join((*_OR_MORE, *_OR_LESS))})", _or_more),
    # other verbs
    (r"(.+?)\s+(?:is|was|are|were)\s+neither\s+(.+?)\s+nor\s+(.+)", _neither),
    (rf"(.+?)\s+(?:{_IS_NOT})\s+(.+)", lambda m, _: f"{m[1]} is not {m[2]}"),
    (rf"(.+?)\s+(?:{_IS})\s+(?!\d)(.+)", lambda m, _: f"{m[1]} is {m[2]}"),
    (r"(.+?)\s+exists", lambda m, _: f"{m[1]} is recorded"),
    (r"(.+?)\s+(?:does\s+not\s+exist|doesn['’]t\s+exist)", lambda m, _: f"{m[1]} is missing"),
)


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Callable[[Found, Spoken], str | None]], ...]:
    """Compiled when they are first needed, which for most policies is never: it takes long."""
    return tuple((re.compile(pattern, re.IGNORECASE), instead) for pattern, instead in _INSTEAD)
