"""Headless Chromium for the tests: found where there is one, cut off from the network, and listened to."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PROGRAMS = ["chromium", "google-chrome", "chrome", "chromium-browser"]
ARGUMENTS = [
    "--headless",
    "--no-sandbox",  # in a container we are root; the pages are our own
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
IN_PAGE = Path(__file__).with_name("in_page.js").read_text(encoding="utf-8").partition("\n")[2].strip()
ELSEWHERE = re.compile(r"^(?!file:|data:|blob:|about:)")
DESKTOP = 1280
HEIGHT = 900


@dataclass
class Opened:
    """A page as Chromium shows it, and what it said and asked for since it was opened."""

    browser: Chromium
    page: Page
    path: Path
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def look(self, *, width: int = DESKTOP, dark: bool = False, printed: bool = False) -> None:
        """Show the same page in another light, at another width, or as it is printed."""
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
        self.page.emulate_media(media="print" if printed else "screen", color_scheme="dark" if dark else "light")

    def ask(self, question: str, *arguments: object) -> Any:
        """What a function of in_page.js answers; ours may run where the page's own scripts may not."""
        return self.page.evaluate(f"{IN_PAGE}.{question}({', '.join(map(json.dumps, arguments))})")


class Chromium:
    """One browser with two tabs for all tests, one of them without JavaScript: a new tab for each page takes longer."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._tabs: dict[bool, Page] = {}
        self._shown: dict[bool, Opened] = {}

    @contextmanager
    def opened(self, path: Path, *, scripts: bool = True) -> Iterator[Opened]:
        tab = self._tabs.get(scripts) or self._new_tab(scripts)
        self._shown[scripts] = shown = Opened(self, tab, path)
        shown.look()
        tab.goto(path.resolve().as_uri(), wait_until="load")
        yield shown
        del self._shown[scripts]
        tab.goto("about:blank")

    def _new_tab(self, scripts: bool) -> Page:
        context = self._browser.new_context(java_script_enabled=scripts, reduced_motion="reduce")
        context.route(ELSEWHERE, lambda route: route.abort())
        self._tabs[scripts] = tab = context.new_page()
        tab.on("console", lambda message: self._hear(scripts, message.type, message.text))
        tab.on("pageerror", lambda error: self._hear(scripts, "error", str(error)))
        tab.on("request", lambda request: self._hear(scripts, "request", request.url))
        return tab

    def _hear(self, scripts: bool, kind: str, text: str) -> None:
        if (shown := self._shown.get(scripts)) is None:
            return
        if kind == "request":
            shown.asked.append(text)
        elif kind in {"error", "warning", "assert"}:
            shown.said.append(f"{kind}: {text}")


@contextmanager
def launched() -> Iterator[Chromium]:
    """Chromium, started for the tests of a session. Where it cannot be, they are skipped and say what is missing."""
    playwright = pytest.importorskip(
        "playwright.sync_api",
        reason="pages were not opened in a browser: the Python package playwright is missing; "
        "pip install playwright (it is in the dev extra)",
    )
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip(
            "pages were not opened in a browser: there is no Chromium or Chrome on the PATH; "
            "on Debian and Ubuntu: apt-get install chromium"
        )
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=program, args=ARGUMENTS)
        try:
            yield Chromium(browser)
        finally:
            browser.close()
