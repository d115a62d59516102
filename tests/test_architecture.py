"""The shape of the package: who may import whom, what it may not know, and how large its files may be."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import ilacs_rules

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "ilacs_rules"
MODULES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))

# Imports run to the right, never to the left; folders of one group may import one another.
GROUPS = [
    {"cli"},
    {"editing"},
    {"workspace"},
    {"documents"},
    {"assurance"},
    {"explain"},
    {"regions"},
    {"engine"},
    {"checker"},
    {"cases"},
    {"model"},
    {"policy"},
    {"language"},
    {"text"},
]
PLACE = {folder: place for place, group in enumerate(GROUPS) for folder in group}

# A door asks the workspace, what helps an editor, or what the package promises, and shows the answer: with words for
# people, and findings.
DOORS = {"cli"}
BEHIND_A_DOOR = {"editing", "workspace", "text"}

# Words of the policy we ship. They belong in its rule files: the package must serve any other policy as well.
POLICY_WORDS = [
    "ofsted",
    "ilacs",
    "annex a",
    "outstanding",
    "requires improvement",
    "inadequate",
    "overall effectiveness",
    "help and protection",
    "care leaver",
    "local authority",
    "local authorities",
    "children in care",
    "children's services",
    "social work",
    "short inspection",
    "standard inspection",
    "single inspection",
    "focused visit",
    "focussed visit",
    "monitoring visit",
    "self-evaluation",
    "annual conversation",
    "priority action",
    "re-inspection",
]
OUR_OWN_NAME = re.compile(r"ilacs[_-]rules")

PARSED = {"language/nodes.py", "language/due_nodes.py", "language/cell_nodes.py"}
CHECKED = "model/"

HEAVY = ["jsonschema", "jinja2", "openpyxl", "holidays", "rich", "click", "icalendar", "pypandoc", "resvg_py", "pygls"]
HEAVY += ["pyarrow"]
LONGEST = 350


def imports_of(path: Path) -> list[tuple[int, str]]:
    """The modules of the package that a file imports anywhere in it, each with its line."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import; write the whole name"
            found += [(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
    return [(line, name) for line, name in found if name.split(".")[0] == "ilacs_rules"]


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_there_is_something_to_look_at() -> None:
    assert len(MODULES) > 20
    assert any(imports_of(path) for path in MODULES)


def test_imports_run_one_way() -> None:
    against = []
    for path in MODULES:
        folder = path.relative_to(PACKAGE).parts[0]
        if folder not in PLACE:
            continue  # the promised names, at the top, may come from anywhere
        for line, name in imports_of(path):
            target = name.split(".")[1]
            if target in PLACE and PLACE[target] < PLACE[folder]:
                against.append(f"{shown(path)}:{line}: {folder} may not import {name}")
            elif target not in PLACE and not (folder in DOORS and target in ilacs_rules.__all__):
                against.append(f"{shown(path)}:{line}: {name} lies outside the layers")
    assert not against, "\n".join(against)


@pytest.mark.parametrize("door", sorted(DOORS))
def test_a_door_asks_the_workspace_or_what_is_promised(door: str) -> None:
    allowed = {door, *BEHIND_A_DOOR, *ilacs_rules.__all__}
    passed_by = [
        f"{shown(path)}:{line}: {door} may not import {name}: let it ask the workspace"
        for path in sorted((PACKAGE / door).rglob("*.py"))
        for line, name in imports_of(path)
        if name.split(".")[1] not in allowed
    ]
    assert not passed_by, "\n".join(passed_by)


# Import lines of the tests that name a module behind the doors. It may only fall: behaviour is tested as it is had, and
# what needs more has it from `tests/policies.py`, `sentences.py`, `trees.py` and the like.
INNER_IMPORTS_OF_TESTS = 288


def test_tests_go_through_the_doors() -> None:
    inner = re.compile(r"^\s*(?:from|import) ilacs_rules\.(?!api\b|workspace\b|editing\b)", re.MULTILINE)
    found = {shown(path): len(inner.findall(path.read_text(encoding="utf-8"))) for path in TESTS}
    assert sum(found.values()) > 100, "it looks at the right files"
    most = sorted(found, key=lambda name: -found[name])[:10]
    assert sum(found.values()) <= INNER_IMPORTS_OF_TESTS, f"most are in {', '.join(most)}"


def test_every_folder_has_its_place_in_the_order() -> None:
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert folders <= PLACE.keys()


def test_no_class_name_stands_for_two_things() -> None:
    """What an author wrote and what it means may share a name: `nodes.And` and `tree.And`."""
    found: dict[str, list[str]] = {}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, []).append(path.relative_to(PACKAGE).as_posix())
    assert len(found) > 200
    twice = {name: places for name, places in found.items() if len(places) > 1}
    assert {name: places for name, places in twice.items() if not _are_twins(places)} == {}


def _are_twins(places: list[str]) -> bool:
    return len(places) == 2 and any(one in PARSED for one in places) and any(one.startswith(CHECKED) for one in places)


DUE_FORMS = {
    *("Every", "Once", "WithinAfter", "BetweenAfter", "BetweenEvents", "InEach", "InEachFrom", "By", "On", "After"),
    *("OnOrAfter", "BetweenDays", "Following", "Window", "Timing"),
}


def test_the_engine_works_out_shapes_and_knows_no_form_of_a_due_sentence() -> None:
    known = [
        f"{shown(path)}:{line}: {name}"
        for path in sorted((PACKAGE / "engine").rglob("*.py"))
        for line, name in imports_of(path)
        if name.startswith("ilacs_rules.model.") and name.split(".")[-1] in DUE_FORMS
    ]
    assert not known, "\n".join(known)


def test_the_package_knows_no_word_of_the_policy_it_ships() -> None:
    known = []
    for path in sorted(p for p in PACKAGE.rglob("*") if p.suffix in {".py", ".lark", ".j2", ".json"}):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            said = re.sub(r"[\s_-]+", " ", OUR_OWN_NAME.sub("", line.lower()))
            known += [
                f"{shown(path)}:{number}: “{word}”" for word in POLICY_WORDS if re.sub(r"[\s_-]+", " ", word) in said
            ]
    assert not known, "\n".join(known)


def test_importing_the_package_pulls_in_nothing_heavy() -> None:
    program = f"import ilacs_rules, sys; print(*sorted(sys.modules.keys() & set({HEAVY})))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize("unused", ["ilacs_rules.cases.files", "ilacs_rules.documents.policy_document"])
def test_change_notes_wait_for_nothing_that_others_need(unused: str) -> None:
    program = f"import ilacs_rules.cli.changes, sys; print({unused!r} in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"]


READS_TEXTS = {
    *("lark", "yaml", "jsonschema", "ilacs_rules.checker.check", "ilacs_rules.policy.loading"),
    *("ilacs_rules.language.parser", "ilacs_rules.language.nodes", "ilacs_rules.policy.model"),
}


@pytest.mark.parametrize("door", ["api", "cli.decide", "cli.plan", "workspace.decisions", "workspace.plans"])
def test_what_reads_and_checks_texts_is_imported_when_there_is_a_text_to_read(door: str) -> None:
    program = f"import ilacs_rules.{door}, sys; print(*sorted(sys.modules.keys() & {READS_TEXTS}))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_no_file_has_grown_too_long(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST, f"{shown(path)} has {lines} lines: does it still have one job?"
