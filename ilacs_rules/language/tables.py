"""The parser's tables, stored beside the grammar so that start-up does not rebuild them.

`python -m ilacs_rules.language.tables` writes them anew after a change of the grammar or a new function. Tables of
another grammar or another lark are never used: the parser is then built from the grammar, which only costs time.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import lark

from ilacs_rules.language.functions import FUNCTIONS, Shape

STARTS = ["expr", "due", "length", "history", "cell", "phase"]
GRAMMAR = Path(__file__).with_name("grammar.lark")
STORED = Path(__file__).with_name("grammar.tables")


def grammar() -> str:
    """The grammar, with the phrases of the functions in it."""
    text = GRAMMAR.read_text(encoding="utf-8")
    for shape in Shape:
        phrases = [function.phrase for function in FUNCTIONS.values() if function.shape is shape]
        longest_first = "|".join(sorted(phrases, key=len, reverse=True))
        text = text.replace(f"/<{shape.name}>", f"/({longest_first})".replace(" ", r"\s+"))
    return text


def build(*, strict: bool = False) -> lark.Lark:
    """Build the parser from the grammar. `strict` raises on any conflict (it needs the `interegular` package)."""
    return lark.Lark(
        grammar(),
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
    return hashlib.sha256(f"{grammar()}{version}".encode()).digest()


if __name__ == "__main__":
    store()
