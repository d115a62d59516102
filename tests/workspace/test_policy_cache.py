"""A policy is kept on the disk from one run to the next, and nobody can tell by the answers."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest

import ilacs_rules
from ilacs_rules import Policy, PolicyError, Workspace
from ilacs_rules.workspace import policy_cache
from ilacs_rules.workspace.policy_cache import cache_folder, kept_policy
from ilacs_rules.workspace.texts import OpenTexts

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
SHIPPED: dict[str, tuple[str | None, date]] = {
    "ilacs": ("invented-authorities", date(2025, 6, 2)),
    "sif": (None, date(2016, 6, 1)),
    **{
        f"examples/{name}": (f"{name}/cases", date(year, 10, 1))
        for name, year in {
            "care-homes": 2025,
            "fire-safety": 2024,
            "flight-operators": 2024,
            "food-hygiene": 2025,
            "schools": 2025,
        }.items()
    },
}

VERSION = """\
policy: checks
title: Checks
publisher: The service
subject: building
published: 2019-12-01
in force: {from: 2020-01-01}
sources: {scheme: {title: The scheme}}
facts: {storeys: number}
events: {check: {}}
definitions:
  months between: {source: scheme, table: months.csv}
requirements:
  next check: {source: scheme, event: check, due: every 12 months}
"""
AMENDMENT = """\
policy: checks
amends: 2020-01-01
published: 2020-12-01
in force: {from: 2021-01-01}
requirements:
  next check: {due: every 24 months}
