"""What every test may use: golden files, real data, a browser, and how hard hypothesis tries."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from difflib import unified_diff
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from tests.browser.chromium import Chromium, launched

ROOT = Path(__file__).parents[1]
os.environ["ILACS_RULES_CACHE"] = "off"  # what is tested is made by the program as it is now
IN_CI = os.environ.get("CI") == "true"

MORE = int(os.environ.get("TRIED", "1"))  # so many times as many made-up examples; `make test-long`
LONG = MORE > 1

settings.register_profile("here", max_examples=50 * MORE, deadline=None)
# in CI what fails is told as it was found: to make it smaller is for the one who mends it, and can take minutes
settings.register_profile(
    "ci",
    max_examples=50 * MORE,
    deadline=None,
    derandomize=True,
    database=None,
    print_blob=True,
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile("ci" if IN_CI else "here")


def tried(in_ci: int, here: int = 30) -> int:
    """How many examples a test tries that asks for so many in CI, and `here`: @settings(max_examples=tried(1_000))."""
    return (in_ci if IN_CI else min(in_ci, here)) * MORE


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="store what the golden tests see, for review in the diff")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Asked for what is thorough alone, files that have nothing so marked need not be read."""
    if config.option.markexpr == "thorough" and collection_path.suffix == ".py":
        return "pytest.mark.thorough" not in collection_path.read_text(encoding="utf-8") or None
    return None


MADE_ONCE = ("test_site.py",)  # what these tests share takes long to make


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """They come first: near the end workers take tests from one another, and two of them would make the same."""
    items.sort(key=lambda item: item.path.name not in MADE_ONCE)


Golden = Callable[[str, Path], None]


@pytest.fixture
def golden(pytestconfig: pytest.Config) -> Golden:
    """Compares a text with a stored file: `golden(text, path)`. `pytest --rewrite` stores the text instead."""

    def compare(text: str, path: Path) -> None:
        if pytestconfig.getoption("--rewrite"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        shown = os.path.relpath(path, ROOT)
        if not path.exists():
            pytest.fail(f"{shown} is not there; pytest --rewrite stores it", pytrace=False)
        stored = path.read_text(encoding="utf-8")
        if text != stored:
            diff = unified_diff(stored.splitlines(), text.splitlines(), "stored", "now", lineterm="")
            remedy = f"if the new text is right, pytest --rewrite stores it in {shown}"
            pytest.fail("\n".join([*diff, "", remedy]), pytrace=False)

    return compare


@pytest.fixture(scope="session")
def ilacs_data() -> Path:
    """The folder of real inspections: the variable ILACS_DATA, else ../shared/data beside the checkout."""
    folder = Path(os.environ.get("ILACS_DATA") or ROOT.parent / "shared" / "data")
    if not (folder / "ilacs-inspections.csv").exists():
        pytest.skip(f"the real data are not here: no ilacs-inspections.csv in {folder} (ILACS_DATA names the folder)")
    return folder


@pytest.fixture(scope="session")
def old_boilers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The boilers of the back-test, and rules that ask for tests for so long that the history lies under them."""
    stored, folder = ROOT / "tests" / "engine" / "backtest", tmp_path_factory.mktemp("boilers")
    for name in ("boilers.yaml", "history.yaml"):
        (folder / name).write_text((stored / name).read_text(encoding="utf-8"), encoding="utf-8")
    rules = (stored / "tests" / "2019-01-01.yaml").read_text(encoding="utf-8")
    rules = rules.replace("2018-10-01", "2013-10-01").replace("2019-01-01", "2014-01-01")
    (folder / "tests").mkdir()
    (folder / "tests" / "2014-01-01.yaml").write_text(rules, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """Headless Chromium for tests of published pages (tests/browser/checks.py); skipped where there is none."""
    with launched() as browser:
        yield browser
