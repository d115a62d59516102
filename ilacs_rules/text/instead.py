"""What a hint says to write, and in the place of which words: for who follows it, and who sees to it first."""

from __future__ import annotations

from collections.abc import Iterator

from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.patterns import pattern
from ilacs_rules.text.source import Span

_WHAT_TO_WRITE = pattern(r"(?:did you mean|write|say|name it|or) “([^”\n…]+)”|put a space after the colon: (.+)")


def written_instead(finding: Diagnostic) -> Iterator[tuple[Span, str]]:
    """The ways in which a hint can be followed to the letter: the words that give way, and those in their place.

    None of a hint that only describes what may be written, as “… is …” does.
    """
    for written in _WHAT_TO_WRITE.finditer(finding.hint or ""):
        text = written[1] or written[2]
        yield _with_what_is_said_again(finding.span, text), text


def _with_what_is_said_again(span: Span, text: str) -> Span:
    """A place with the words beside it that a hint says again: `12+` has its `+` pointed at, and “12 or more” said."""
    whole = span.source.text
    before = whole[whole.rfind("\n", 0, span.start) + 1 : span.start]
    after = whole[span.end :].partition("\n")[0].rstrip("\r")
    lengths = range(len(text) - 1, 0, -1)
    left = next((n for n in lengths if _ends_with_words(before, text[:n]) and _parts(text, n)), 0)
    right = next((n for n in lengths if n <= len(text) - left and _begins_with_words(after, text[-n:])), 0)
    right = right if _parts(text, len(text) - right) else 0
    return Span(span.source, span.start - left, span.end + right)


def _ends_with_words(text: str, words: str) -> bool:
    return text.endswith(words) and _parts(text, len(text) - len(words))


def _begins_with_words(text: str, words: str) -> bool:
    return text.startswith(words) and _parts(text, len(words))


def _parts(text: str, at: int) -> bool:
    """Whether no word goes on across a place."""
    return not (0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum())
