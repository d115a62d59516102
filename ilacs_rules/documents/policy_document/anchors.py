"""What things are called in links: the same in every format, and the same tomorrow."""

from __future__ import annotations

from ilacs_rules.language.names import fold


def anchor(kind: str, name: str) -> str:
    """`requirement-short-check`: no two names of a kind give the same. A sign that a name may hold becomes a `_`."""
    return "-".join([kind, *("".join(map(_in_link, word)) for word in fold(name).split(" ") if word)])


def _in_link(sign: str) -> str:
    """Letters and digits as they are, an apostrophe as `_`; what lower case makes of some letters by its number."""
    if sign.isalnum():
        return sign
    return "_" if sign == "'" else f"_{ord(sign):x}_"
