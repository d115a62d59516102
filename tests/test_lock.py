"""The locked environments: all that `pyproject.toml` asks for, within its ranges, with hashes and without addresses."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCKS = {"run": [], "docs": ["docs"], "dev": ["dev"]}  # lock → the extras it holds
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PYTHONS = ["3.11.2", "3.12.0", "3.13.0", "3.14.0"]
REMEDY = "run: make lock"


def locked(name: str) -> dict[str, list[tuple[Requirement, int]]]:
    """Package → its locked versions with how many hashes each has; more than one where they differ by the Python."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    found: dict[str, list[tuple[Requirement, int]]] = {}
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            wanted, *hashes = line.split("--hash=sha256:")
            requirement = Requirement(wanted.strip())
            found.setdefault(canonicalize_name(requirement.name), []).append((requirement, len(hashes)))
    return found


def asked_for(extras: list[str]) -> list[Requirement]:
    """What the project, its builder and these extras need, themselves unfolded."""
    texts = [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]]
    extra_texts = PROJECT["project"]["optional-dependencies"]
    wanted = [Requirement(text) for text in texts]
    for extra in extras:
        for requirement in map(Requirement, extra_texts[extra]):
            own = canonicalize_name(requirement.name) == PROJECT["project"]["name"]
            wanted += asked_for(sorted(requirement.extras)) if own else [requirement]
    return wanted


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_versions_and_hashes_and_no_addresses(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert not re.search(r"://|@ |--(extra-)?index-url|--find-links|--trusted-host", text)
    for versions in locked(name).values():
        for requirement, hashes in versions:
            assert re.fullmatch(r"==[^*,]+", str(requirement.specifier)), requirement
            assert hashes, requirement


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_what_the_project_asks_for(name: str, python: str) -> None:
    here = {"python_full_version": python, "python_version": python.rpartition(".")[0]}
    packages = locked(name)
    for wanted in asked_for(LOCKS[name]):
        fitting = [
            requirement
            for requirement, _ in packages.get(canonicalize_name(wanted.name), [])
            if requirement.marker is None or requirement.marker.evaluate(here)
        ]
        assert len(fitting) == 1, f"{wanted} for Python {python}: {REMEDY}"
        (version,) = fitting[0].specifier
        assert wanted.specifier.contains(version.version), f"{fitting[0]}: {REMEDY}"


@pytest.mark.parametrize("name", ["run", "docs"])
def test_the_smaller_locks_are_part_of_the_large_one(name: str) -> None:
    def versions(lock: str) -> set[str]:
        return {f"{each.name}{each.specifier}" for same in locked(lock).values() for each, _ in same}

    assert versions(name) <= versions("dev"), REMEDY
