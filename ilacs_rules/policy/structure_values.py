"""What to tell an author about one value that is not of the kind its key takes."""

from __future__ import annotations

import re

from ilacs_rules.language.days import as_written, read_day
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
            found, hint = "a text", _as_a_list(value.value.split(","))
            if wants_group:
                hint = _as_a_group(words, value, title)
        case Items():
            found, hint = "a list", _without_dashes(words, value, "object" in types)
        case Map() if "array" in types:
            found, hint = "a group of keys", _as_a_list(_words_of(value))
        case Map():
            found, hint = "a group of keys", "take the colon away, or put a value that begins with “{” in quotes"
    return Diagnostic(Code.WRONG_SHAPE, f"{words} takes {wanted}, and this is {found}", value.span, hint)


_FIRST_KEY = {"“in force”": "from", "a source": "title", "a fact": "is"}


def _as_a_group(words: str, value: Text, title: str) -> str:
    """For `in force: 2025-04-01`: under which key the text was meant to stand."""
    key = _FIRST_KEY.get(title)
    if words.strip("“”").isdecimal() and title == "a value":
        return f"write “- {value.value}”, without the number: the order is that of the lines"
    if key is None or "\n" in value.value:
        return "write its keys on the lines below, indented, each with a colon"
    if title == "“in force”":
        return _in_force(value.value)
    return f"write on the line below, indented: “{key}: {value.value}”"


_FROM_UNTIL = re.compile(r"(?:from\s+)?(.+?)(?:\s+(?:until|to|till)\s+(.+))?", re.IGNORECASE)


def _in_force(said: str) -> str:
    """`from 2024-04-01 until 2025-03-31` as two keys, each with its day."""
    found = _FROM_UNTIL.fullmatch(said.strip())
    first, last = (None, None) if found is None else (as_written(found[1]), as_written(found[2] or ""))
    if first is None or (found is not None and found[2] is not None and last is None):
        return "write on the line below, indented: “from: ” and the first day, as in “from: 2025-04-01”"
    if last is None:
        return f"write on the line below, indented: “from: {first}”"
    return f"write on two lines below, indented: “from: {first}” and “until: {last}”"


def _words_of(group: Map) -> list[str]:
    """The values that were meant by `1: gold` or `gold: 1`, in their order."""
    pairs = [(each.key.value, each.value.value) for each in group.entries.values() if isinstance(each.value, Text)]
    for number, value in ((0, 1), (1, 0)):
        if len(pairs) == len(group.entries) and all(pair[number].isdecimal() for pair in pairs):
            return [pair[value] for pair in pairs]
    return []


def _as_a_list(values: list[str]) -> str:
    shown = [each.strip() for each in values if each.strip()][:MOST_OFFERED]
    plain = len(shown) > 1 and not any(re.search(r"[:#“”\n]", each) for each in shown)
    return f"{_LIST}: {', '.join(f'“- {each}”' for each in shown)}" if plain else _LIST


def _without_dashes(words: str, value: Items, wants_group: bool) -> str:
    """What to write in the place of a list, where a group or a single value belongs."""
    what = "brackets" if value.span.text.startswith("[") else "dashes"
    texts = [item.value for item in value.items if isinstance(item, Text)]
    if wants_group:
        if any(isinstance(item, Map) and len(item.entries) > 1 for item in value.items):
            return "write the name of each, with a colon, in the place of its dash, and its keys below it"
        if not texts:
            return f"take the {what} away"
        colon = f"{texts[0]}: {{}}" if words == "“events”" else f"{texts[0]}: …"
        return f"take the {what} away, and write a colon after each name: “{colon}”"
    if words in _ONE_ONLY:
        return _ONE_ONLY[words]
    if len(texts) != len(value.items) or "\n" in "".join(texts):
        return f"take the {what} away"
    if len(texts) == 1:
        return f"take the {what} away: write “{words.strip('“”')}: {texts[0]}”"
    if words == "“when”":
        parts = [f"({each})" if re.search(r"\b(?:or|else)\b", each, re.IGNORECASE) else each for each in texts]
        return f"it is one sentence: join them with “and”, or with “or”, as in “when: {' and '.join(parts)}”"
    if words == "“due”":
        return "a requirement is due at one time: write a second requirement for the other"
    return f"it has one value: keep one of them, without the {what}"


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
    both = _FROM_UNTIL.fullmatch(value.value.strip())
    if both is not None and both[2] is not None and (first := as_written(both[1])) and (last := as_written(both[2])):
        hint = f"write “from: {first}”, and “until: {last}” on a line of its own"
        return Diagnostic(Code.BAD_DATE, f"“{value.value}” is two dates", value.inner, hint)
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


def name(value: Text, listed: bool, an_item: bool = False) -> Diagnostic:
    """A name with a character that may not stand in one (E115).

    `listed` where several names may be given, `an_item` where it is one of a list.
    """
    typed = value.inner.text
    at = next((i for i, character in enumerate(typed) if not _in_name(character)), 0)
    character = typed[at : at + 1]
    span = Span(value.inner.source, value.inner.start + at, value.inner.start + at + 1)
    if character == "," and listed:
        message = "a comma may not stand in a name"
        return Diagnostic(Code.BAD_NAME, message, span, f"several names go in brackets: [{typed}]")
    hint = _as_a_list(typed.split(",")) if character == "," and an_item else _better(typed)
    return Diagnostic(Code.BAD_NAME, f"“{character}” may not stand in a name", span, hint)


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
