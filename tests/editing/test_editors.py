"""What editors and pre-commit are given can be read by them, and names commands and options that there are."""

from __future__ import annotations

import json
import shlex
import tomllib

from tests.cli.running import run
from tests.conftest import ROOT
from tests.trees import plain, tree_in

EDITORS = ROOT / "editors"


def test_the_settings_start_the_server() -> None:
    helix = tomllib.loads((EDITORS / "helix" / "languages.toml").read_text(encoding="utf-8"))
    server = helix["language-server"]["ilacs-rules"]
    assert [server["command"], *server["args"]] == ["ilacs-rules", "lsp"]
    assert '"ilacs-rules", "lsp"' in (EDITORS / "neovim" / "ilacs_rules.lua").read_text(encoding="utf-8")
    vscode = json.loads((EDITORS / "vscode" / "package.json").read_text(encoding="utf-8"))
    assert (EDITORS / "vscode" / vscode["main"]).is_file()


def test_the_hooks_name_commands_that_there_are() -> None:
    written = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    tree, _ = tree_in("hooks:\n" + written)
    assert tree is not None
    hooks = plain(tree)["hooks"]
    assert [hook["id"] for hook in hooks] == ["ilacs-rules-fmt", "ilacs-rules-check"]
    for hook in hooks:
        program, command = shlex.split(hook["entry"])
        assert program == "ilacs-rules"
        assert run(command, "--help").exit_code == 0
