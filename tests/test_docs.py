"""The manual is executed: every policy, command and piece of Python in README.md and docs/ does what the page says.

A page is played from top to bottom in a folder of its own, which holds copies of `examples` and `rules`, and is written
out again with what came out; that text must be the page. `pytest --rewrite` stores it, for review in the diff. What
one sees is what is run:

- a block below a paragraph that ends in `` `NAME`: `` is that file; if it ends in “add to `NAME`:”, its items are laid
  into the sections of the file, new ones at the end, known ones in place of the old;
- a link called “The whole file” leads to that file as it then stands, for a reader to compare;
- a `console` block holds commands after `$` and what they print; a last line `…` stands for the rest of the output;
  `git` is run as it would be by Ann on the first day of 2026, so that a commit has the same name whenever it is made;
- a `python` block is run, and a `text` block directly below it is what it prints;
- any other `yaml` block is a piece of a policy or of cases and must at least be readable;
- in a table whose first column is called “write”, what stands there as code is a sentence of the language.

The pages in docs/codes show mistakes; tests/test_codes.py looks after them.
"""

from __future__ import annotations

import io
import re
import shlex
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner

from ilacs_rules import Source, Span
from ilacs_rules.language import parser
from tests.cli.running import commands
from tests.conftest import Golden
from tests.generated_parts import generated
from tests.grammar_page import LEFT_OUT, REST, sentences
from tests.repositories import git
from tests.trees import tree_in

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(page for page in DOCS.rglob("*.md") if page.parent.name != "codes")]
NOT_RUN = (
    "git clone ",
    "cd ",
    "python3 -m pip install ",
    "pipx install ",
    "uv tool install ",
    "make bench",
    "nvim ",
)  # shown without output
MISTAKES_SHOWN = {
    "docs/tutorial.md": 3,
    "docs/manual.md": 1,
    "docs/editing.md": 1,
    "docs/change.md": 1,
    "docs/how-to/other-cases.md": 1,
}  # how many times a page shows errors on purpose

_NAMED = re.compile(r"(?P<adds>[Aa]dd to )?`(?P<name>[\w./-]+\.\w+)`:\s*$")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<to>[^)#\s]+)(#[^)]*)?\)")
_WHOLE = re.compile(r"\[The whole file\]\((?P<to>[^)]+)\)")
_SECTION = re.compile(r"(?m)^(?=\S)")
_ITEM = re.compile(r"(?m)^(?=  [^\s#])")


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@dataclass(frozen=True)
class Part:
    """A stretch of a page: prose (language None), or a block with the paragraph above it."""

    text: str
    language: str | None = None
    above: str = ""


def parts_of(page: str) -> list[Part]:
    parts: list[Part] = []
    prose: list[str] = []
    block: list[str] | None = None
    language = ""
    for line in page.splitlines(keepends=True):
        if block is None and line.startswith("```"):
            above = " ".join("".join(prose).strip().rpartition("\n\n")[2].split())
            parts.append(Part("".join(prose)))
            prose, block, language = [], [], line[3:].strip()
        elif block is not None and line.startswith("```"):
            parts.append(Part("".join(block), language, above))
            block = None
        else:
            (prose if block is None else block).append(line)
    assert block is None, "the last block is not closed"
    return [*parts, Part("".join(prose))]


# ------------------------------------------------------------------------------------------------ playing a page


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_a_page_does_what_it_says(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, golden: Golden) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    for folder in ("examples", "rules"):
        copytree(ROOT / folder, tmp_path / folder)
    whole_files: dict[str, str] = {}
    golden(played(generated(page.read_text(encoding="utf-8")), whole_files), page)
    for name, text in whole_files.items():
        golden(text, page.parent / name)


def played(page: str, whole_files: dict[str, str] | None = None) -> str:
    """The page, with what its commands and programs printed when they were run here and now.

    `whole_files` are filled with what the file last written to was, at each link that shows it.
    """
    last = Path()
    written: list[str] = []
    names: dict[str, object] = {"__name__": "__main__"}
    printed: str | None = None  # by a program whose output the next block may show
    for part in parts_of(page):
        text = part.text
        match part.language:
            case None:
                if whole_files is not None:
                    shown_whole = {link["to"]: last.read_text(encoding="utf-8") for link in _WHOLE.finditer(text)}
                    whole_files.update(shown_whole)
                written.append(text)
                printed = printed if not text.strip() else None
                continue
            case "console":
                text = run_console(text)
            case "python":
                printed = run_python(text, names)
            case "text" if printed is not None:
                text, printed = printed, None
            case "yaml":
                assert_readable(text)
            case _:
                stored = ("csv", "json", "css", "jinja", "lua", "toml")  # they are used by what comes after
                assert part.language in stored, f"nobody runs this block: {part.language}\n{text}"
        named = _NAMED.search(part.above)
        if named is not None and part.language != "console":
            last = Path(named["name"])
            store(last, text, adds=named["adds"] is not None)
        written.append(f"```{part.language}\n{text}```\n")
    return "".join(written)


def run_console(block: str) -> str:
    """Each command of a block with what it prints now; cut where the block is cut."""
    assert block.startswith("$ "), f"a console block begins with “$ ”: {block}"
    written = []
    for command, *said in (each.splitlines() for each in re.split(r"(?m)^\$ ", block)[1:]):
        if command == "make test":
            output = make_test()
        elif command.startswith(NOT_RUN):
            output = []
        else:
            output = run(command).splitlines()
        while output and not output[-1].strip():
            output.pop()
        if said and said[-1] == REST and command != "make test":
            assert len(output) >= len(said), f"nothing is left out of: {command}"
            output = [*output[: len(said) - 1], REST]
        written += [f"$ {command}", *(line.rstrip() for line in output)]
    return "".join(f"{line}\n" for line in written)


