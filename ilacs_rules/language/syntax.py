"""What to tell an author whose sentence does not parse: in plain words, at the words that are wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from ilacs_rules.language.builder import units_hint
from ilacs_rules.language.due_meant import as_meant
from ilacs_rules.language.durations import UNITS
from ilacs_rules.language.limits_meant import after_comma
from ilacs_rules.language.names import KEPT_WORDS
from ilacs_rules.language.odd_signs import bad_date, bad_number, begins_with_sign, foreign_sign, odd_character
from ilacs_rules.language.said_otherwise import cell_said_otherwise, said_otherwise
from ilacs_rules.language.slip import Slip
from ilacs_rules.language.stretches import CYCLES
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.nearest import MOST_OFFERED, nearest
from ilacs_rules.text.source import Span

_NUMBER_AT_END = re.compile(r"(\d+(?:\.\d+)?)\s*$")
_COUNT_AT_END = re.compile(r"((?:at\s+least|at\s+most|exactly)\s+\w+)\s*$", re.IGNORECASE)
_COUNT_BETWEEN = re.compile(r"(?:at\s+least|at\s+most|exactly)\s+\w+\s+between\b[^,]*$", re.IGNORECASE)
_TIMES_AT_END = re.compile(r"(?:up\s+to|,\s*at\s+least)\s+(\w+)\s*$", re.IGNORECASE)
_IN_EACH_AT_END = re.compile(r"in\s+each\s*$", re.IGNORECASE)
_QUALIFIER = re.compile(r"(within|until|from|but|moved|up\s+to|at\s+least)\b", re.IGNORECASE)
_LENGTH_AT_END = re.compile(r"(\d+\s+[a-z]+(?:\s+days?)?)\s*$", re.IGNORECASE)

# What may come next, in words, by the terminals of the grammar; what is not listed helps nobody.
_EXPECTED = {
    "AFTER": "“after …”",
    "AND": "“and”",
    "OR": "“or”",
    "IS": "“is”",
    "SIGN": "a sign such as “>=”",
    "COMMA": "a comma",
    "WORD": "a name",
    "NUMBER": "a number",
    "DATE": "a date",
    "UNIT": "a unit of time",
    "THEN": "“then”",
    "ELSE": "“else”",
    "RPAR": "“)”",
    "OF": "“of”",
    "EITHER": "“either side”",
}


def explain(error: UnexpectedInput, sentence: Span, start: str) -> Diagnostic:
    """The diagnostic for a sentence lark could not parse."""
    at, expected = sentence.end, frozenset[str]()
    if isinstance(error, UnexpectedToken):
        expected = frozenset(error.accepts or error.expected or ())
        if error.token.type != "$END":
            at = error.token.start_pos if error.token.start_pos is not None else sentence.end
    elif isinstance(error, UnexpectedCharacters):
        at, expected = error.pos_in_stream or sentence.start, frozenset(error.allowed or ())
    slip = Slip(sentence, start, at, expected)
    for rule in _RULES:
        found = rule(slip)
        if found is not None:
            return found
    return _anything_else(slip)


def _unit_expected(s: Slip) -> Diagnostic | None:
    number = _NUMBER_AT_END.search(s.before)
    if "UNIT" not in s.expected or not number:
        return None
    units = [f"{unit}s" for unit in UNITS]
    if s.start == "phase" and not nearest(s.word, units):
        hint = f"write how long it takes, and then by whom: “3 days by {number.group(1)} {s.word or 'people'}”"
        return Diagnostic(Code.UNIT_EXPECTED, f"expected a unit of time after {number.group(1)}", s.span(), hint)
    short = {
        "yr": "years",
        "yrs": "years",
        "y": "years",
        "mth": "months",
        "mths": "months",
        "wk": "weeks",
        "wks": "weeks",
        "qtr": "quarters",
    }
    times = _TIMES_AT_END.search(s.before) if s.start == "due" else None
    if times and nearest(s.word, ["times", *units]) == "times":
        message = f"“{s.word}” does not fit after “{times[1]}”"
        return Diagnostic(Code.SYNTAX, message, s.span(), "did you mean “times”?")
    meant = short.get(s.word.lower()) or nearest(s.word, units)
    if meant and number.group(1) == "1":
        meant = meant.removesuffix("s")
    if s.start == "due" and not meant and s.word.lower() != "before" and _COUNT_AT_END.search(s.before):
        return None  # it is a number of times: `at least 1 inbetween checks`
    hint = f"did you mean “{meant}”? Units: {', '.join(units)}" if meant else units_hint()
    return Diagnostic(Code.UNIT_EXPECTED, f"expected a unit of time after {number.group(1)}", s.span(), hint)


def _after_expected(s: Slip) -> Diagnostic | None:
    length = _LENGTH_AT_END.search(s.before)
    if s.start != "due" or "AFTER" not in s.expected or not length:
        return None
    day = s.rest[len(s.word) :].strip().split(",")[0]
    leading = re.match(r"\s*(within|every)\b", s.before, re.IGNORECASE)
    said = f"{leading[1].lower()} {length.group(1)}" if leading else length.group(1)
    if s.word.lower() in {"from", "of", "since", "following"} and day:
        hint = f"write “{said} after {day}”"
        if not leading:
            hint += ", or “every " + length.group(1) + " after …” if it repeats"
    else:
        hint = f"write “{said} after …”"
    return Diagnostic(Code.AFTER_EXPECTED, "a due date counts “after” a day", s.span(), hint)


def _period_expected(s: Slip) -> Diagnostic | None:
    """`in each quartr`."""
    if s.start != "due" or not _IN_EACH_AT_END.search(s.before):
        return None
    said = " ".join(s.rest.split(",")[0].split())
    meant = nearest(said.lower(), CYCLES)
    if meant is None:
        return None
    return Diagnostic(Code.SYNTAX, f"there is no period “{said}”", s.span(), f"did you mean “{meant}”?")


def _count_span_expected(s: Slip) -> Diagnostic | None:
    count = _COUNT_AT_END.search(s.before)
    if s.start != "due" or not count:
        return None
    message = f"expected “between …”, “in each …” or “times” after “{' '.join(count.group(1).split())}”"
    meant = nearest(s.word.lower().replace("inbetween", "between"), ["between", "in each", "times"])
    if s.word.lower().startswith(("every", "per", "a", "each")) and meant is None:
        meant = "in each"
    hint = f"did you mean “{meant}”?" if meant else "what is counted is told by “event”; it is not named here"
    return Diagnostic(Code.COUNT_SPAN_EXPECTED, message, s.span(), hint)


def _second_time(s: Slip) -> Diagnostic | None:
    """`every 2 years after built or 1 month after a fire`: one requirement has one time."""
    if s.start != "due" or s.word.lower() not in {"or", "and"}:
        return None
    other = s.rest[len(s.word) :].strip()
    if not re.match(r"\d|(?:within|every|by|on|after|at\s+least|at\s+most|exactly|following)\b", other, re.IGNORECASE):
        return None
    if re.search(r"\b(?:late|later|early|earlier|before|after|afterwards)$", other, re.IGNORECASE):
        return None  # how early or late the one time may be
    message = f"“{s.word}” cannot stand here: a requirement is due at one time"
    hint = f"write a second requirement, with “due: {as_meant(other) or other}”"
    if re.search(r"\b(?:that|this|then|it|thereafter)$", other, re.IGNORECASE):
        hint = "write a second requirement, and the day from which that one counts"
    return Diagnostic(Code.SYNTAX, message, s.span(), hint)


def _kept_word_in_list(s: Slip) -> Diagnostic | None:
    """`(leaders, heating and power, in care)`: a name that holds “and”."""
    if s.word.lower() not in {"and", "or"}:
        return None
    before, rest = s.before, s.rest
    begin = max(before.rfind("("), before.rfind(",")) + 1
    if begin == 0 or before.rfind(")") > begin or not before[begin:].strip():
        return None
    first, after = before[begin:].strip(), rest[len(s.word) :]
    second = re.match(r"[\w'’ -]*", after)
    whole_start = s.sentence.start + before.index(first, begin)
    whole_end = s.at + len(s.word) + (len(second.group().rstrip()) if second else 0)
    whole = Span(s.sentence.source, whole_start, whole_end)
    name = "-".join(whole.text.split())
    message = f"“{s.word}” joins two conditions, and “{first}” is not one"
    hint = f"for what is called “{' '.join(whole.text.split())}”, write {name}"
    return Diagnostic(Code.KEPT_WORD_IN_NAME, message, whole, hint)


def _kept_word_in_name(s: Slip) -> Diagnostic | None:
    """`following visit of the architect`: where only a name can stand, a word that a name may not hold."""
    name = re.search(r"\b(?:following|between)\s+([\w'’ -]+?)\s*$", s.before, re.IGNORECASE)
    if s.start != "due" or name is None or s.word.lower() not in KEPT_WORDS or "IS" in s.expected:
        return None
    rest = re.match(r"[\w'’ -]*", s.rest)
    start = s.sentence.start + name.start(1)
    whole = Span(s.sentence.source, start, s.at + len(rest.group().rstrip() if rest else s.word))
    message = f"“{s.word}” cannot stand in a name here"
    hint = f"for what is called “{' '.join(whole.text.split())}”, write {'-'.join(whole.text.split())}"
    if _COUNT_BETWEEN.search(s.before):  # `at least 2 between built and today`
        hint = f"write “in each …” and a stretch of time; {hint}"
    return Diagnostic(Code.KEPT_WORD_IN_NAME, message, whole, hint)


def _comma_missing(s: Slip) -> Diagnostic | None:
    """`every year after built until 2030-01-01`: what limits a due date stands after a comma."""
    if s.start != "due" or "COMMA" not in s.expected or not _QUALIFIER.match(s.rest):
        return None
    hint = f"put a comma before “{s.word}”"
    return Diagnostic(Code.SYNTAX, f"“{s.word}” does not fit after “{s.before.split()[-1]}”", s.span(), hint)


def _sum_of_lengths(s: Slip) -> Diagnostic | None:
    """`within 6 months + 10 days after …`."""
    if s.start not in ("due", "length") or s.rest[:1] not in ("+", "-") or "AFTER" not in s.expected:
        return None
    hint = "add them up yourself, or count the second from a day: “… after (end of … + 6 months)”"
    return Diagnostic(Code.SYNTAX, "a length of time is one number and one unit here, or a name", s.span(1), hint)


def _filter_without_is(s: Slip) -> Diagnostic | None:
    """`end of last check before 2020-01-01`: a word comparison begins with `is`."""
    words = re.match(
        r"(on\s+or\s+)?(before|after)|between|within|at\s+(least|most)|better\s+than|worse\s+than|recorded|missing|one\s+of",
        s.rest,
        re.IGNORECASE,
    )
    if "IS" not in s.expected or not words:
        return None
    found = " ".join(words.group().split())
    return Diagnostic(
        Code.SYNTAX, f"“{found}” needs “is” before it to make a condition", s.span(words.end()), f"write “is {found} …”"
    )


def _only_equal(s: Slip) -> Diagnostic | None:
    if s.word.lower() in {"equals", "equal"} and "IS" in s.expected:
        return Diagnostic(Code.SYNTAX, f"“{s.word}” is not used here", s.span(), "write “is …” or “= …”")
    return None


def _ends_early(s: Slip) -> Diagnostic | None:
    if s.rest:
        return None
    last = s.before.rstrip()
    end = s.sentence.start + len(last)
    word = last.split()[-1] if last.split() else ""
    if last.count("(") > last.count(")"):
        opened = s.sentence.start + last.rindex("(")
        message = "this bracket is not closed"
        return Diagnostic(Code.SYNTAX, message, Span(s.sentence.source, opened, opened + 1), "add “)” where it ends")
    span = Span(s.sentence.source, max(s.sentence.start, end - len(word)), end)
    if word and word[-1].isdigit() and "UNIT" in s.expected:
        return Diagnostic(Code.UNIT_EXPECTED, f"expected a unit of time after {word}", span, units_hint())
    hint = _expected_hint(s.expected) or form_of(s.start, s.before)
    return Diagnostic(Code.SYNTAX, f"the sentence ends too early, after “{word}”", span, hint)


def _anything_else(s: Slip) -> Diagnostic:
    hint = _expected_hint(s.expected) or form_of(s.start, s.before)
    if not s.before.strip():
        message = f"a {_KINDS[s.start]} cannot begin with “{s.word}”"
        return Diagnostic(Code.SYNTAX, message, s.span(), form_of(s.start, s.before))
    if s.rest.startswith(")"):
        return Diagnostic(Code.SYNTAX, "this bracket closes nothing that is open here", s.span(), "take it out")
    return Diagnostic(Code.SYNTAX, f"“{s.word}” does not fit after “{s.before.split()[-1]}”", s.span(), hint)


_LIMITS = (
    "but not before",
    "but not after",
    "up to",
    "at least",
    "until",
    "within",
    "keeping the day",
    "moved to the next",
    "not in",
)


def _limit_misspelt(s: Slip) -> Diagnostic | None:
    """`…, but not befor 2027-01-01`: the words that begin a limit, one of them misspelt."""
    if s.start != "due" or not _DAYS_BEFORE_COMMA.match(s.before):
        return None
    begin = s.sentence.start + s.before.rindex(",") + 1
    for found in re.finditer(r"\S+(?=\s|$)", s.sentence.source.text[begin : s.sentence.end]):
        words = " ".join(s.sentence.source.text[begin : begin + found.end()].split())
        meant = nearest(words, _LIMITS)
        if meant is not None and words.lower() not in (meant, "with") and len(meant.split()) == len(words.split()):
            place = Span(s.sentence.source, begin, begin + found.end())
            blanks = len(place.text) - len(place.text.lstrip())
            place = Span(place.source, place.start + blanks, place.end)
            return Diagnostic(Code.SYNTAX, f"“{words}” is not used here", place, f"did you mean “{meant}”?")
    return None


_DAYS_BEFORE_COMMA = re.compile(r"(?:[^,()]|\([^()]*\))+(?=,)")

_KINDS = {
    "expr": "condition",
    "due": "due date",
    "length": "length of time",
    "history": "list of events",
    "cell": "cell",
    "phase": "phase",
}


def form_of(start: str, before: str = "") -> str:
    """A hint: how such a sentence is written, or what may follow the words before in it."""
    if start == "due" and (days := _DAYS_BEFORE_COMMA.match(before)):
        return f"after this comma write for example {after_comma(days[0])}"
    return {
        "expr": "write for example “… is …”, “number of … > 3” or “no …”; join conditions with “and” or “or”",
        "due": "write for example “every 3 years after …”, “within 20 working days after …” or “by 2027-03-31”",
        "length": f"write for example “1 week”; {units_hint()}",
        "history": "write a kind of event, and in brackets which: “… where (… is …)”",
        "phase": "write for example “3 working days by 2 inspectors” or “2 days over up to 3 weeks before it starts”",
        "cell": "write a value, “-” for anything, a comparison such as “>= 5”, or a range such as “[1..5]”",
    }[start]


def _expected_hint(expected: Iterable[str]) -> str | None:
    """What may come next. After a name nearly everything may: more of the name, and `of`, are then left out."""
    terminals = set(expected)
    if terminals.intersection(("AND", "OR", "IS", "COMMA", "AFTER")):
        terminals -= {"WORD", "OF"}
    words = sorted({_EXPECTED[terminal] for terminal in terminals if terminal in _EXPECTED})
    if not 0 < len(words) <= MOST_OFFERED:
        return None
    return "expected " + (words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1])


_RULES: tuple[Callable[[Slip], Diagnostic | None], ...] = (
    cell_said_otherwise,
    begins_with_sign,
    foreign_sign,
    odd_character,
    bad_date,
    bad_number,
    _second_time,
    said_otherwise,
    _limit_misspelt,
    _ends_early,
    _unit_expected,
    _after_expected,
    _period_expected,
    _count_span_expected,
    _kept_word_in_name,
    _comma_missing,
    _sum_of_lengths,
    _kept_word_in_list,
    _filter_without_is,
    _only_equal,
)
