"""Slips that YAML lets pass, or takes for something else, told in plain words."""

from __future__ import annotations

import re
from itertools import islice

from ilacs_rules.policy.tree import Text
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.nearest import MOST_OFFERED
from ilacs_rules.text.source import Source, Span

JOINED = re.compile(r"([^:]+):([^ \t:].*)", re.DOTALL)  # `from:2018-01-01`: a key and its value without a space

_UNFIT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_ODD_INDENT = re.compile("^ *([\t\u00a0\u2007\u202f\u3000][^\\S\n]*)(?=\\S)", re.MULTILINE)
_SIGN = re.compile(r"[<>]=?")
_IN_WORDS = {">": "greater than", ">=": "at least", "<": "less than", "<=": "at most"}
_CONDITIONS = ("when", "given")


def unfit_characters(source: Source) -> list[Diagnostic]:
    """Characters no YAML text may hold (E102), and lines not indented with spaces (E106)."""
    unfit = _UNFIT.search(source.text)
    if unfit:
        span = Span(source, unfit.start(), unfit.end())
        message = f"the character U+{ord(unfit.group()):04X} may not stand in a file"
        hint = "save the file as UTF-8 plain text" if unfit.group() == "\0" else "take it out; it cannot be seen"
        return [Diagnostic(Code.WRONG_ENCODING, message, span, hint)]
    return [_odd_indent(source, found) for found in islice(_ODD_INDENT.finditer(source.text), MOST_OFFERED)]


def _odd_indent(source: Source, found: re.Match[str]) -> Diagnostic:
    span = Span(source, found.start(1), found.end(1))
    what = "a tab" if found[1][0] == "\t" else "a space that is not an ordinary space"
    hint = "use spaces; most editors can put them in for the tab key" if found[1][0] == "\t" else "use ordinary spaces"
    return Diagnostic(Code.TAB, f"this line is indented with {what}", span, hint)


def special(span: Span) -> Diagnostic:
    """A tag, an anchor, an alias or `<<` (E108); `span` begins with it."""
    sign = re.split(r"\s", span.text, maxsplit=1)[0]
    place = Span(span.source, span.start, span.start + max(len(sign), 1))
    hint = f"put the value in quotes if it must begin with “{sign[:1]}”"
    if sign.startswith("!="):
        hint = "a condition begins with a name: write “… != …”"
    elif sign == "<<":
        hint = "write the keys out"
    return Diagnostic(Code.YAML_SPECIAL, f"“{sign}” has a meaning in YAML that is not used here", place, hint)


def complex_key(span: Span) -> Diagnostic:
    """A key that is not a plain name (E108)."""
    message = "a key is a name followed by a colon"
    hint = "put a remark after “#”, and a value that begins with “{”, “[” or “?” in quotes"
    return Diagnostic(Code.YAML_SPECIAL, message, span, hint)


def document_mark(span: Span) -> Diagnostic:
    """A second document, or a directive (E108)."""
    message = "a file holds one text, without “---”, “...” or “%” lines"
    return Diagnostic(Code.YAML_SPECIAL, message, span, "take this line out")


def written_twice(key: Text, first: Text) -> Diagnostic:
    """Two keys that are the same name (E107)."""
    if key.value == first.value:
        message = f"“{key.value}” is written twice"
    else:
        message = f"“{key.value}” is the same name as “{first.value}”"
    hint = f"keep one of them; the first stands in line {first.span.line}"
    return Diagnostic(Code.DUPLICATE_KEY, message, key.span, hint, ((first.span, "first written here"),))


def comma_in_braces(key: Text) -> Diagnostic:
    """`{due: every quarter after x, up to 6 times}` (E113)."""
    message = f"inside {{ }} a comma ends the value, so “{key.value}” was read as a key of its own"
    hint = "put the whole value in quotes, or write it on a line of its own without { }"
    return Diagnostic(Code.COMMA_IN_BRACES, message, key.span, hint)


def no_space_after_colon(span: Span, in_braces: bool = False) -> Diagnostic:
    """`from:2018-09-17` (E114)."""
    typed = span.text
    spaced = re.sub(r":\s*", ": ", typed, count=1)
    hint = f"put a space after the colon: {'{' + spaced + '}' if in_braces else spaced}"
    return Diagnostic(Code.SPACE_AFTER_COLON, f"“{typed}” was read as one word", span, hint)


def comment_cuts(comment: Span, value: Text, key: Text | None) -> Diagnostic:
    """` #` after a value, where it may have been meant as part of it (W121)."""
    what = f"“{key.value}”" if key else "it"
    typed = " ".join(value.value.split())
    hint = f'put the value in quotes: "{typed} {comment.text.rstrip()}"; if it is a comment, put two spaces before it'
    message = f"everything after “ #” is a comment, so {what} was read as “{typed}”"
    return Diagnostic(Code.COMMENT_CUTS, message, comment, hint)


def sign_first(value: Span, key: Text | None) -> Diagnostic:
    """A value that begins with `>` or `|` and goes on (E205 for a condition, else E105)."""
    line = value.source.text[value.start :].split("\n", 1)[0].rstrip()
    found = _SIGN.match(line)
    sign = found.group() if found else line[:1]
    place = Span(value.source, value.start, value.start + len(sign))
    if found and key and key.value in _CONDITIONS:
        rest = line[len(sign) :].strip()
        message = f"a condition cannot begin with “{sign}”: what is {_IN_WORDS[sign]} {rest}?"
        hint = f"write “number of … {sign} {rest}”, and put the value in quotes if it must begin with a sign"
        return Diagnostic(Code.BEGINS_WITH_SIGN, message, place, hint)
    hint = f"put the value in quotes if it must begin with “{sign}”"
    if sign == "|":
        hint = "write the text on the lines below"
    return Diagnostic(Code.YAML_SYNTAX, f"a value cannot begin with “{sign}”", place, hint)
