"""Writing SVG: elements with escaped text, numbers always in the same few digits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from ilacs_rules.text.excerpt import visible

Attribute = str | int | float


def element(name: str, text: str | None = None, inside: Iterable[str] = (), **attributes: Attribute) -> str:
    """An element with a text or with others inside it. A trailing underscore of a name goes, others are hyphens."""
    written = "".join(f' {_key(key)}="{_value(value)}"' for key, value in attributes.items())
    parts = [*([] if text is None else [escaped(text)]), *inside]
    return f"<{name}{written}>{''.join(parts)}</{name}>" if parts else f"<{name}{written}/>"


def titled(name: str, title: str, **attributes: Attribute) -> str:
    """An element that tells its title when it is pointed at."""
    return element(name, None, [element("title", title)], **attributes)


def picture(key: str, title: str, words: str, style: str, size: tuple[int, int], parts: Iterable[str]) -> str:
    """A whole picture of a width and height, with its title, what it shows in words, and its style.

    The `key` tells its names from those of other pictures on one page.
    """
    width, height = size
    told = [
        element("title", title, id=f"title-{key}"),
        element("desc", words, id=f"words-{key}"),
        f"<style>{style}</style>",
    ]
    return element(
        "svg",
        None,
        ["\n", *(f"{part}\n" for part in (*told, *parts))],
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"title-{key} words-{key}",
    )


def with_its_mark(text: str) -> str:
    """A text that is broken into lines: a mark such as ② stays with the word before it."""
    return _BEFORE_MARK.sub("\u00a0", text)


_BEFORE_MARK = re.compile(" (?=[\u2460-\u2473])")


def escaped(text: str) -> str:
    """A text as it may stand in SVG."""
    return escape("\n".join(visible(line) for line in text.split("\n")), quote=True)


def _key(name: str) -> str:
    return name if name == "viewBox" else name.rstrip("_").replace("_", "-")


def _value(value: Attribute) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return escaped(str(value))
