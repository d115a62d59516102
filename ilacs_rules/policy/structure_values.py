"""What to tell an author about one value that is not of the kind its key takes."""

from __future__ import annotations

import re

from ilacs_rules.language.days import read_day
from ilacs_rules.language.names import KEPT_WORDS, fold, in_expression
from ilacs_rules.policy.tree import Items, Map, Text, Tree
from ilacs_rules.policy.yaml_slips import JOINED, no_space_after_colon
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.nearest import MOST_OFFERED, nearest
from ilacs_rules.text.source import Span

_IN_NAMES = {"&": " and ", "+": " and ", "_": " ", "’": "'", "‘": "'", "–": "-", "—": "-", "/": " or "}
_ONE_ONLY = {"“event”": "name one kind of event; other kinds that also count stand under “satisfied by”"}
_OR_MORE = re.compile(r"(?<=[0-9])\s*\+\s*$")  # 12+
_LIST = "write a list: each item on a line of its own, after a dash"
_MOST_DIGITS = 30
_NAME_RULE = "a name is made of letters, digits, spaces, hyphens and apostrophes"


def shape(words: str, value: Tree, types: str | list[str], title: str) -> Diagnostic:
    """A text where a list or a group is expected, and the like (E112; E114 if a space after a colon is missing)."""
    wants_group = types == "object" or types[0] == "object"
    if wants_group and isinstance(value, Text) and JOINED.fullmatch(value.value):
        first_line = value.inner.text.split("\n", 1)[0].rstrip()
        return no_space_after_colon(Span(value.inner.source, value.inner.start, value.inner.start + len(first_line)))
    wanted = "keys of its own, each with a colon" if wants_group else title
    if "object" in types and not wants_group:
        wanted = "a text or keys of its own"
    match value:
        case Text():
            found, hint = "a text", _LIST
            if wants_group:
                hint = "write its keys on the lines below, indented, each with a colon"
        case Items():
            found, hint = "a list", "take the dashes or brackets away; put a value that begins with “[” in quotes"
            hint = _ONE_ONLY.get(words, hint)
        case Map() if types == "array":
            found, hint = "a group of keys", _LIST
        case Map():
            found, hint = "a group of keys", "take the colon away, or put a value that begins with “{” in quotes"
    return Diagnostic(Code.WRONG_SHAPE, f"{words} takes {wanted}, and this is {found}", value.span, hint)


# how binding a rule is, as documents say it; by its letters `shall` is nearest to `usually`
_MEAN_THE_SAME = {"shall": "must", "required": "must", "mandatory": "must", "normally": "usually", "can": "may"}


def word(value: Text, title: str, words: list[str]) -> Diagnostic:
    """A word that is not one of a fixed list (E119)."""
    said = _MEAN_THE_SAME.get(value.value.lower())
    meant = said if said in words else nearest(value.value, words)
    hints = [f"did you mean “{meant}”?"] if meant else []
    if len(words) <= MOST_OFFERED:
        hints.append("write one of these: " + ", ".join(words))
    return Diagnostic(Code.BAD_WORD, f"“{value.value}” is not {title}", value.inner, " ".join(hints) or None)


def day(value: Text) -> Diagnostic:
    """A text that is not a day (E116, E117)."""
    read, problem = read_day(value.value, value.inner)
    if problem is None:  # it is a day but for the blanks round it, which YAML takes for a part of it
        message = "a blank that is no plain space stands beside this date"
        return Diagnostic(Code.BAD_DATE, message, value.inner, f"write {read} anew, without what stands beside it")
    return problem


def number(value: Text) -> Diagnostic:
    """A text that is not a whole number as it is written here (E118)."""
    typed = value.value
    digits = typed.replace(",", "").lstrip("-")
    if not digits.isdecimal():
        return Diagnostic(Code.BAD_NUMBER, f"“{typed}” is not a whole number", value.inner, "write it in digits")
    if len(digits) > _MOST_DIGITS:
        message = f"a number of {len(digits)} digits is longer than any policy needs"
        return Diagnostic(Code.BAD_NUMBER, message, value.inner, "write fewer digits")
    if int(digits) == 0:
        return Diagnostic(Code.BAD_NUMBER, f"“{typed}” is not 1 or more", value.inner, "write 1 or more, in digits")
    what = "commas" if "," in typed else "a minus sign" if "-" in typed and typed[1:2] != "0" else "a 0"
    message = f"“{typed}” is not a number here: it holds commas" if what == "commas" else ""
    message = message or f"“{typed}” is not a number here: it begins with {what}"
    return Diagnostic(Code.BAD_NUMBER, message, value.inner, f"write {int(digits)}")


def name(value: Text, listed: bool) -> Diagnostic:
    """A name with a character that may not stand in one (E115); `listed` where several names may be given."""
    typed = value.inner.text
    at = next((i for i, character in enumerate(typed) if not _in_name(character)), 0)
    character = typed[at : at + 1]
    span = Span(value.inner.source, value.inner.start + at, value.inner.start + at + 1)
    if character == "," and listed:
        message = "a comma may not stand in a name"
        return Diagnostic(Code.BAD_NAME, message, span, f"several names go in brackets: [{typed}]")
    return Diagnostic(Code.BAD_NAME, f"“{character}” may not stand in a name", span, _better(typed))


def meant_name(typed: str) -> str | None:
    """The folded name that was probably meant by one with a character that may not stand in a name."""
    return fold(_mended(typed)) if all(_in_name(c) or c in _IN_NAMES for c in typed) else None


def _mended(typed: str) -> str:
    typed = _OR_MORE.sub(" or more", typed)
    return " ".join("".join(_IN_NAMES.get(character, character) for character in typed).split())


def _in_name(character: str) -> bool:
    return character.isalnum() or character in " \u00a0'-"


def _better(typed: str) -> str:
    if meant_name(typed) is None:
        return _NAME_RULE
    better = _mended(typed)
    hint = f"write “{better}”"
    kept = [word for word in fold(better).split() if word in KEPT_WORDS]
    if not kept:
        return hint
    why = f"“{kept[0]}” joins conditions" if kept[0] in ("and", "or") else f"“{kept[0]}” has a meaning of its own there"
    return f"{hint}; inside a condition it is written {in_expression(better)}, because {why}"
