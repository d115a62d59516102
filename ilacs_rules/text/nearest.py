"""Suggesting what an author may have meant: a word that is misspelt, never another one."""

from __future__ import annotations

from collections.abc import Iterable

MOST_OFFERED = 6  # a longer list of possibilities helps nobody


_MANY = 2000  # words; of more, only those that begin alike are compared
_OF_OTHER_BEGINNING = 0.8  # how like words must be of which not even the first letter is the same
_DENY = ("un", "in", "im", "non", "not", "dis", "no")  # what makes of a word its opposite


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, or None if none is near. Capitals do not matter.

    Of several words each that was said must be one of those offered, but for its spelling: of `council check` that is
    not `check`, as the council was said for a reason.
    """
    from difflib import get_close_matches  # nobody waits for it who made no slip

    known = list(known)
    if len(known) > _MANY:  # each is compared letter by letter
        start = word[:2].lower()
        known = [each for each in known if each[:2].lower() == start][:_MANY]
    by_folded = {k.lower(): k for k in known}
    said = word.lower()
    found = get_close_matches(said, by_folded, n=MOST_OFFERED, cutoff=0.6)
    return next((by_folded[each] for each in found if _misspelt(said, each)), None)


def _misspelt(said: str, meant: str) -> bool:
    """Whether words may be others that are only spelt wrongly: none of them is left over, none says the opposite."""
    words, others = said.split(), meant.split()
    if len(words) == len(others) == 1:
        return _alike(said, meant, 0.6)
    run_together = "".join(words), "".join(others)
    if len(words) != len(others) and abs(len(run_together[0]) - len(run_together[1])) <= 1 and _alike(*run_together):
        return True  # only the blanks stand otherwise: `fullcheck`, `week end`
    rest = list(others)
    for each in words:
        same = next((other for other in rest if other == each), None) or next(
            (o for o in rest if _alike(each, o)), None
        )
        if same is None:
            return False
        rest.remove(same)
    return not any(each in _DENY for each in rest)


def _alike(said: str, meant: str, least: float = 0.65) -> bool:
    """Whether a word may be another one, misspelt or cut short: of the same digits, and mostly the same letters."""
    from difflib import SequenceMatcher

    if said == meant:
        return True
    if "".join(filter(str.isdigit, said)) != "".join(filter(str.isdigit, meant)) or _another(said, meant):
        return False
    if len(said) > 2 and meant.startswith(said):
        return True
    return SequenceMatcher(None, said, meant).ratio() >= (least if said[:1] == meant[:1] else _OF_OTHER_BEGINNING)


def _another(said: str, meant: str) -> bool:
    """Whether a word holds one that is known and is no misspelling of it: `unoccupied`, `weekday`."""
    short, long = sorted((said, meant), key=len)
    deny = any(long in (deny + short, f"{deny}-{short}", f"{deny} {short}") for deny in _DENY)
    return deny or (meant in said and len(said) - len(meant) > 2)


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A hint that offers the nearest known word, else the words there are if they are few."""
    known = list(known)
    found = nearest(word, known)
    if found is not None:
        return f"did you mean “{found}”?"
    if 0 < len(known) <= MOST_OFFERED:
        return "there are: " + ", ".join(f"“{k}”" for k in known)
    return None
