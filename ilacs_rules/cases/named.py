"""Cases by their names: which two are one, which may be, and which is left out.

A name is kept in one form of Unicode and with single spaces. Names that a reader would take for the same, and that are
not, split a history in two: nothing is decided on either half.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from ilacs_rules.cases.values import stands_for_none
from ilacs_rules.model.absent import absent
from ilacs_rules.model.case import Case
from ilacs_rules.model.making import case_name as case_name
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.frozen import frozen
from ilacs_rules.text.patterns import pattern
from ilacs_rules.text.source import Span, nowhere

# letters of Cyrillic and of Greek, and the Latin ones they look like in some hand or capital
_OTHERS, _OURS = "авекмнорстухіјѕԁһӏαβεζηικμνορτυχγ", "abekmhopctyxijsdhlabezhikmvoptuxy"
_LOOK_ALIKE = str.maketrans(_OTHERS + _OTHERS.upper(), _OURS + _OURS.upper())
_LATIN = "\u0250"  # letters before it are Latin ones: of them an accent is a matter of spelling
_ACCENTS = pattern("[\u0300-\u036f]+")
_UNSEEN = pattern(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0]+"
)
_AND = pattern(r"\s*&\s*")
_ZEROS = pattern(r"(?<![0-9.,])0+(?=[0-9])")
_GAPS = pattern("[\\s_.,\"'`´‘’‚‛“”„‹›«»′″ʼʹ\u02bb\u02bd\u2010-\u2015\u2212\ufe58\ufe63\uff0d-]+")


@frozen
class Told:
    """A case that data tell of: where it is named, and the case itself unless it could not be read whole."""

    name: str
    place: Span | None
    case: Case | None


def apart(told: Iterable[Told], out: list[Diagnostic]) -> list[Case]:
    """The cases that are told once, under a name that could not be another's; the rest is reported (E701, E716).

    What is told of a case that could not be read counts here too: the other half of it is no more than a half.
    """
    alike: dict[str, dict[str, list[Told]]] = {}
    for each in told:
        alike.setdefault(likeness(each.name), {}).setdefault(each.name, []).append(each)
    cases = []
    for by_name in alike.values():
        for same in by_name.values():
            _tell_doubled(same, out)
        if len(by_name) > 1:
            _tell_alike([same[0] for same in by_name.values()], out)
            continue
        ((only, *more),) = by_name.values()
        if only.case is not None and not more:
            cases.append(only.case)
    return cases


def left_out(name: str, place: Span) -> Diagnostic:
    """W713: a case is not among those handed on."""
    case = f"“{name}”" if name else "a case without a name"
    message = f"{case} is left out, because not all that is told of it could be read"
    return Diagnostic(Code.CASE_LEFT_OUT, message, place)


def names_no_case(name: str) -> bool:
    """Whether a name says no more than that none is known, or nothing that can be seen: it is no name of one case."""
    return absent(name) is not None or stands_for_none(name) or not _UNSEEN.sub("", name).strip()


def no_case(name: str) -> str:
    """What is told of such a name."""
    shown = name if name.isprintable() else name.encode("unicode_escape").decode()
    return f"“{shown}” names no case"


def likeness(name: str) -> str:
    """What two names have in common that differ only in what a reader may not see, or not mind."""
    return _without(name) or name


def _tell_doubled(same: list[Told], out: list[Diagnostic]) -> None:
    first, *again = same
    for each in again:
        message = f"there are two cases “{first.name}”, and both are left out"
        hint = "put all its events in one case, or give one of them another name"
        out.append(Diagnostic(Code.CASE_SHAPE, message, _at(each.place), hint, ((_at(first.place), "the other one"),)))


def _tell_alike(names: list[Told], out: list[Diagnostic]) -> None:
    first, *others = names
    for each in others:
        difference = _difference(first.name, each.name)
        message = f"“{each.name}” and “{first.name}” may be one case ({difference}), and both are left out"
        hint = "spell the name in one way; if they are two cases, give one of them a name of its own"
        related = ((_at(first.place), "the other one"),)
        out.append(Diagnostic(Code.CASE_NAMES_ALIKE, message, _at(each.place), hint, related))


def _at(place: Span | None) -> Span:
    return place if place is not None else nowhere("cases")


# ------------------------------------------------------------------------------------------- what is not minded


def _letters(name: str) -> str:
    """Letters without accents, and those of other alphabets that look like ours as ours."""
    if name.isascii():
        return name
    split = unicodedata.normalize("NFKD", name)
    bare = _ACCENTS.sub(lambda found: "" if split[found.start() - 1 : found.start()] < _LATIN else found[0], split)
    return unicodedata.normalize("NFKC", bare).translate(_LOOK_ALIKE)


def _gap(found: re.Match[str]) -> str:
    """What separates two numbers separates them still: ward 1-1 is not ward 11."""
    text = found.string
    between = text[found.start() - 1 : found.start()].isdigit() and text[found.end() : found.end() + 1].isdigit()
    return " " if between else ""


_NOT_MINDED: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("in characters that cannot be seen", lambda name: name if name.isascii() else _UNSEEN.sub("", name)),
    ("in accents, or in letters that only look the same", _letters),
    ("in capitals", str.casefold),
    ("in “&” and “and”", lambda name: _AND.sub(" and ", name) if "&" in name else name),
    ("in zeros before a number", lambda name: _ZEROS.sub("", name)),
    ("in spaces, hyphens, apostrophes or full stops", lambda name: _GAPS.sub(_gap, name)),
)


def _without(name: str, but: int | None = None) -> str:
    """The name without all that is not minded, or `but` one of these things."""
    for number, (_, taken_out) in enumerate(_NOT_MINDED):
        name = taken_out(name) if number != but else name
    return name


def _difference(one: str, other: str) -> str:
    """In which of the things not minded the two names differ."""
    differ = [words for n, (words, _) in enumerate(_NOT_MINDED) if _without(one, n) != _without(other, n)]
    unseen = [f"U+{ord(sign):04X}" for name in (one, other) for signs in _UNSEEN.findall(name) for sign in signs]
    if unseen:
        differ[:1] = [f"in a character that cannot be seen ({', '.join(dict.fromkeys(unseen))})"]
    return "they differ only " + (" and ".join(differ) or "in how they are written")