"""
TABLE = "storeys,months between\n<= 3,12\n> 3,6\n"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where policies are kept; this program stands still meanwhile."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("ILACS_RULES_CACHE", str(folder))
    return folder


@dataclass
class Files:
    """A policy in a folder of its own."""

    folder: Path

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        before = (self.folder / name).read_text(encoding="utf-8")
        assert old in before
        self.write(name, before.replace(old, new))


@pytest.fixture
def files(tmp_path: Path) -> Files:
    made = Files(tmp_path / "policy")
    made.folder.mkdir()
    made.write("2020-01-01.yaml", VERSION)
    made.write("2021-01-01.yaml", AMENDMENT)
    made.write("months.csv", TABLE)
    return made


def kept(path: Path | str) -> Policy | None:
    return kept_policy(path, OpenTexts())


def test_what_was_loaded_is_kept_and_is_the_same(files: Files) -> None:
    assert kept(files.folder) is None
    read = ilacs_rules.load(files.folder)
    again = kept(files.folder)
    assert again == read == ilacs_rules.load(files.folder)
    assert again is not None
    for old, new in zip(read.versions, again.versions, strict=True):
        assert new.version.before == old.version.before
        assert new.version.definitions.keys() == old.version.definitions.keys()
        assert str(new.version.requirements["next check"].span) == str(old.version.requirements["next check"].span)


@pytest.mark.parametrize("policy", SHIPPED)
def test_answers_are_the_same_to_the_byte(policy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    cases, on = SHIPPED[policy]

    def answers(workspace: Workspace) -> list[str]:
        told: list[object] = [workspace.matrix(policy, on).as_data()]
        if cases is not None:
            question = workspace.ask(policy, EXAMPLES / cases, on)
            told += [question.plan().as_data(), question.why().as_data(), question.decide().in_short()]
        data = [json.dumps(each, default=repr) for each in told]
        version = workspace.load(policy).versions[-1].version.start
        documents = [workspace.explain(policy, day).as_text(88) for day in (on, version)]
        return [*data, *documents, workspace.show(policy, on).as_text()]

    afresh = answers(Workspace(cache=False))
    ilacs_rules.load(policy)
    assert kept(policy) is not None
    assert answers(Workspace()) == afresh


def _new_version(files: Files) -> None:
    files.write("2022-01-01.yaml", AMENDMENT.replace("2021", "2022").replace("2020-12", "2021-12"))


def _no_amendment(files: Files) -> None:
    (files.folder / "2021-01-01.yaml").unlink()


EDITS: dict[str, Callable[[Files], None]] = {
    "a file of rules": lambda files: files.edit("2020-01-01.yaml", "The service", "The Service"),
    "a comment in it, which moves what stands below": lambda files: files.edit(
        "2020-01-01.yaml", "facts", "# –\nfacts"
    ),
    "an amendment": lambda files: files.edit("2021-01-01.yaml", "24 months", "36 months"),
    "a table": lambda files: files.edit("months.csv", "> 3,6", "> 3,9"),
    "one file more": _new_version,
    "one file less": _no_amendment,
    "another kind of file beside them": lambda files: files.write("2021-06-01.yml", AMENDMENT),
}


@pytest.mark.parametrize("edit", EDITS)
def test_whatever_was_read_and_changes_is_read_again(files: Files, edit: str) -> None:
    ilacs_rules.load(files.folder)
    assert kept(files.folder) is not None
    EDITS[edit](files)
    assert kept(files.folder) is None
    try:
        fresh = ilacs_rules.load(files.folder, cache=False)
    except PolicyError:
        with pytest.raises(PolicyError):
            ilacs_rules.load(files.folder)
        assert kept(files.folder) is None, "what cannot be used is not kept"
    else:
        assert ilacs_rules.load(files.folder) == fresh == kept(files.folder)


def test_a_table_that_was_not_there_is_seen_when_it_comes(files: Files) -> None:
    (files.folder / "months.csv").unlink()
    with pytest.raises(PolicyError):
        ilacs_rules.load(files.folder)
    files.write("months.csv", TABLE)
    assert ilacs_rules.load(files.folder)


def test_the_same_path_seen_from_elsewhere_is_another(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(files.folder.parent)
    ilacs_rules.load("policy")
    assert kept("policy") is not None
    elsewhere = files.folder.parent / "elsewhere"
    shutil.copytree(files.folder, elsewhere / "policy")
    monkeypatch.chdir(elsewhere)
    assert kept("policy") is None


def test_two_policies_whose_names_come_to_the_same_are_told_apart(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy_cache, "_name", lambda path: "same.json")
    ilacs_rules.load(files.folder)
    assert kept(files.folder) is not None
    assert kept(files.folder / "2020-01-01.yaml") is None


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small program in place of this one, to be changed."""
    (tmp_path / "program" / "part").mkdir(parents=True)
    (tmp_path / "schemas").mkdir()
    (tmp_path / "program" / "part" / "module.py").write_text("1\n")
    (tmp_path / "schemas" / "policy.schema.json").write_text("{}\n")
    monkeypatch.setattr(policy_cache, "PACKAGE", tmp_path / "program")
    monkeypatch.setattr(policy_cache, "shipped", lambda name: tmp_path / name)
    return tmp_path


@pytest.mark.parametrize("changed", ["program/part/module.py", "program/part/new.py", "schemas/policy.schema.json"])
def test_another_program_takes_nothing_that_this_one_kept(files: Files, package: Path, changed: str) -> None:
    policy_cache.this_program.cache_clear()
    ilacs_rules.load(files.folder)
    assert kept(files.folder) is not None
    (package / changed).write_text("2\n")
    os.utime(package / changed, ns=(1, 1))
    policy_cache.this_program.cache_clear()
    assert kept(files.folder) is None
    policy_cache.this_program.cache_clear()


def test_a_program_that_is_edited_while_it_runs_keeps_nothing(files: Files, package: Path, cache: Path) -> None:
    policy_cache.this_program.cache_clear()
    policy_cache.this_program()
    (package / "program/part/module.py").write_text("3 more\n")
    ilacs_rules.load(files.folder)
    assert not cache.exists()
    policy_cache.this_program.cache_clear()


