"""What somebody gets who installs the package: rules, schemas and pages come with it, and are found."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder holding the package as its wheel lays it out, far from the checkout."""
    folder = tmp_path_factory.mktemp("installed")
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(folder / "dist"), versions=["standard"])
    site = folder / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    return site


@pytest.mark.parametrize("folder", ["rules", "schemas", "docs/codes"])
def test_what_ships_is_all_in_the_wheel(installed: Path, folder: str) -> None:
    def files(root: Path) -> set[Path]:
        return {path.relative_to(root) for path in root.rglob("*") if path.is_file()}

    assert files(ROOT / folder)
    assert files(installed / "ilacs_rules" / "shipped" / folder) == files(ROOT / folder)


def test_the_wheel_has_the_grammar_the_types_and_the_licence(installed: Path) -> None:
    assert (installed / "ilacs_rules" / "py.typed").exists()
    assert (installed / "ilacs_rules" / "language" / "grammar.lark").exists()
    assert list(installed.glob("*.dist-info/licenses/LICENSE"))


def test_the_wheel_has_the_templates_and_the_fonts_with_their_licence(installed: Path) -> None:
    documents = installed / "ilacs_rules" / "documents"
    for name in ("templates/whole.html.j2", "templates/reference.docx", "templates/word.lua", "fonts/DejaVuSans.ttf"):
        assert (documents / name).exists()
    assert list(installed.glob("*.dist-info/licenses/ilacs_rules/documents/fonts/LICENSE.txt"))


def test_an_installed_package_finds_what_it_ships(installed: Path) -> None:
    program = (
        "import ilacs_rules; from ilacs_rules.text.shipped import shipped;"
        "print(ilacs_rules.__file__);"
        "print(shipped('schemas').is_dir(), shipped('rules').is_dir(), shipped('docs/codes'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=installed,
        env={"PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    place, found = done.stdout.splitlines()
    assert place == str(installed / "ilacs_rules" / "__init__.py")
    assert found == f"True True {installed / 'ilacs_rules' / 'shipped' / 'docs' / 'codes'}"
