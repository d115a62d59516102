"""What follows what, as a picture: a question, an answer on each branch, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from textwrap import wrap

from ilacs_rules.documents.svg import element, picture, with_its_mark
from ilacs_rules.documents.timeline import STYLE

_WIDTH, _TOP, _LINE, _GAP, _PADDING = 960, 64, 17, 16, 10
_BOXES = ((24, 190), (262, 290), (600, 336))  # where each column of boxes begins, and how wide it is
_LETTER = 7.4
_OTHERS = "All others:"


@dataclass(frozen=True, slots=True)
class Branch:
    """An answer, and what follows from it, each on a line of its own."""

    answer: str
    follows: tuple[str, ...]


def branches(title: str, words: str, question: str, each: tuple[Branch, ...], first: tuple[Branch, ...] = ()) -> str:
    """The picture as SVG; `words` say what it shows. The same branches give the same bytes.

    `first` are branches that come before `each`, which are then only about all others.
    """
    placed: list[tuple[float, str]] = []
    y = float(_TOP)
    others: list[str] = []
    for place, branch in enumerate((*first, *each)):
        if first and place == len(first):
            others.append(element("text", _OTHERS, x=_BOXES[1][0], y=y + _LINE * 0.75, class_="t-lane"))
            y += _LINE + _GAP / 2
        answer, follows = _lines([branch.answer], 1), _lines(branch.follows, 2)
        height = max(len(answer), len(follows)) * _LINE + 2 * _PADDING
        placed.append((y + height / 2, "".join((_box(1, y, height, answer), _box(2, y, height, follows)))))
        y += height + _GAP
    asked = _lines([question], 0)
    tall = len(asked) * _LINE + 2 * _PADDING
    middle = (placed[0][0] + placed[-1][0]) / 2
    height = round(max(y, middle + tall / 2 + _GAP))
    parts = [
        element("rect", width=_WIDTH, height=height, class_="t-ground"),
        element("text", title, x=24, y=36, class_="t-name"),
        *(part for at, _ in placed for part in _arms(middle, at)),
        _box(0, middle - tall / 2, tall, asked),
        *(boxes for _, boxes in placed[: len(first)]),
        *others,
        *(boxes for _, boxes in placed[len(first) :]),
    ]
    key = sha256(f"{title}\0{words}".encode()).hexdigest()[:8]
    return picture(key, title, words, STYLE, (_WIDTH, height), parts)


def _lines(texts: tuple[str, ...] | list[str], column: int) -> list[str]:
    letters = int((_BOXES[column][1] - 2 * _PADDING) / _LETTER)
    return [
        line
        for text in texts
        for line in wrap(with_its_mark(text), letters, subsequent_indent="\u2003" if len(texts) > 1 else "")
    ]


def _box(column: int, y: float, height: float, lines: list[str]) -> str:
    x, width = _BOXES[column]
    first = y + (height - len(lines) * _LINE) / 2 + _LINE * 0.75
    return "".join(
        (
            element("rect", x=x, y=y, width=width, height=height, rx=4, class_="t-row t-box"),
            *(
                element("text", line, x=x + _PADDING, y=first + number * _LINE, class_="t-lane")
                for number, line in enumerate(lines)
            ),
        )
    )


def _arms(middle: float, y: float) -> Iterator[str]:
    """From the question to an answer, and from there to what follows."""
    (ask, wide), (answer, broad), (follows, _) = _BOXES
    bend = (ask + wide + answer) / 2
    yield element("path", d=f"M{ask + wide} {middle:.1f}H{bend:.0f}V{y:.1f}H{answer}", class_="t-arm")
    yield element("path", d=f"M{answer + broad} {y:.1f}H{follows}", class_="t-arm")
