"""What things are called in links: the same in every format, and the same tomorrow."""

from __future__ import annotations

from ilacs_rules.language.names import fold


def anchor(kind: str, name: str) -> str:
    """`requirement-short-check`: letters, digits and hyphens only; names are told apart once they are folded."""
    written = "".join(sign if sign.isalnum() else "-" for sign in fold(name))
    return "-".join(part for part in f"{kind}-{written}".split("-") if part)
