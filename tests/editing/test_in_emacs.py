"""Another real editor: Emacs opens a rule file, shows a finding, completes a name, renames it and lays the file out."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.editing.client import path_to_commands
from tests.editing.test_in_neovim import WRITTEN

pytestmark = pytest.mark.thorough

SETTINGS = ROOT / "editors" / "emacs" / "ilacs-rules.el"
NEEDED = "(progn (package-initialize) (require 'eglot) (require 'yaml-mode))"


def test_an_officer_at_work_in_emacs(tmp_path: Path) -> None:
    emacs = shutil.which("emacs")
    if emacs is None:
        pytest.skip("Emacs is not here")
    if subprocess.run([emacs, "--batch", "--eval", NEEDED], capture_output=True, check=False).returncode:
        pytest.skip("Emacs has no eglot or no yaml-mode here")
    (tmp_path / "rules.yaml").write_text(WRITTEN, encoding="utf-8")
    command = [
        emacs,
        "--batch",
        "--eval",
        NEEDED,
        "-l",
        str(SETTINGS),
        "-l",
        str(Path(__file__).parent / "in_emacs.el"),
    ]
    settings = {**os.environ, "PATH": path_to_commands()}
    done = subprocess.run(command, cwd=tmp_path, env=settings, check=True, capture_output=True, timeout=300)
    said = done.stdout.decode()
    assert "there is no “last chek” in this policy" in said
    assert "offered: (last check" in said
    assert said.partition("text: ")[2] == (
        WRITTEN.replace("subject:   building", "subject: building")
        .replace("last check:", "newest check:")
        .replace("last chek", "newest check")
    )
