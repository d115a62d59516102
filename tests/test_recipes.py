"""The recipes of CONTRIBUTING.md hold: what is there already stands in the files that they name, and in no other.

What a recipe is about is looked for in the sources by the names of several that exist: in Python as a name or a text,
never in prose about it; in the grammar, the schemas and the pages of findings as it stands there.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from ilacs_rules import Code
from ilacs_rules.language import due_nodes, tables

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[1]
SEARCHED = sorted(
    path
    for pattern in ("ilacs_rules/**/*.py", "ilacs_rules/**/*.lark", "schemas/*.json", "docs/codes/*.md")
    for path in ROOT.glob(pattern)
)
AIMS = {"A function": 1, "A due form": 6, "A key of a requirement": 6, "A finding": 3, "An expression form": 7}

# Findings that several places make, each of the mistake that it can be found in.
MADE_IN_SEVERAL_PLACES = {
    *(
        "E101",
        "E102",
        "E103",
        "E104",
        "E105",
        "E106",
        "E107",
        "E109",
        "E110",
        "E111",
        "E112",
        "E115",
        "E116",
        "E117",
        "E118",
    ),
    *("E119", "E201", "E202", "E203", "E205", "E207", "E301", "E302", "E303", "E304", "E305", "E306", "E308", "E309"),
    *("E310", "E311", "E313", "E314", "E401", "E402", "N406", "E501", "E502", "E503", "E504", "E505", "W510", "E601"),
    *("E605", "E701", "E702", "E703", "E704", "E705", "E706", "E708", "E709", "W710", "N711", "W713", "E716", "W718"),
    *("W723", "E724"),
    *("E802", "N803", "E804", "N805"),
}


# ------------------------------------------------------------------------------------------------ the recipes


@dataclass(frozen=True)
class Recipe:
    """How many files one more takes at most, which, and which others may know of it."""

    most: int
    files: tuple[str, ...]
    others: tuple[str, ...]


@cache
def recipes() -> dict[str, Recipe]:
    _, _, text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("\n## Recipes\n")
    found = {}
    for section in text.split("\n### ")[1:]:
        title, _, body = section.partition("\n")
        most = re.search(r"^\*\*At most (\d+) files?\*\*", body, re.MULTILINE)
        assert most is not None, f"“{title}” does not say how many files it takes"
        rows = re.findall(r"^\| `([^`]+)` \|", body, re.MULTILINE)
        may = re.search(r"^May know of it(.*?)\n\n", body, re.MULTILINE | re.DOTALL)
        others = re.findall(r"`((?:ilacs_rules|schemas)/[^`]+)`", may[1]) if may else []
        found[title] = Recipe(int(most[1]), tuple(rows), tuple(others))
    return found


@cache
def matching(patterns: tuple[str, ...]) -> set[Path]:
    return {path for pattern in patterns for path in ROOT.glob(pattern)}


# ------------------------------------------------------------------------------------------------ what a file says


@dataclass(frozen=True)
class Said:
    """What a Python file names, gives a value to, and says in texts; without its prose."""

    names: frozenset[str]  # as they stand: `Every`, `d.Every`
    given: frozenset[str]  # fields and arguments
    texts: frozenset[str]


@cache
def said(path: Path) -> Said:
    tree = ast.parse(text_of(path))
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    names, given, texts = set[str](), set[str](), set[str]()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.alias(name=name) | ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                names.add(name)
            case ast.ImportFrom(module=str(name)):
                names.add(name)
            case ast.Attribute(value=ast.Name(id=of) | ast.Attribute(attr=of), attr=name):
                names.update((f"{of}.{name}", f".{name}"))
            case ast.keyword(arg=str(name)) | ast.AnnAssign(target=ast.Name(id=name)):
                given.add(name)
            case ast.Constant(value=str(text)) if id(node) not in prose:
                texts.add(text)
    return Said(frozenset(names), frozenset(given), frozenset(texts))


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@dataclass(frozen=True)
class Construct:
    """Something that exists, and how to tell a file that knows of it: in Python, and by a pattern elsewhere."""

    name: str
    python: Callable[[Said], bool]
    elsewhere: str

    def files(self) -> set[Path]:
        return {path for path in SEARCHED if self.is_known_in(path)}

    def is_known_in(self, path: Path) -> bool:
        if path.suffix == ".py":
            return self.python(said(path))
        return re.search(self.elsewhere, text_of(path), re.MULTILINE) is not None


def a_function(phrase: str) -> Construct:
    in_grammar = phrase.replace(" ", r"\\s\+")
    return Construct(phrase, lambda it: bool({phrase, f"{phrase} the"} & it.texts), rf"(?<!\w){in_grammar}")


def a_due_form(form: str) -> Construct:
    rule = in_small_letters(form)
    names = {form, *(f"{module}.{form}" for module in ("d", "due_tree", "due_nodes", "due"))}
    texts = {rule} if "_" in rule else set[str]()  # `by` is a word of its own as well
    return Construct(form, lambda it: bool(names & it.names or texts & it.texts), rf"-> {rule}\b")


def a_key(key: str) -> Construct:
    name = key.replace(" ", "_")
    names = {f"requirement.{name}", f"text.{name}"}
    return Construct(
        key, lambda it: bool(names & it.names or {name} & it.given or {key, name} & it.texts), rf'"{key}": '
    )


def a_finding(code: Code) -> Construct:
    name = f"Code.{code.name}"
    return Construct(
        code.value,
        lambda it: name in it.names or code.value in it.texts,
        rf'"{code.value}"|^# {code.value}:',
    )


def an_expression_form(*forms: str) -> Construct:
    names = {*forms, *(f"{module}.{form}" for module in ("n", "t", "tree", "nodes") for form in forms)}
    return Construct(forms[0], lambda it: bool(names & it.names), rf"-> {in_small_letters(forms[0])}\b")


def a_format(name: str, *made_by: str) -> Construct:
    return Construct(name, lambda it: name in it.texts or bool({*made_by} & it.names), rf'"{name}"')


def in_small_letters(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


NAMED_IN_HINTS = {"days between"}  # also what a column of a table is called

CONSTRUCTS: dict[str, list[Construct]] = {
    "A function": [a_function(phrase) for phrase in tables.FUNCTIONS if phrase not in NAMED_IN_HINTS],
    "A due form": [a_due_form(form.__name__) for form in get_args(due_nodes.Timing)],
    "A key of a requirement": [
        *map(a_key, ("notice", "lasts", "satisfied by", "counts from", "one event may serve several"))
    ],
    "A finding": [a_finding(code) for code in Code if code.value not in MADE_IN_SEVERAL_PLACES],
    "An expression form": [
        an_expression_form("WithinOf", "Near"),
        *map(an_expression_form, ("Between", "OneOf", "Recorded")),
    ],
    "A format of tables": [a_format("xlsx"), a_format("csv", ".as_csv", "as_csv")],
    "A format of one answer": [a_format("ics", ".as_calendar", "as_calendar", "icalendar")],
}
EACH = [pytest.param(kind, one, id=f"{kind}: {one.name}") for kind, all_ in CONSTRUCTS.items() for one in all_]
NOT_OF_POLICIES = {ROOT / "ilacs_rules" / "explain" / "english.py"}  # words of English


# ------------------------------------------------------------------------------------------------ tests


def test_every_kind_has_its_recipe_and_keeps_its_aim() -> None:
    assert recipes().keys() == CONSTRUCTS.keys()
    assert {kind: recipes()[kind].most for kind in AIMS} == AIMS


@pytest.mark.parametrize(("kind", "construct"), EACH)
def test_it_stands_where_its_recipe_says_and_nowhere_else(kind: str, construct: Construct) -> None:
    recipe, found = recipes()[kind], construct.files() - NOT_OF_POLICIES
    asked_for, allowed = found & matching(recipe.files), matching(recipe.others)
    further = sorted(str(path.relative_to(ROOT)) for path in found - asked_for - allowed)
    assert not further, f"“{construct.name}” has spread to {', '.join(further)}"
    counted = sorted(str(path.relative_to(ROOT)) for path in asked_for - allowed)
    assert 1 <= len(counted) <= recipe.most, f"“{construct.name}” stands in {', '.join(counted)}"


@pytest.mark.parametrize("kind", [*CONSTRUCTS])
def test_a_recipe_names_no_file_in_vain(kind: str) -> None:
    found = {path for construct in CONSTRUCTS[kind] for path in construct.files()}
    recipe = recipes()[kind]
    idle = [named for named in (*recipe.files, *recipe.others) if not found & matching((named,))]
    assert not idle, f"nothing of the kind stands in {', '.join(idle)}"


def test_a_finding_made_in_several_places_is() -> None:
    """So that the list of those that need not be counted holds no more than it must."""
    several = [a_finding(Code(value)) for value in MADE_IN_SEVERAL_PLACES]
    assert [each.name for each in several if len(each.files()) <= AIMS["A finding"]] == []


def test_a_function_can_be_written_as_soon_as_it_is_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    middle = replace(tables.FUNCTIONS["earliest of"], phrase="middle of")
    monkeypatch.setattr(tables, "FUNCTIONS", {**tables.FUNCTIONS, middle.phrase: middle})
    read = tables.build().parse("middle of (2020-01-01, 2020-01-02)", start="expr")
    assert read.data == "list_call"
