"""Neovim as somebody has it before them: keys are pressed, and the screen is what it shows, letter by letter."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from threading import Thread
from time import monotonic, sleep
from typing import Any

from tests.editing.client import PATIENCE
from tests.editing.msgpack import packed, read


class HasEndedError(Exception):
    """Neovim runs no more."""


@dataclass(frozen=True)
class Looks:
    """How a letter looks: colours as 24 bits, None for the ordinary ones."""

    foreground: int | None = None
    background: int | None = None
    bold: bool = False
    underlined: bool = False


@dataclass
class Screen:
    """The letters on a screen, line by line, each with its looks, as Neovim tells them (`:help ui-linegrid`)."""

    lines: list[list[tuple[str, Looks]]] = field(default_factory=list)
    ordinary: tuple[int, int] = (0, 0xFFFFFF)
    looks: dict[int, Looks] = field(default_factory=lambda: {0: Looks()})
    changes: int = 0

    def told(self, events: list[Any]) -> None:
        """Takes over what has changed."""
        self.changes += 1
        for name, *calls in events:
            change = getattr(self, f"_{name}", None)
            for call in calls if change is not None else ():
                change(*call)

    def _default_colors_set(self, foreground: int, background: int, *_: Any) -> None:
        self.ordinary = foreground, background

    def _hl_attr_define(self, number: int, look: dict[str, Any], *_: Any) -> None:
        front, back = look.get("foreground"), look.get("background")
        if look.get("reverse"):
            ordinary = self.ordinary
            front, back = (ordinary[1] if back is None else back), (ordinary[0] if front is None else front)
        underlined = any(look.get(kind) for kind in ("underline", "undercurl", "underlineline"))
        self.looks[number] = Looks(front, back, bool(look.get("bold")), underlined)

    def _grid_resize(self, _: int, width: int, height: int) -> None:
        self.lines = [[(" ", self.looks[0])] * width for _ in range(height)]

    def _grid_clear(self, grid: int) -> None:
        self._grid_resize(grid, len(self.lines[0]), len(self.lines))

    def _grid_line(self, _: int, row: int, column: int, cells: list[Any], *__: Any) -> None:
        look = 0
        for letter, *more in cells:
            look = more[0] if more else look
            for _ in range(more[1] if more[1:] else 1):
                self.lines[row][column] = (letter, self.looks.get(look, self.looks[0]))
                column += 1

    def _grid_scroll(self, _: int, top: int, bottom: int, left: int, right: int, rows: int, *__: Any) -> None:
        before = [line[left:right] for line in self.lines]
        for row in range(top, bottom):
            if top <= row + rows < bottom:
                self.lines[row][left:right] = before[row + rows]


class Editor:
    """A Neovim that is running, with its screen."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.screen = Screen()
        self._process = process
        self._number = 0
        self._answers: Queue[Any] = Queue()
        Thread(target=self._reading, daemon=True).start()

    def ask(self, method: str, *arguments: Any) -> Any:
        """What a function of Neovim gives; by then all that was told before is on the screen. Raises HasEndedError."""
        self._number += 1
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(packed([0, self._number, method, list(arguments)]))
            self._process.stdin.flush()
        except BrokenPipeError:
            raise HasEndedError from None
        answer = self._answers.get(timeout=PATIENCE)
        if answer is None:
            raise HasEndedError
        error, result = answer
        assert error is None, error
        return result

    def press(self, keys: str) -> None:
        """Presses keys, named as Neovim names them, and waits until the screen stays as it is."""
        self.ask("nvim_input", keys)
        self.wait_until_still(0.06)

    def wait_until_still(self, seconds: float) -> None:
        """Waits until nothing has changed on the screen for so long; also while Neovim asks for something."""
        before, since = self.screen.changes, monotonic()
        while monotonic() - since < seconds:
            sleep(0.02)
            if self.screen.changes != before:
                before, since = self.screen.changes, monotonic()

    @property
    def asks(self) -> bool:
        """Whether it waits for an answer, and does nothing else until it has it."""
        return bool(self.ask("nvim_get_mode")["blocking"])

    def lua(self, expression: str) -> Any:
        """What an expression of Lua gives."""
        return self.ask("nvim_exec_lua", f"return {expression}", [])

    def _reading(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        try:
            while True:
                kind, *message = read(stream)  # type: ignore[arg-type]
                if kind == 1:
                    self._answers.put(message[1:])
                elif kind == 2 and message[0] == "redraw":
                    self.screen.told(message[1])
        except EOFError:
            self._answers.put(None)


@contextmanager
def opened(neovim: str, folder: Path, width: int, height: int, settings: dict[str, str]) -> Iterator[Editor]:
    """A Neovim in a folder, that has ended afterwards."""
    process = subprocess.Popen(
        [neovim, "--embed", "-n", "-i", "NONE", "-u", "init.lua"],
        cwd=folder,
        env={**os.environ, **settings},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    editor = Editor(process)
    try:
        editor.ask("nvim_ui_attach", width, height, {"rgb": True, "ext_linegrid": True})
        yield editor
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()
