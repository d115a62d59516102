"""Signs, numbers and dates that are written otherwise here, each with what to write instead."""

from __future__ import annotations

import re

from ilacs_rules.language.days import day_written_otherwise, month_at, month_in_words, read_day
from ilacs_rules.language.slip import Slip
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.source import Span

_DAY_OF_IT = "write a day of it, such as {}-01"
_GROUPED_NUMBER = re.compile(r"\d{1,3}(,\d{3})+")
_IN_WORDS = {">": "greater than", "<": "less than", ">=": "at least", "<=": "at most", "=": "equal to", "!=": "not"}
_INSTEAD = {
    "==": "is",
    "&&": "and",
    "||": "or",
    "<>": "is not",
    "=>": ">=",
    "=<": "<=",
    "≥": ">=",
    "≤": "<=",
    "≠": "is not",
}
_LAST_NUMBER = re.compile(r"(\d+(?:\.\d+)?) ?$")
_FIRST_NUMBER = re.compile(r" ?(\d+(?:\.\d+)?)")
_QUOTES = "“”‘’„"
_HINTS = {
    "'": 'put a text in double quotes: "…"',
    "–": "write a hyphen: -",
    "—": "write a hyphen: -",
    "&": "write “and”; in a name, join the words with hyphens",
    "%": "write the number as a decimal, for example 0.5",
    "{": "a condition is one line of words, without { }",
    "?": "a condition is a statement, not a question",
    ";": "join two conditions with “and” or “or”",
    ":": "a rule knows days, but no times of day",
    "_": "a name begins with a letter",
}


def begins_with_sign(s: Slip) -> Diagnostic | None:
    """`> 3` as a condition (E205)."""
    sign = re.match(r"[<>=!]+", s.rest)
    if s.before.strip() or not sign or s.start != "expr":
        return None
    words = _IN_WORDS.get(sign.group(), sign.group())
    message = f"a condition cannot begin with “{sign.group()}”: what is {words} {s.rest[sign.end() :].strip()}?"
    hint = f"write “number of … {s.rest}”, and put the value in quotes if it must begin with a sign"
    return Diagnostic(Code.BEGINS_WITH_SIGN, message, s.span(sign.end()), hint)


def foreign_sign(s: Slip) -> Diagnostic | None:
    """`==`, `&&`, `≥` and the like (E207)."""
    for at in (s.at, s.at - 1):  # `==` is found at its second sign
        for sign, ours in _INSTEAD.items():
            if at >= s.sentence.start and s.sentence.source.text.startswith(sign, at):
                span = Span(s.sentence.source, at, at + len(sign))
                return Diagnostic(Code.ODD_CHARACTER, f"“{sign}” is not used here", span, f"write “{ours}”")
    return None


def odd_character(s: Slip) -> Diagnostic | None:
    """A character that has no meaning in a rule, or a quote that is never closed (E207)."""
    character = s.rest[:1]
    if not character:
        return None
    if character in _QUOTES:
        hint = 'the values of a scale need no quotation marks; a text stands in straight ones: "…"'
        message = "a curly quotation mark cannot stand here"
        return Diagnostic(Code.ODD_CHARACTER, message, s.span(1), hint)
    if character in _HINTS or not (character.isalnum() or character in '()[],.<>=!+-*/"'):
        hint = _HINTS.get(character, "take it out, or put a text that holds it in double quotes")
        low, high = _LAST_NUMBER.search(s.before), _FIRST_NUMBER.match(s.rest[1:])
        if character in "–—" and low and high:
            hint = (
                f"write “between {low[1]} and {high[1]}”, or in a cell “[{low[1]}..{high[1]}]”; for minus, a hyphen: -"
            )
        return Diagnostic(Code.ODD_CHARACTER, f"“{character}” cannot stand here", s.span(1), hint)
    if character == '"' and s.rest.count('"') == 1:
        hint = "close the text with a second quote"
        return Diagnostic(Code.ODD_CHARACTER, "this text is not closed", s.span(1), hint)
    return None


def bad_date(s: Slip) -> Diagnostic | None:
    """`01/08/2018`, `1 August 2018`, and a month where a day is needed (E116)."""
    day = day_written_otherwise(s.sentence, s.at)
    if day is not None:
        return read_day(day.text, day)[1]
    month = month_at(s.sentence, s.at)
    if month is None:
        return None
    written = month_in_words(month.text) or month.text
    return Diagnostic(Code.BAD_DATE, f"“{month.words}” is a month, not a date", month, _DAY_OF_IT.format(written))


def bad_number(s: Slip) -> Diagnostic | None:
    """`1,000` and `03` (E118)."""
    text, at = s.sentence.source.text, s.at
    while at > s.sentence.start and (text[at - 1].isdigit() or text[at - 1] in ",."):
        at -= 1
    number = re.match(r"[\d,.]+", text[at : s.sentence.end])
    if not number:
        return None
    words = number.group().rstrip(",.")
    span = Span(s.sentence.source, at, at + len(words))
    if _GROUPED_NUMBER.fullmatch(words):
        message = f"“{words}”: a number holds no commas"
        return Diagnostic(Code.BAD_NUMBER, message, span, f"write {words.replace(',', '')}")
    if re.fullmatch(r"0\d+(\.\d+)?", words):
        message = f"“{words}”: a number does not begin with 0"
        return Diagnostic(Code.BAD_NUMBER, message, span, f"write {words.lstrip('0') or '0'}")
    return None
