"""Ways of speaking that the language does not have, each with what to write instead.

One line for each: in which sentences, the words as a pattern, and the hint, which may use what the pattern found.
"""

from __future__ import annotations

import re
from functools import cache

from ilacs_rules.language.cells_meant import cell_in_words
from ilacs_rules.language.often_meant import UNIT, in_two_ways
from ilacs_rules.language.slip import Slip
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.source import Span

_COUNT = r"(?:at\s+least|at\s+most|exactly)\s+\w+"
_ALONE = r"(?<!least )(?<!most )(?<!exactly )"  # a number that says no bound
_WHICH_YEAR = "write “calendar year”, “financial year”, “academic year” or, for example, “year from 1 April”"
_NO_DATE = "write “after …” and the day from which it counts, if the source gives no date"

_EXPRESSIONS = (
    (r"(?:is\s+)?(?:greater|more|larger|higher|bigger)\s+than\s+or\s+equal\s+to", "write “>=”"),
    (r"(?:is\s+)?(?:less|fewer|smaller|lower)\s+than\s+or\s+equal\s+to", "write “<=”"),
    (
        r"(?:is\s+|was\s+)?(?:more|longer)\s+than\s+(\d+\s+" + UNIT + r")\s+ago",
        "write “end of … is before today - {0}”",
    ),
    (r"(?:is\s+|was\s+)?less\s+than\s+(\d+\s+" + UNIT + r")\s+ago", "write “end of … is after today - {0}”"),
    (r"(?:is\s+)?(?:greater|more|larger|higher|bigger)\s+than", "write “>”, or “is better than …” of a scale"),
    (r"(?:is\s+)?(?:less|fewer|smaller|lower)\s+than", "write “<”, or “is worse than …” of a scale"),
    (r"at\s+least\s+(\d+)\s+(?!of\b)[a-z]\w*", "write “number of … >= {0}”, and which kind of event"),
    (r"at\s+most\s+(\d+)\s+(?!of\b)[a-z]\w*", "write “number of … <= {0}”, and which kind of event"),
    (r"exactly\s+(\d+)\s+(?!of\b)[a-z]\w*", "write “number of … = {0}”, and which kind of event"),
    (r"in\s*\((.*?)\)?", "write “is one of …”, without brackets"),
    (r"and\s*/\s*or", "write “or”: it also holds when both do"),
    (r"(?:in|within)\s+the\s+(?:last|past)\s+(\d+\s+" + UNIT + ")", "write “since (today - {0})”"),
    (r"(\d+\s+" + UNIT + r")\s+ago", "write “today - {0}”"),
    (r"where\s+\w+", "put what follows “where” in brackets: “where (…)”"),
    (r"plus\s+\d+", "write “+”"),
    (r"minus\s+\d+", "write “-”"),
    (r"otherwise", "write “else”"),
    (r"unless\b.*?\b(?:is|are)", "write “and not (…)”"),
    (r"does\s+not\s+exist", "write “is missing”, or “no …” and a kind of event"),
    (r"(any|all)\s*\(", "write “{0} of (…)”"),
    (r"drawn\s+by\s+lot\s+each\s+year(?!\s+from)", _WHICH_YEAR),
    (
        r"(?:drawn|chosen|selected|sampled)\b(?!\s+by\s+lot)",
        "write “drawn by lot each …”, and in which stretch of time",
    ),
    (r"(\d+)\s*(?:percent|per\s*cent|%)", "write “{0} in 100 drawn by lot each …”"),
    (r"then", "a choice begins with “if”: “if … then … else …”"),
)
_DUE_DATES = (
    (_COUNT + r"\s+in\s+each\s+year", _WHICH_YEAR),
    (r"(" + _COUNT + r")\s+(?:each|per|every|a)\s+(?:calendar\s+)?year", "write “{0} in each calendar year”"),
    (_ALONE + r"(?:once|1|one)\s+(in\s+each|between)\b.*", "write “at least 1 {0} …”"),
    (_ALONE + r"(?:twice|2|two\s+times)\s+(in\s+each|between)\b.*", "write “at least 2 {0} …”"),
    (r"(\d+)\s+times\s+(in\s+each|between)\b.*", "write “at least {0} {1} …”"),
    (r"(?:every\s+)?(\d+)\s*(?:to|-|or)\s*(\d+)\s+(" + UNIT + ")", "write “between {0} and {1} {2} after …”"),
    (
        r"(?<!, )(?:none|never|not\s+applicable|n/a|as\s+soon\s+as\s+possible|immediately|without\s+delay|no\s+date)",
        _NO_DATE,
    ),
    (r"(?<!not )before\s+\S+", "write “by” and the last day on which it may be done"),
)
_SAID = {"due": _DUE_DATES, "expr": _EXPRESSIONS}


@cache
def _said(start: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Compiled when they are first needed, which for most policies is never: it takes long.

    A pattern is of whole words, and of none that a “not” stands before: with it they mean the opposite.
    """
    whole = r"(?<![\w-])(?<!\bnot\s)(?<!\bno\s)(?:{})(?![\w-])"
    said = _SAID.get(start, ())
    return tuple((re.compile(whole.replace("{}", pattern), re.IGNORECASE), hint) for pattern, hint in said)


def said_otherwise(s: Slip) -> Diagnostic | None:
    """The first such way of speaking that reaches to where the sentence stopped making sense (E201)."""
    source = s.sentence.source
    either = in_two_ways(s.sentence.text) if s.start == "due" else None
    if either is not None:
        return Diagnostic(Code.SYNTAX, "this can be meant in two ways", s.sentence, either)
    for pattern, hint in _said(s.start):
        for found in pattern.finditer(source.text, s.sentence.start, s.sentence.end):
            if found.start() <= s.at <= found.end():
                words = " ".join(found.group().split())
                place = Span(source, found.start(), found.end())
                parts = (" ".join((part or "").split()) for part in found.groups())
                return Diagnostic(Code.SYNTAX, f"“{words}” is not used here", place, hint.format(*parts))
    return None


def cell_said_otherwise(s: Slip) -> Diagnostic | None:
    """A cell that says what no cell says, or one thing or another: `n/a`, `other`, `?` (E201)."""
    hint = cell_in_words(s.sentence.text) if s.start == "cell" else None
    return None if hint is None else Diagnostic(Code.SYNTAX, f"“{s.sentence.words}” is not used here", s.sentence, hint)
