"""A text with its layout spoilt at random: keys in another order, odd blanks, comments in odd places, broken lines.

What cannot be read any more is left to whoever draws.
"""

from __future__ import annotations

import re
from random import Random

MOST_LINES = 150


def oddly(text: str, random: Random) -> str:
    """The text, or a few sections of a long one, with up to seven changes."""
    lines = _some(text.split("\n"), random)
    for _ in range(random.randrange(1, 8)):
        lines = random.choice(CHANGES)(lines, random)
    return "\n".join(lines)


def _some(lines: list[str], random: Random) -> list[str]:
    if len(lines) <= MOST_LINES:
        return lines
    heads = [number for number, line in enumerate(lines) if line and line[0] not in " #"]
    ends = [*heads[1:], len(lines)]
    sections = [lines[start:end][:50] for start, end in zip(heads, ends, strict=True)]
    return [line for section in random.sample(sections, min(4, len(sections))) for line in section]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _another_order(lines: list[str], random: Random) -> list[str]:
    """The keys or items of one group change places, each with what stands below it."""
    first = last = random.randrange(len(lines))
    indent = _indent(lines[first])
    while first > 0 and (not lines[first - 1].strip() or _indent(lines[first - 1]) >= indent):
        first -= 1
    while last < len(lines) and (not lines[last].strip() or _indent(lines[last]) >= indent):
        last += 1
    parts: list[list[str]] = []
    for line in lines[first:last]:
        if not parts or (line.strip() and _indent(line) == indent):
            parts.append([])
        parts[-1].append(line)
    random.shuffle(parts)
    return [*lines[:first], *(line for part in parts for line in part), *lines[last:]]


def _a_comment(lines: list[str], random: Random) -> list[str]:
    at = random.randrange(len(lines) + 1)
    return [*lines[:at], " " * random.choice((0, 1, 2, 4, 6, 8)) + f"# comment {random.random()}", *lines[at:]]


def _a_comment_beside(lines: list[str], random: Random) -> list[str]:
    at = random.randrange(len(lines))
    return [*lines[:at], f"{lines[at]}  # beside {random.random()}", *lines[at + 1 :]]


def _empty_lines(lines: list[str], random: Random) -> list[str]:
    at = random.randrange(len(lines) + 1)
    return [*lines[:at], *[""] * random.choice((1, 2, 3)), *lines[at:]]


def _blanks(lines: list[str], random: Random) -> list[str]:
    at = random.randrange(len(lines))
    indent = _indent(lines[at])
    more = re.sub(r"[:,{}\[\]] ?", lambda found: found[0] + " " * random.choice((0, 0, 2)), lines[at][indent:])
    return [*lines[:at], lines[at][:indent] + more, *lines[at + 1 :]]


def _broken_brackets(lines: list[str], random: Random) -> list[str]:
    at = random.randrange(len(lines))
    if not re.search(r"[\[{]", lines[at]):
        return lines
    below = "\n" + " " * (_indent(lines[at]) + 3)
    broken = re.sub(
        ", ", lambda _: random.choice((", ", f",{below}", f",  # within {random.random()}{below}")), lines[at]
    )
    return [*lines[:at], *broken.split("\n"), *lines[at + 1 :]]


def _broken_text(lines: list[str], random: Random) -> list[str]:
    at = random.randrange(len(lines))
    below = "\n" + " " * (_indent(lines[at]) + random.choice((1, 2, 4)))
    broken = re.sub(r"(?<=\w) (?=\w)", lambda _: random.choice((" ", " ", " ", below)), lines[at])
    return [*lines[:at], *broken.split("\n"), *lines[at + 1 :]]


def _uneven_table(lines: list[str], random: Random) -> list[str]:
    blanks = (" ", "", "  ")

    def spoilt(line: str) -> str:
        bars = re.sub(r" *\| *", lambda _: f"{random.choice(blanks)}|{random.choice(blanks)}", line.strip())
        return " " * _indent(line) + bars.strip()

    return [spoilt(line) if line.lstrip().startswith("|") else line for line in lines]


def _further_in(lines: list[str], random: Random) -> list[str]:
    return [" " * _indent(line) + line for line in lines]


CHANGES = (
    *(_another_order, _another_order, _a_comment, _a_comment, _a_comment_beside, _empty_lines),
    *(_blanks, _broken_brackets, _broken_text, _uneven_table, _further_in),
)
