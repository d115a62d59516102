"""What an author is told whose own words have a sentence in the language: where they differ, and what to write."""

from __future__ import annotations

import re
from dataclasses import replace

from ilacs_rules.language.due_meant import AT_ONCE, FIRST_DAYS, SOME_DAY, TERM
from ilacs_rules.language.number_words import NUMBER
from ilacs_rules.language.often_meant import UNIT
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.source import Span


def told_as_meant(sentence: Span, meant: str, code: Code, case: str | None = None) -> Diagnostic:
    """What to tell an author who can write `meant` instead, and `case` under `when`."""
    part = part_that_differs(sentence, meant)
    if case is not None:  # what is wrong is the case, and not the comma before it
        part = replace(part, start=part.end - len(part.text.lstrip(", ")))
    words = part.words
    message = f"“{words}” is not used here"
    if _all_stand_in(sentence.text, meant):
        message = f"a word is missing before “{words}”"
    return Diagnostic(code, message, part, what_to_write(meant, sentence.text, case))


def told_of_cell(cell: Span, ways: list[str], code: Code) -> Diagnostic:
    """What to tell of a cell of a table in the place of which each of these ways can be written, the last for days."""
    hint = f"write “{'”, or in a column of days “'.join(ways)}”"
    return Diagnostic(code, f"“{cell.words}” is not used here", cell, hint)


def _all_stand_in(said: str, meant: str) -> bool:
    """Whether every word that was said stands in what was meant, in the same order."""
    rest = iter(meant.split())
    return all(word in rest for word in said.split())


def part_that_differs(sentence: Span, meant: str) -> Span:
    """The words of a sentence that stand otherwise in what was meant; at least one."""
    said = [(found.start(), found.end(), found.group()) for found in re.finditer(r"[^\s,]+|,", sentence.text)]
    other = re.findall(r"[^\s,]+|,", meant)
    first = 0
    while first < min(len(said) - 1, len(other)) and said[first][2] == other[first]:
        first += 1
    last = len(said) - 1
    while last > first and len(other) > len(said) - last and said[last][2] == other[len(other) - len(said) + last]:
        last -= 1
    return Span(sentence.source, sentence.start + said[first][0], sentence.start + said[last][1])


def what_to_write(meant: str, said: str, case: str | None = None) -> str:
    """The hint: the whole sentence, and what else must be thought of."""
    hint = f"write “{meant}”"
    if case is not None:
        return f"{hint}, and beside it “when: {case}”"
    if any(f" from {day}" in meant and day not in said for day in (SOME_DAY, *FIRST_DAYS.values())):
        hint += ", with the day from which they are counted"
    if re.search(rf"\b{TERM}\b", said, re.IGNORECASE):
        hint += "; list under “stretches” when the terms are, else each is counted as 4 months"
    if (between := _BETWEEN.search(said)) is not None and " in each " in meant:
        hint += f", and “when: today is on or before {between[1]}”"
    if re.search(r"\bschool[\s-]*days?\b", said, re.IGNORECASE):
        hint += "; say under “days” which days these are: “school day: working day in school term”"
    if re.match(r"(?:normally|usually|generally|as\s+a\s+rule)\b", said, re.IGNORECASE):
        hint += ", and beside it “strength: usually”"
    if (strength := re.match(r"(?:(?:it|this)\s+)?(should|will|may)\b", said, re.IGNORECASE)) is not None:
        hint += f", and beside it “strength: {strength[1].lower()}”"
    if " in each " in meant and _COUNTED.search(said):
        hint += "; what is counted is told by “event”, not here"
    if _SOON.search(said):
        hint += "; that it is to be soon can be said under “note”"
    if _WITH_EXCEPTION.search(said):
        hint += "; where a whole rule is meant, “exception to:” in the rule that stands instead"
    return hint


_BETWEEN = re.compile(r"\bbetween\s.*\sand\s+(\d{4}-\d{2}-\d{2})$", re.IGNORECASE)
_COUNTED = re.compile(
    rf"^(?:(?:at\s+least|at\s+most|exactly)\s+)?(?:\d+|{NUMBER})\s+(?!times?\b|{UNIT}\b|in\b|per\b|an?\b|each\b|every\b|between\b)[a-z]",
    re.IGNORECASE,
)
_SOON = re.compile(rf"^{AT_ONCE}\b", re.IGNORECASE)
_WITH_EXCEPTION = re.compile(r"\b(?:unless|except|but\s+not(?!\s+(?:before|after|in|during)))\b", re.IGNORECASE)
