"""The parser's tables, stored beside the grammar so that start-up does not rebuild them.

`python -m ilacs_rules.language.tables` writes them anew after a change of the grammar. Tables of another grammar or
another lark are never used: the parser is then built from the grammar, which only costs time.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import lark

STARTS = ["expr", "due", "length", "history", "cell"]
GRAMMAR = Path(__file__).with_name("grammar.lark")
STORED = Path(__file__).with_name("grammar.tables")


def build(*, strict: bool = False) -> lark.Lark:
    """Build the parser from the grammar. `strict` raises on any conflict (it needs the `interegular` package)."""
    return lark.Lark(
        GRAMMAR.read_text(encoding="utf-8"),
        parser="lalr",
        start=STARTS,
        propagate_positions=True,
        maybe_placeholders=False,
        strict=strict,
    )


def load() -> lark.Lark:
    """The parser from its stored tables, or built where they do not fit the grammar."""
    try:
        stored = STORED.read_bytes()
    except FileNotFoundError:
        return build()
    digest, tables = stored[:32], stored[32:]
    if digest != _digest():
        return build()
    return lark.Lark.load(io.BytesIO(tables))


def store() -> None:
    """Write the tables of the grammar as it is now."""
    buffer = io.BytesIO()
    build().save(buffer)
    STORED.write_bytes(_digest() + buffer.getvalue())


def is_current(version: str = lark.__version__) -> bool:
    """Whether the stored tables are those of the grammar as it is now, made by a version of lark."""
    return STORED.is_file() and STORED.read_bytes()[:32] == _digest(version)


def _digest(version: str = lark.__version__) -> bytes:
    return hashlib.sha256(GRAMMAR.read_bytes() + version.encode()).digest()


if __name__ == "__main__":
    store()
