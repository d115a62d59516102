"""What a published page must be. Each check answers with its faults in words; no words, no faults.

`faults(chromium, path)` opens a page and asks all of PAGE; `faults(chromium, path, PICTURE)` does so for an SVG file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.browser.chromium import DESKTOP, Chromium, Opened

Check = Callable[[Opened], Iterable[str]]

PHONE = 320  # px: what WCAG 2.2 asks for in 1.4.10, reflow
PAPER = 642  # px: A4 less 2 cm on either side
ON_SCREEN_ONLY = "nav, button, summary, .to-rule"  # text that paper does without
SMALLEST = 9  # px: letters smaller than this are not read
DARK = 0.2  # of 1: a sheet darker than this is dark
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_LOOK = ["color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block"]  # the slow ones


def faults(chromium: Chromium, path: Path, checks: Iterable[Check] = ()) -> list[str]:
    """All that is wrong with one page, each fault with the page and the check that found it."""
    with chromium.opened(path) as shown:
        found = [(check.__name__, fault) for check in checks or PAGE for fault in check(shown)]
    return [f"{path.name}: {check.replace('_', ' ')}: {fault}" for check, fault in dict.fromkeys(found)]


def expect_none(found: Iterable[str]) -> None:
    """Fails with the faults one below the other."""
    if text := "\n".join(found):
        pytest.fail(text, pytrace=False)


# ------------------------------------------------------------------------------------------------ by itself


def quiet(shown: Opened) -> Iterable[str]:
    """No error and no warning in the browser's console."""
    return shown.said


def alone(shown: Opened) -> Iterable[str]:
    """Everything it needs lies in its own folder: nothing is asked of the network or of other folders."""
    folder = shown.path.parent.resolve()
    for address in shown.asked:
        parts = urlsplit(address)
        here = parts.scheme == "file" and Path(unquote(parts.path)).resolve().is_relative_to(folder)
        if not here and parts.scheme not in {"data", "blob", "about"}:
            yield f"asks for {address}"


def without_scripts(shown: Opened) -> Iterable[str]:
    """With JavaScript switched off it has the same headings, the same links and all its text."""
    shown.look()
    with shown.browser.opened(shown.path, scripts=False) as plain:
        for what in ("headings", "links"):
            yield from _missing(what, shown.ask(what), plain.ask(what))
        yield from _missing("text", shown.ask("texts", True), plain.ask("texts", True))
        for hidden in plain.ask("texts", True, True):
            yield f"is never seen: “{hidden}”"


def _missing(what: str, before: list[str], after: list[str]) -> Iterable[str]:
    there = set(after)
    for item in dict.fromkeys(before):
        if item not in there:
            yield f"{what}: “{item}” is gone"


# ------------------------------------------------------------------------------------------------ on any screen


def narrow(shown: Opened) -> Iterable[str]:
    """At 320 px nothing needs scrolling sideways but pictures and plain tables, in regions the keyboard reaches."""
    shown.look(width=PHONE)
    yield from shown.ask("tooWide", PHONE)
    for name in shown.ask("cutOff"):
        yield f"text is cut off in {name}"
    for name in shown.ask("scrollersOutOfReach"):
        yield f"{name} scrolls, but has no tabindex or no label to reach it by"
    for name in shown.ask("tablesOutOfSight"):
        yield f"a part lies out of sight of {name}"
    for name in shown.ask("smallLetters", SMALLEST):
        yield f"letters of {name}"


def dark(shown: Opened) -> Iterable[str]:
    """A reader who asks for dark pages gets one."""
    shown.look(dark=True)
    luminance = shown.ask("sheetLuminance")
    if luminance > DARK:
        yield f"the page is light (luminance {luminance:.2f} of 1)"
    shown.look()
    if shown.ask("sheetLuminance") <= DARK:
        yield "the page is dark for those who did not ask for it"


def printed(shown: Opened) -> Iterable[str]:
    """On A4 all text is there and fits, and what only serves on a screen is not."""
    shown.look()
    on_screen = shown.ask("texts", True, False, ON_SCREEN_ONLY)
    shown.look(width=PAPER, printed=True)
    yield from _missing("text", on_screen, shown.ask("texts"))
    yield from shown.ask("tooWide", PAPER)
    for name in shown.ask("cutOff") + shown.ask("scrollersShown"):
        yield f"is cut off, as paper does not scroll: {name}"
    for name in shown.ask("controlsOnPaper"):
        yield f"is of no use on paper: {name}"
    for name in shown.ask("partedOnPaper"):
        yield f"may stand at the end of a page, without what it leads to: {name}"
    if not shown.page.pdf(format="A4", prefer_css_page_size=True).startswith(b"%PDF-"):
        yield "no PDF could be made"


# ------------------------------------------------------------------------------------------------ for everybody


def accessible(shown: Opened) -> Iterable[str]:
    """axe-core finds no violation on a desktop in light; on a phone in the dark none that hangs on the look."""
    yield from _violations(shown, RULES, but=[])
    yield from _violations(shown, OF_LOOK, but=[], width=PHONE, dark=True)


def accessible_but_for_looks(shown: Opened) -> Iterable[str]:
    """The same of a page with nothing on it whose look has not been tried elsewhere."""
    yield from _violations(shown, RULES, but=OF_LOOK)


def _violations(
    shown: Opened, rules: list[str], but: list[str], *, width: int = DESKTOP, dark: bool = False
) -> Iterable[str]:
    axe = pytest.importorskip(
        "axe_playwright_python.base",
        reason="accessibility was not checked: the Python package axe-playwright-python is missing; "
        "pip install axe-playwright-python (it is in the dev extra)",
    )
    if not shown.page.evaluate("'axe' in window"):
        shown.page.evaluate(axe.AXE_SCRIPT)
    shown.look(width=width, dark=dark)
    for rule, means, element in shown.ask("violations", rules, but):
        yield f"{rule} ({width} px, {'dark' if dark else 'light'}): {means}: {element}"


def pictured(shown: Opened) -> Iterable[str]:
    """Every picture says in words what it shows."""
    return shown.ask("picturesWithoutWords")


def lettered(shown: Opened) -> Iterable[str]:
    """The letters in pictures stand out from what is behind them, in light and in dark."""
    for in_dark in (False, True):
        shown.look(dark=in_dark)
        for name in shown.ask("faintLetters"):
            yield f"contrast in {'dark' if in_dark else 'light'} {name}"


# quiet and alone come last: they tell what all the others have stirred up
PAGE: tuple[Check, ...] = (without_scripts, narrow, dark, printed, accessible, pictured, lettered, quiet, alone)
SAME_AS_ONE_PAGE = tuple(accessible_but_for_looks if check is accessible else check for check in PAGE)
PICTURE: tuple[Check, ...] = (pictured, lettered, quiet, alone)
