"""A real editor: Neovim opens a rule file, shows a finding, completes a name, renames it and lays the file out anew."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.editing.client import path_to_commands

pytestmark = pytest.mark.thorough

SETTINGS = ROOT / "editors" / "neovim" / "older.lua"  # what Debian has is 0.7
WRITTEN = """\
policy: fire
title: Fire-safety checks of buildings
publisher: Anyshire Fire Service
status: example
published: 2024-01-15
in force: {from: 2024-04-01}
subject:   building
sources: {scheme: {title: A scheme}}
events: {check: {}}
definitions:
  last check: latest check
requirements:
  routine check:
    source: scheme
    event: check
    due: every 2 years after end of last chek
"""


def test_an_officer_at_work_in_neovim(tmp_path: Path) -> None:
    neovim = shutil.which("nvim")
    if neovim is None:
        pytest.skip("Neovim is not here")
    (tmp_path / "rules.yaml").write_text(WRITTEN, encoding="utf-8")
    command = [neovim, "--headless", "-u", "NONE", "-n", "-c", f"luafile {Path(__file__).parent / 'in_neovim.lua'}"]
    settings = {**os.environ, "PATH": path_to_commands(), "EDITOR_SETTINGS": str(SETTINGS)}
    subprocess.run(command, cwd=tmp_path, env=settings, check=True, capture_output=True, timeout=300)
    said = json.loads((tmp_path / "said.json").read_text(encoding="utf-8"))

    assert "waited_in_vain_for" not in said
    ((line, message),) = said["findings"]
    assert (line, message.splitlines()[0]) == (16, "there is no “last chek” in this policy")
    assert "did you mean “last check”" in message
    assert "last check" in said["offered"]
    assert "\n".join(said["text"]) + "\n" == (
        WRITTEN.replace("subject:   building", "subject: building")
        .replace("last check:", "newest check:")
        .replace("last chek", "newest check")
    )
