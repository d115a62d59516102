"""A YAML text read as far as it can be: what a slip spoils is set aside, and the rest is read again."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from ilacs_rules.policy.tree import Items, Map
from ilacs_rules.policy.yaml_composer import Composer, YamlSlip
from ilacs_rules.policy.yaml_parts import SpoiltLines, spoilt_parts
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.reading import read_source
from ilacs_rules.text.source import Source, Span

MOST_SLIPS = 20  # of one text; after more than that, the rest is not looked at
MOST_READ_AGAIN = 512 * 1024  # characters, all in all; the policies that people write have some ten thousand

_FIRST_KEY = re.compile(r"^([^\s:#]+):", re.MULTILINE)


def read_file(path: str | Path) -> tuple[Map | None, list[Diagnostic]]:
    """The tree of a YAML file, as `read_tree`; None too where the file cannot be read."""
    source, found = read_source(path)
    if source is None:
        return None, found
    tree, wrong = read_tree(source)
    return tree, [*found, *wrong]


def read_tree(source: Source) -> tuple[Map | None, list[Diagnostic]]:
    """The tree of a YAML text, as far as it can be read, and what is wrong with it. Never raises, whatever it holds.

    What a slip spoils is set aside, and the rest is read again; the slip tells what was not looked at because of it,
    and the group that lacks it has it on `aside`. None where nothing is left; and where the text is so long, or there
    are so many slips, that no more is looked for.
    """
    text, told, aside = source.text, list[Diagnostic](), list[SpoiltLines]()
    for _ in range(min(MOST_SLIPS, MOST_READ_AGAIN // max(len(text), 1))):
        composer = Composer(source, text)
        slip = composer.read()
        if slip is None:
            return _joined(composer, told, aside)
        parts = _another_text(text, slip) or spoilt_parts(text, slip.first, slip.last, _is_sound)
        told = _with_note(told, _at_its_place(source, text, slip, parts), parts)
        aside += parts
        text = _blanked(text, parts)
    composer = Composer(source, text)
    slip = composer.read()
    if slip is None:
        return _joined(composer, told, aside)
    everything = Span(source, 0, len(source.text))
    note = (everything, "nothing else in this file was looked at")
    last = slip.told[-1]
    return None, [*told, *slip.told[:-1], replace(last, related=(*last.related, note))]


def _joined(
    composer: Composer, told: list[Diagnostic], aside: list[SpoiltLines]
) -> tuple[Map | None, list[Diagnostic]]:
    """The tree that was read in the end, with what was set aside where it belongs."""
    tree, found = composer.result()
    if not told:
        return tree, found
    if tree is None:
        return None, [*told, *found] if composer.had_enough else told
    source = composer.source
    sections = {entry.key.span.start: name for name, entry in tree.entries.items()}
    entries = dict(tree.entries)
    of_file = []
    for part in aside:
        span = Span(source, part.start, part.end)
        name = sections.get(part.head) if part.head is not None else None
        value = entries[name].value if name is not None else None
        if name is not None and isinstance(value, Map | Items):
            entries[name] = replace(entries[name], value=replace(value, aside=(*value.aside, span)))
        else:
            of_file.append(span)
    return replace(tree, entries=entries, aside=tuple(of_file)), [*told, *found]


def _another_text(text: str, slip: YamlSlip) -> list[SpoiltLines]:
    """All from a mark of a document on, if what follows begins as the text before it does."""
    above, mark, below = text[: slip.first], text[slip.first : slip.first + 4], text[slip.first :]
    begun = _FIRST_KEY.search(below) if mark.rstrip() in ("---", "...") else None
    if begun is None or re.search(rf"^{re.escape(begun[1])}:", above, re.MULTILINE) is None:
        return []
    return [SpoiltLines(slip.first, len(text))]


def _is_sound(part: str, listed: bool) -> bool:
    """Whether a part of a text makes sense by itself, as one entry or as one item of a list."""
    composer = Composer(Source("", part), part)
    if composer.read() is not None:
        return False
    match composer.root:
        case Map(entries=entries):
            return not listed and len(entries) == 1
        case Items(items=items):
            return listed and len(items) == 1
        case _:
            return False


def _at_its_place(source: Source, text: str, slip: YamlSlip, parts: list[SpoiltLines]) -> list[Diagnostic]:
    """What is told of a slip. Where a quotation mark is left open, reading only stops far below: it is told above."""
    start, end = parts[0].start, parts[-1].end
    if any(found.span.start < end for found in slip.told):
        return slip.told
    alone = _blanked(text[:end], [SpoiltLines(0, start)]) + re.sub(r"[^\n]", " ", text[end:])
    by_itself = Composer(source, alone).read()
    return by_itself.told if by_itself is not None else slip.told


def _with_note(before: list[Diagnostic], told: list[Diagnostic], parts: list[SpoiltLines]) -> list[Diagnostic]:
    """What was told before, and what is told now; the first of it says what is set aside because of it."""
    first, *others = told
    source = first.span.source
    start, end = parts[0].start, parts[-1].end
    written = source.text[start:end]
    span = Span(source, start + len(written) - len(written.lstrip()), start + len(written.rstrip()))
    last = source.line_and_column(span.end)[0]
    words = "nothing else on this line was looked at"
    if last > span.line:
        words = f"nothing else was looked at from here to line {last}"
    words += ", and what hangs on it only in part"
    note = (span, words)
    for n, each in enumerate(before):
        if (each.code, each.span) == (first.code, first.span):
            return [*before[:n], replace(each, related=(*each.related, note)), *before[n + 1 :]]
    return [*before, replace(first, related=(*first.related, note)), *others]


def _blanked(text: str, parts: list[SpoiltLines]) -> str:
    """A text with parts of it left empty, so that all the rest stays where it stands."""
    for part in parts:
        text = text[: part.start] + re.sub(r"[^\n]", " ", text[part.start : part.end]) + text[part.end :]
    return text