def run(command: str) -> str:
    if command == "make plan":
        (command,) = recipe("plan")
    program, *arguments = shlex.split(command)
    if program == "git":
        return git(Path.cwd(), *arguments, day="2026-01-01")
    assert program == "ilacs-rules", f"how is this run? {command}"
    result = CliRunner().invoke(commands, arguments, prog_name=program)
    assert result.exit_code in (0, 1), result.output
    return result.output


def recipe(target: str) -> list[str]:
    """The commands of a target of the Makefile, as a reader would type them."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    found = re.search(rf"(?m)^{target}:.*\n((?:\t.*\n)+)", makefile)
    assert found is not None, f"the Makefile has no target {target}"
    lines = [line.strip().removeprefix("@") for line in found[1].splitlines()]
    variables = {"$(RULES)": "ilacs-rules", "$(BIN)": ".venv/bin", "$(TESTERS)": "2"}
    variables |= {" $(if $(CI),--cov --cov-report=)": ""}  # outside CI
    for variable, value in variables.items():
        lines = [line.replace(variable, value) for line in lines]
    return lines


def make_test() -> list[str]:
    """What `make test` prints, were it run from here: its commands, each that says anything with that left out."""
    silent = ("--quiet", "--no-error-summary")
    return [
        line
        for command in (*recipe("style"), *recipe("test"))
        for line in (command, *([] if any(s in command for s in silent) else [REST]))
    ]


def run_python(program: str, names: dict[str, object]) -> str:
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(program, "a block of the page", "exec"), names)
    return "".join(f"{line.rstrip()}\n" for line in printed.getvalue().splitlines())


def assert_readable(text: str) -> None:
    _, found = tree_in(text)
    assert found == [], [finding.message for finding in found]


def store(path: Path, text: str, *, adds: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(laid_into(path.read_text(encoding="utf-8"), text) if adds else text, encoding="utf-8")


def laid_into(whole: str, addition: str) -> str:
    """A YAML file with the items of another text in its sections: known ones replaced, new ones at the end."""
    sections = {_key(section): section for section in _SECTION.split(whole) if section.strip()}
    for section in (each for each in _SECTION.split(addition) if each.strip()):
        key, (head, *items) = _key(section), _ITEM.split(section)
        if items and key in sections:
            head, *known = _ITEM.split(sections[key])
            items = list({_key(item): f"{item.rstrip()}\n" for item in (*known, *items)}.values())
        sections[key] = f"{head}{''.join(items)}".rstrip() + ("\n\n" if items else "\n")
    return "".join(sections.values())


def _key(text: str) -> str:
    """What a section or an item is called; an item of a list is itself."""
    return text if text.lstrip().startswith("-") else text.partition(":")[0].strip()


# ------------------------------------------------------------------------------------------------ what is not run


PARSERS = (
    parser.parse_expression,
    parser.parse_due,
    parser.parse_cell,
    parser.parse_length,
    parser.parse_history,
    parser.parse_phase,
)


def test_what_the_manual_says_to_write_can_be_written() -> None:
    said = [sentence for page in PAGES for sentence in sentences(page.read_text(encoding="utf-8"))]
    assert len(said) > 50
    wrong = []
    for sentence in said:
        qualified = sentence.replace(REST, LEFT_OUT)
        span = Span(Source("", qualified), 0, len(qualified))
        if all(parse(span)[1] for parse in PARSERS):
            wrong.append(sentence)
    assert wrong == []


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CHANGELOG.md"], ids=shown)
def test_links_lead_somewhere(page: Path) -> None:
    links = [found["to"] for found in _LINK.finditer(page.read_text(encoding="utf-8"))]
    lost = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert lost == []


def test_every_page_is_reached_from_the_index() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    linked = {DOCS / found["to"] for found in _LINK.finditer(index)}
    assert set(PAGES) - {ROOT / "README.md", DOCS / "README.md"} <= linked


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_errors_are_shown_only_where_they_are_the_subject(page: Path) -> None:
    """So that `--rewrite` never stores a failure unnoticed."""
    text = page.read_text(encoding="utf-8")
    errors = re.findall(r"(?m)^\d+ errors?\b", text)
    assert len(errors) == MISTAKES_SHOWN.get(shown(page), 0)
    assert "takes over [W807]" not in text, "the page names an example that is called otherwise by now"


def test_the_sentences_of_inspectorates_are_counted() -> None:
    page = (DOCS / "how-to" / "from-a-sentence-to-a-rule.md").read_text(encoding="utf-8")
    sentences, clumsy = len(re.findall(r"(?m)^    note: ", page)), page.count("CLUMSY, for")
    assert f"Of {sentences} sentences {sentences - clumsy} can be said as they are read, and {clumsy} only" in page


def test_a_page_that_says_something_else_is_noticed() -> None:
    page = "```console\n$ ilacs-rules check examples\nall is well\n```\n"
    assert played(page) != page


def test_additions_are_laid_into_their_sections() -> None:
    whole = "policy: fire\n\nfacts:\n  height: number\n\nevents:\n  check: {}\n"
    addition = "facts:\n  height: text\n  use: text\ncalendar: england\n"
    assert laid_into(whole, addition) == (
        "policy: fire\n\nfacts:\n  height: text\n  use: text\n\nevents:\n  check: {}\ncalendar: england\n"
    )
