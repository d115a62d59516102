"""Tables and summaries laid out for a terminal."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

from ilacs_rules.cli.output import line_length, put, screen_width
from ilacs_rules.text.excerpt import columns_taken, visible
from ilacs_rules.text.printing import wrapped
from ilacs_rules.workspace.summary import Summary, SummaryPart
from ilacs_rules.workspace.tables import Cell, Table, shown

_A_WORD = 14  # letters; a longer word may be broken
_BETWEEN = 2  # columns of the terminal between two of the table
_UNBOUNDED = 10_000  # columns: where nobody's screen sets a width, no row is folded


def put_summary(summary: Summary, out: Path | None, *, colour: bool, page: int | None = None) -> None:
    """Prints an answer in short as wide as the screen; or writes it to a file, without colours.

    Where no screen says how wide, a `page` of so many columns does; without one no row is folded.
    """
    on_screen = out is None
    width = (screen_width() if on_screen else None) or page
    put(summary_as_text(summary, colour=colour and on_screen, width=width), out)


def summary_as_text(
    summary: Summary,
    *,
    colour: bool,
    width: int | None,
    underlined: bool = False,
    before_the_end: Iterable[str] = (),
) -> str:
    """An answer in short; `width` is that of the terminal for tables, None to fold none of their rows.

    The first line of the title is `underlined` where several pages follow one another.
    """
    first, *others = summary.title
    heading = visible(first)
    blocks = ["\n".join([heading, "=" * len(heading), _lines(*others)]) if underlined else _lines(*summary.title)]
    blocks += [_part(each, colour=colour, width=width) for each in summary.parts]
    blocks += before_the_end
    if summary.ending:
        blocks.append(_lines(summary.ending))
    return "\n\n".join(blocks)


def table_as_text(table: Table, *, colour: bool, width: int | None) -> str:
    """Aligned columns; `width` is that of the terminal, None to fold nothing.

    Where a terminal is too narrow for the columns, each row is a list of its cells, so that no word is lost.
    """
    if width is not None and table.rows and _narrowest(table) > width:
        return "\n\n".join("\n".join(_listed(table, row, max(width, _A_WORD))) for row in table.rows)
    return _laid_out(table, width or _UNBOUNDED, colour=colour)


def _part(part: SummaryPart, *, colour: bool, width: int | None) -> str:
    parts = [_lines(part.heading)] if part.heading else []
    if part.table is not None:
        parts.append(table_as_text(part.table, colour=colour, width=width))
    if part.points:
        parts.append("\n".join(line for each in part.points for line in _point(visible(each))))
    return "\n\n".join(parts)


def _lines(*texts: str) -> str:
    return "\n".join(line for text in texts for line in wrapped(visible(text), line_length()))


def _point(text: str) -> list[str]:
    first, *others = wrapped(text, line_length() - 2)
    return [f"- {first}", *(f"  {line}" for line in others)]


def _narrowest(table: Table) -> int:
    """In how many columns of a terminal it can be read: a word of a usual length is not broken, nor is a number."""
    room = _BETWEEN * (len(table.columns) - 1)
    for x, name in enumerate(table.columns):
        whole = name in table.unfolded or not any(isinstance(row[x], str) for row in table.rows)
        cells = [visible(shown(row[x])) for row in table.rows]
        if whole:
            room += max(map(len, (name, *cells)))
        else:
            words = [word for cell in (name, *cells) for word in cell.split()]
            room += min(max(map(len, words), default=0), _A_WORD)
    return room


def _widths(table: Table, width: int) -> list[int]:
    """How wide each column is in so many of the terminal: where they do not fit, the widest that may fold gives."""
    texts = [[visible(name), *(visible(shown(row[x])) for row in table.rows)] for x, name in enumerate(table.columns)]
    widths = [max(map(len, cells)) for cells in texts]
    least = [
        min(max((len(word) for cell in cells for word in cell.split()), default=1), _A_WORD)
        if name not in table.unfolded and any(isinstance(row[x], str) for row in table.rows)
        else widths[x]
        for x, (name, cells) in enumerate(zip(table.columns, texts, strict=True))
    ]
    for _ in range(sum(widths) + _BETWEEN * (len(widths) - 1) - width):
        folded = [x for x in range(len(widths)) if widths[x] > least[x]]
        if not folded:
            break
        widths[max(folded, key=lambda x: widths[x])] -= 1
    return widths


def _listed(table: Table, row: tuple[Cell, ...], width: int) -> list[str]:
    told = [f"{name}: {visible(shown(cell))}" for name, cell in zip(table.columns, row, strict=True) if shown(cell)]
    return [
        line for each in told for line in textwrap.wrap(each, width, break_on_hyphens=False, subsequent_indent="  ")
    ]


def _laid_out(table: Table, width: int, *, colour: bool) -> str:
    """The table in so many columns of the terminal."""
    texts = [list(map(visible, table.columns)), *([visible(shown(cell)) for cell in row] for row in table.rows)]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    fits = sum(widths) + _BETWEEN * (len(widths) - 1) <= width
    if colour or not fits or any(columns_taken(cell) != len(cell) for row in texts for cell in row):
        return _by_rich(table, width, colour=colour)
    return "\n".join(_as_it_is(table, texts, widths))


def _as_it_is(table: Table, texts: list[list[str]], widths: list[int]) -> Iterator[str]:
    """The lines of a table in which nothing is folded or coloured, as rich lays it out, which takes a while to load."""
    numbers = [_holds_numbers(table, x) for x in range(len(widths))]
    for at, cells in enumerate(texts):
        each = zip(cells, widths, numbers, strict=True)
        line = (cell.rjust(width) if number else cell.ljust(width) for cell, width, number in each)
        yield (" " * _BETWEEN).join(line).rstrip()
        if at == 0:
            yield "─" * (sum(widths) + _BETWEEN * (len(widths) - 1))


def _holds_numbers(table: Table, x: int) -> bool:
    return all(isinstance(row[x], int | float | None) for row in table.rows)


def _by_rich(table: Table, width: int, *, colour: bool) -> str:
    """The same with colours, with columns that are folded, and with signs of which one takes two columns."""
    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    widths = _widths(table, width)
    laid = RichTable(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    for x, name in enumerate(table.columns):
        cells = [row[x] for row in table.rows]
        words = any(isinstance(cell, str) for cell in cells) and name not in table.unfolded
        laid.add_column(
            Text(name),
            justify="right" if _holds_numbers(table, x) else "left",
            overflow="fold",
            no_wrap=not words,
            width=widths[x] if words else None,
        )
    for row, style in zip(table.rows, table.colours or [""] * len(table.rows), strict=True):
        laid.add_row(*(Text(visible(shown(cell))) for cell in row), style=style)
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
    )
    with console.capture() as captured:
        console.print(laid)
    return "\n".join(line.rstrip() for line in captured.get().splitlines())