def test_another_python_takes_nothing_either(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    ilacs_rules.load(files.folder)
    policy_cache.this_program.cache_clear()
    monkeypatch.setattr(sys, "version", "3.99")
    assert kept(files.folder) is None
    policy_cache.this_program.cache_clear()


# ------------------------------------------------------------------------------------------------ files gone wrong


def _only_file(cache: Path) -> Path:
    (file,) = cache.iterdir()
    return file


def _sealed(content: bytes) -> bytes:
    return blake2b(content, digest_size=32).hexdigest().encode() + b"\n" + content


def _with(content: bytes, **changed: Any) -> bytes:
    return _sealed(json.dumps(json.loads(content.split(b"\n", 1)[1]) | changed).encode())


class _Harmful:
    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        return os.mkdir, ("harm",)


WRONG: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "cut off": lambda content: content[:-40],
    "one letter changed": lambda content: content.replace(b"The service", b"The Service"),
    "not ours": lambda content: b"something else\n",
    "other JSON": lambda content: _sealed(b"[1, 2]"),
    "nothing in it": lambda content: _sealed(b"{}"),
    "a pickle": lambda content: _sealed(pickle.dumps(_Harmful())),
    "a kind that is none of ours": lambda content: _with(content, kinds=["os.system"] * 99),
    "rows that are not there": lambda content: _with(content, versions=[10**9]),
    "no version": lambda content: _with(content, versions=[0]),
    "endless": lambda content: _sealed(b"[" * 10**6),
    "the program of another": lambda content: _with(content, program="another"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_file_that_is_not_as_it_was_kept_is_as_if_there_were_none(
    files: Files, cache: Path, wrong: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    read = ilacs_rules.load(files.folder)
    file = _only_file(cache)
    file.write_bytes(WRONG[wrong](file.read_bytes()))
    assert kept(files.folder) is None
    assert ilacs_rules.load(files.folder) == read
    assert kept(files.folder) == read, "it was kept anew"
    assert not Path("harm").exists()


def test_what_is_kept_is_used_and_check_never_uses_it(files: Files, cache: Path) -> None:
    ilacs_rules.load(files.folder)
    file = _only_file(cache)
    values = json.loads(file.read_bytes().split(b"\n", 1)[1])["values"]
    file.write_bytes(_with(file.read_bytes(), values=["Forged" if each == "The service" else each for each in values]))
    assert ilacs_rules.load(files.folder).versions[0].version.publisher == "Forged"
    checked, _ = Workspace().check(files.folder)
    assert checked is not None
    assert checked.versions[0].version.publisher == "The service"


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system does not tell who may write a file")
@pytest.mark.parametrize("what", ["the folder", "the file"])
def test_what_others_may_write_is_not_taken(files: Files, cache: Path, what: str) -> None:
    ilacs_rules.load(files.folder)
    assert kept(files.folder) is not None
    (cache if what == "the folder" else _only_file(cache)).chmod(0o777)
    assert kept(files.folder) is None


# ------------------------------------------------------------------------------------------------ where, and whether


def test_nothing_is_kept_where_nobody_wants_it(files: Files, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ilacs_rules.load(files.folder, cache=False)
    Workspace(cache=False).load(files.folder)
    monkeypatch.setenv("ILACS_RULES_CACHE", "off")
    ilacs_rules.load(files.folder)
    assert not cache.exists()


def test_a_folder_that_cannot_be_made_is_no_fault(files: Files, cache: Path) -> None:
    cache.write_text("a file stands in its place")
    assert ilacs_rules.load(files.folder) == ilacs_rules.load(files.folder)


def test_texts_that_are_held_open_are_not_kept(files: Files, cache: Path) -> None:
    held = Workspace()
    held.open(files.folder / "2020-01-01.yaml", VERSION.replace("The service", "Not saved"))
    assert held.load(files.folder).versions[0].version.publisher == "Not saved"
    assert not cache.exists()


@pytest.mark.parametrize(
    ("system", "variables", "folder"),
    [
        ("linux", {"XDG_CACHE_HOME": "/caches"}, "/caches/ilacs-rules"),
        ("linux", {"XDG_CACHE_HOME": ""}, "/home/ann/.cache/ilacs-rules"),
        ("linux", {"XDG_CACHE_HOME": "not/absolute"}, None),
        ("darwin", {}, "/home/ann/Library/Caches/ilacs-rules"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/ilacs-rules"),
        ("win32", {"LOCALAPPDATA": ""}, "/home/ann/AppData/Local/ilacs-rules"),
        ("linux", {"ILACS_RULES_CACHE": "/here"}, "/here"),
        ("linux", {"ILACS_RULES_CACHE": "OFF"}, None),
    ],
)
def test_the_folder_is_where_the_system_has_such_files(
    system: str, variables: dict[str, str], folder: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ILACS_RULES_CACHE")
    monkeypatch.setenv("HOME", "/home/ann")
    monkeypatch.setattr(sys, "platform", system)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert cache_folder() == (None if folder is None else Path(folder))


def test_old_ones_go(files: Files, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy_cache, "_MOST_KEPT", 2)
    monkeypatch.chdir(files.folder.parent)
    for path in ("policy", "policy/", "./policy/2020-01-01.yaml", "policy/2020-01-01.yaml", files.folder):
        ilacs_rules.load(path)
    assert len(list(cache.iterdir())) == 2


def test_what_else_is_in_the_folder_stays_there(files: Files, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy_cache, "_MOST_KEPT", 1)
    cache.mkdir(mode=0o700)
    own = [cache / "notes.txt", cache / "cases.json"]
    for each in own:
        each.write_text("mine", encoding="utf-8")
    for path in (files.folder, files.folder / "2020-01-01.yaml"):
        ilacs_rules.load(path)
    assert all(each.exists() for each in own)
    assert len(list(cache.iterdir())) == 3


# ------------------------------------------------------------------------------------------------ other processes


def test_a_policy_that_was_kept_goes_to_another_process(files: Files) -> None:
    ilacs_rules.load(files.folder)
    policy = kept(files.folder)
    assert policy is not None
    copied = pickle.loads(pickle.dumps(policy))
    files.edit("2020-01-01.yaml", "The service", "Another")
    assert copied == policy
    assert copied.versions[0].version.text.publisher == "The service", "it is the text that was kept"


def test_two_processes_at_once_keep_one(files: Files, cache: Path) -> None:
    program = "import sys, ilacs_rules; print(ilacs_rules.load(sys.argv[1]).versions[0].version.publisher)"
    started = [
        subprocess.Popen([sys.executable, "-c", program, str(files.folder)], cwd=ROOT, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    assert [each.communicate()[0] for each in started] == [b"The service\n"] * 2
    assert _only_file(cache).suffix == ".json"
    assert kept(files.folder) is not None


NOT_NEEDED = ["lark", "yaml", "jsonschema", "ilacs_rules.checker.check", "ilacs_rules.language.parser"]


def test_a_decision_by_what_was_kept_reads_no_policy(files: Files) -> None:
    ilacs_rules.load(files.folder)
    files.write("../case.json", '{"name": "Mill", "facts": {"storeys": 2}, "events": []}')
    question = ["decide", str(files.folder), str(files.folder.parent / "case.json"), "--on", "2021-05-01"]
    program = (
        f"import sys; sys.argv[1:] = {question}\nfrom ilacs_rules.cli.start import main\n"
        f"try:\n    main()\nfinally:\n    print(sorted(sys.modules.keys() & {set(NOT_NEEDED)}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "[]\n"), done.stdout
    assert "next check" in done.stdout


def test_the_command_keeps_nothing_with_no_cache(files: Files, cache: Path) -> None:
    command = [sys.executable, "-m", "ilacs_rules.cli.main", "--no-cache", "show", str(files.folder)]
    done = subprocess.run([*command, "--on", "2021-05-01"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not cache.exists()
