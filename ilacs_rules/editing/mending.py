"""A policy mended as far as that is sure: what `check --fix` does, with the mends that an editor offers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ilacs_rules.assurance.rewriting import rewritten
from ilacs_rules.editing.desk import Desk, Findings, absolute
from ilacs_rules.editing.quick_fixes import Mend, can_be_sure, mends
from ilacs_rules.editing.renaming import first_new_error
from ilacs_rules.text.diagnostics import has_errors, in_reading_order

_MOST_ROUNDS = 20  # an error hides others: what is behind it is seen once it is mended


@dataclass(frozen=True, slots=True)
class MendedFile:
    """A file before and after, and what was mended in it, each with the text as it stood then."""

    path: Path
    before: str
    after: str
    done: tuple[Mend, ...]


def mended(policy: Path, texts: Mapping[Path, str]) -> list[MendedFile]:
    """The files of a policy in which something is surely mended; nothing is written. Of some other texts count.

    Each mend has been tried: its finding is gone with it, and no error has come. Where a policy without errors would
    have one once its examples are tried, nothing is mended.
    """
    desk = Desk()
    for file, text in texts.items():
        desk.open(file, text)
    path = absolute(policy)
    before: dict[Path, str] = {}
    done: list[Mend] = []
    found = desk.checked(path)
    for _ in range(_MOST_ROUNDS):
        mending = list(_apart(_sure(desk, path, found)))
        if not mending:
            break
        for file in dict.fromkeys(file for each in mending for file in each.edits):
            source = desk.source(file)
            before.setdefault(file, source.as_in_file.text)
            edits = [edit for each in mending for edit in each.edits.get(file, ())]
            desk.open(file, rewritten(source, edits))
        after = desk.checked(path)
        if not _has_errors(found) and first_new_error(found, after) is not None:
            return []
        found, done = after, [*done, *mending]
    return [
        MendedFile(file, text, desk.opened[file], tuple(each for each in done if file in each.edits))
        for file, text in before.items()
    ]


def _sure(desk: Desk, path: Path, found: Findings) -> Iterator[Mend]:
    every = in_reading_order(each for findings in found.values() for each in findings)
    for finding in filter(can_be_sure, every):  # trying a mend takes long
        yield from (each for each in mends(desk, path, finding) if each.sure)


def _apart(mending: Iterable[Mend]) -> Iterator[Mend]:
    """Mends of which none touches what another one writes; the rest waits for the next round."""
    taken: list[tuple[Path, int, int]] = []
    for each in mending:
        places = [(file, span.start, span.end) for file, edits in each.edits.items() for span, _ in edits]
        if not any(one[0] == two[0] and one[1] < two[2] and two[1] < one[2] for one in places for two in taken):
            taken += places
            yield each


def _has_errors(found: Findings) -> bool:
    return any(map(has_errors, found.values()))
