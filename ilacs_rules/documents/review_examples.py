"""What became of worked examples, in words for a reviewer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ilacs_rules.assurance.example_changes import ExampleChanges, NamedExample
from ilacs_rules.explain import values
from ilacs_rules.explain.english import counted, number_word, sentence
from ilacs_rules.text.diagnostics import Diagnostic


def examples_at_a_glance(examples: ExampleChanges, unsaid: int) -> str:
    """`Twelve examples hold. One is broken and two are new.`; `unsaid` come out otherwise, and nobody said so."""
    not_said = "otherwise, and nobody has said that this is meant"
    parts = (
        (len(examples.broken), "is broken", "are broken"),
        (unsaid, f"comes out {not_said}", f"come out {not_said}"),
        (len(examples.failing), "does not hold, as before", "do not hold, as before"),
        (len(examples.meant), "is said to change", "are said to change"),
        (len(examples.expecting), "expects something else now", "expect something else now"),
        (len(examples.told), "tells another case now", "tell another case now"),
        (len(examples.new), "is new", "are new"),
        (len(examples.gone), "is gone", "are gone"),
    )
    said = [f"{number_word(count)} {one if count == 1 else many}" for count, one, many in parts if count]
    holding = sentence(f"{counted(examples.holding, 'example')} {'holds' if examples.holding == 1 else 'hold'}")
    return f"{holding} {sentence('; '.join(said))}" if said else holding


def examples_listed(examples: ExampleChanges, unsaid: Iterable[Diagnostic]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Lines under a heading, those most pressing first; no heading for none."""
    listed: tuple[tuple[str, Iterable[str]], ...] = (
        ("Broken", map(_line, examples.broken)),
        ("Otherwise, and not said to be meant", (sentence(each.message) for each in unsaid)),
        ("Not holding, as before", map(_line, examples.failing)),
        ("Said to change", map(_line, examples.meant)),
        ("Expecting something else now", map(_line, examples.expecting)),
        ("Telling another case now", map(_line, examples.told)),
        ("New", map(_line, examples.new)),
        ("Gone", map(_line, examples.gone)),
    )
    for heading, lines in listed:
        found = tuple(lines)
        if found:
            yield heading, found


def _line(example: NamedExample) -> str:
    said = f": {'; '.join(example.words)}" if example.words else ""
    return f"{example.name} (version of {values.day(example.start)}){said}"
