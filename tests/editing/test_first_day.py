"""“A first day as a policy officer” is followed to the letter: its commands are run, its keys pressed in Neovim.

The pictures of the page are what the editor shows then; `pytest --rewrite` makes them anew. They are compared with the
Neovim that they were made with alone, for another one paints otherwise; the keys have to do what is said in any.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.conftest import ROOT, Golden
from tests.editing.client import PATIENCE, path_to_commands
from tests.editing.drawn import drawn
from tests.editing.screen import Editor, HasEndedError, opened
from tests.test_docs import DOCS, Part, parts_of, run_console, store

pytestmark = pytest.mark.thorough

PAGE = DOCS / "first-day.md"
DRAWN_WITH = "NVIM v0.7."
SIZE = (100, 26)
NAMED = re.compile(r"`(?P<name>[\w./-]+\.\w+)`:\s*$")
KEYS = {
    **{"Enter": "<CR>", "Esc": "<Esc>", "Shift-k": "K", "Shift-o": "O"},
    **{f"Ctrl-{letter}": f"<C-{letter}>" for letter in "dnoxy"},
}
SHOWN = re.compile(r"!\[(?P<says>[^\]]+)\]\((?P<picture>[^)]+)\)")
SETTINGS = """
vim.o.background = "light"
vim.o.signcolumn = "yes"
vim.cmd("highlight clear SignColumn")
dofile(os.getenv("EDITOR_SETTINGS"))
local told = {} -- how often findings came of each version of the text
local shown = vim.lsp.handlers["textDocument/publishDiagnostics"]
vim.lsp.handlers["textDocument/publishDiagnostics"] = function(failed, found, ...)
  told[found.version or 0] = (told[found.version or 0] or 0) + 1
  return shown(failed, found, ...)
end
function all_told() -- once it was read, and once its examples were tried
  return (told[vim.lsp.util.buf_versions[vim.fn.bufnr()]] or 0) >= 2
end
"""


def test_the_page_is_followed_to_the_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, golden: Golden) -> None:
    neovim = shutil.which("nvim")
    if neovim is None:
        pytest.skip("Neovim is not here")
    version = subprocess.run([neovim, "--version"], capture_output=True, text=True, check=True).stdout
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "init.lua").write_text(SETTINGS, encoding="utf-8")
    settings = {"PATH": path_to_commands(), "EDITOR_SETTINGS": str(ROOT / "editors" / "neovim" / "older.lua")}
    page = PAGE.read_text(encoding="utf-8")
    written_in_editor: set[str] = set()
    pictures = 0
    with ExitStack() as at_work:
        editor: Editor | None = None
        for part in parts_of(page):
            if part.language == "console":
                run_console(part.text)
                edited = re.findall(r"(?m)^\$ nvim (.+)$", part.text)
                if edited:
                    editor = at_work.enter_context(opened(neovim, tmp_path, *SIZE, settings))
                    editor.press(f":e {edited[0]}<CR>")
                    written_in_editor.add(edited[0])
            elif part.language is not None:
                page = page.replace(part.text, _file(part, written_in_editor), 1)
            elif editor is not None:
                with suppress(HasEndedError):  # by `:wq`
                    for picture, says in _followed(editor, part.text):
                        pictures += 1
                        if version.startswith(DRAWN_WITH):
                            golden(drawn(editor.screen, says), DOCS / picture)
    assert pictures == 6
    golden(page, PAGE)


def _file(part: Part, written_in_editor: set[str]) -> str:
    """A block is a file to begin with; of one that was written in the editor it is what stands in it by now."""
    named = NAMED.search(part.above)
    assert named is not None, part.text
    if named["name"] in written_in_editor:
        return Path(named["name"]).read_text(encoding="utf-8")
    store(Path(named["name"]), part.text, adds=False)
    return part.text


def _followed(editor: Editor, prose: str) -> Iterator[tuple[str, str]]:
    """Presses what the tables of the page say, and waits below each; at each picture, its file and what it shows."""
    pressed = True
    for line in prose.splitlines():
        if line.startswith("| `"):
            pressed = True
            for key in re.findall(r"`([^`]+)`", line.split(" | ")[0]):
                editor.press(KEYS.get(key, key.replace("<", "<lt>")))
        elif not line and pressed:
            _wait_for_findings(editor)
            pressed = False
        elif shown := SHOWN.search(line):
            yield shown["picture"], shown["says"]


def _wait_for_findings(editor: Editor) -> None:
    until = monotonic() + PATIENCE
    editor.wait_until_still(0.4)
    while not editor.asks and not editor.lua("all_told()"):
        assert monotonic() < until, "no findings come"
        sleep(0.05)
    editor.wait_until_still(0.2)
