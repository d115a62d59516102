"""The texts that somebody has open: what is in them as they stand, what is found in them, and what was read last."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from ilacs_rules.editing.key_order import kind_of_file
from ilacs_rules.engine.policies import Policy
from ilacs_rules.model.version import Version
from ilacs_rules.policy.loading import read_own_tree, read_through_time
from ilacs_rules.policy.model import TableText, VersionText
from ilacs_rules.policy.tree import Map
from ilacs_rules.policy.yaml_reader import read_tree
from ilacs_rules.text.diagnostics import Diagnostic
from ilacs_rules.text.once import Remembered
from ilacs_rules.text.source import Source
from ilacs_rules.workspace.loading import check_policy, load_policy
from ilacs_rules.workspace.texts import OpenTexts

_VERSION_FILE = re.compile(r"\d{4}-\d{2}-\d{2}\.ya?ml", re.IGNORECASE)
_FIRST_KEY = re.compile(r"""^["']?([a-z][a-z ]*?)["']?[ \t]*:(?=\s|$)""", re.MULTILINE | re.IGNORECASE)
_SUFFIXES = (".yaml", ".yml")
TABLE = ".csv"

Findings = dict[Path, list[Diagnostic]]  # by file; a file in which nothing was found has an empty list


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file as it stands, as far as it can be read.

    `version` is what it says with what it amends; `last` is the same when it could last be read whole, and `checked`
    the version when it was last without an error. Each is None where there is none.
    """

    source: Source
    tree: Map | None = None
    version: VersionText | None = None
    last: VersionText | None = None
    checked: Version | None = None

    @property
    def texts(self) -> tuple[VersionText, ...]:
        """What its names are taken from: the text as it stands, and then as it last could be read."""
        return tuple(each for each in (self.version, self.last) if each is not None)


class Desk:
    """Open texts, with what was worked out of them kept: what has not changed is not worked out again.

    Paths are made absolute, and findings name files so. Nothing here raises for what a text holds.
    """

    def __init__(self) -> None:
        self.files = OpenTexts()
        self._kept = Remembered()
        self._open: dict[Path, str] = {}
        self._last: dict[Path, VersionText] = {}
        self._checked: dict[Path, Version] = {}

    # ---------------------------------------------------------------------------------------- texts

    def open(self, path: Path, text: str) -> None:
        """From now on a file holds this text, whatever is on the disk."""
        path = absolute(path)
        self._open[path] = text
        self.files.open(path, text)

    def close(self, path: Path) -> None:
        """From now on a file holds what is on the disk."""
        path = absolute(path)
        self._open.pop(path, None)
        self.files.close(path)

    @property
    def opened(self) -> dict[Path, str]:
        """The texts that are held open."""
        return dict(self._open)

    def source(self, path: Path) -> Source:
        """The text of a file as it stands; an empty one where it cannot be had."""
        path = absolute(path)
        return self.files.read(path)[0] or Source(path.as_posix(), "")

    def tree(self, path: Path) -> Map | None:
        """What a file is made of, as far as it can be read; its sentences are not."""
        source = self.source(path)
        return self._kept.once(read_own_tree, source)[0] if self.is_policy(path) else read_tree(source)[0]

    def written(self, path: Path) -> OpenFile:
        """A file as it stands; an empty one where it cannot be had. Of a table, what the version says that reads it."""
        path = absolute(path)
        if path.suffix.lower() == TABLE:
            return self._table(path)
        source, tree = self.source(path), self.tree(path)
        if not self.is_policy(path):
            return OpenFile(source, tree)
        versions, _, _ = read_through_time(path, self.files, self._kept)
        version = versions[0] if versions else None
        if version is not None and version.is_whole:
            self._last[path] = version
        return OpenFile(source, tree, version, self._last.get(path), self.last_checked(path))

    def _table(self, path: Path) -> OpenFile:
        """A table in CSV, with what the newest version says that reads it; with nothing where none does."""
        table = OpenFile(self.source(path))
        for file in reversed(self.version_files(path)) if self.policy_of(path) != path else ():
            read_by = self.written(file)
            bodies = (each.body for text in read_by.texts for each in text.definitions.values())
            if any(isinstance(body, TableText) and body.span.is_of(table.source) for body in bodies):
                return replace(read_by, source=table.source, tree=None)
        return table

    def last_checked(self, path: Path) -> Version | None:
        """The version of a file when it was last without an error; None where it never was."""
        return self._checked.get(absolute(path))

    def is_policy(self, path: Path) -> bool:
        """Whether a file is a version of a policy, and not cases or a mapping."""
        source, _ = self.files.read(absolute(path))
        if source is None or path.suffix.lower() not in _SUFFIXES:
            return False
        return _VERSION_FILE.fullmatch(path.name) is not None or self.kind(path) == "policy"

    def kind(self, path: Path) -> str | None:
        """Of what kind a file is, also one that cannot be read; None where it is none of ours."""
        source, _ = self.files.read(absolute(path))
        return None if source is None else kind_of_file(_first_keys(source.text))

    def policy_of(self, path: Path) -> Path:
        """The folder of a version that is named for its day, and of a table beside it; else a path by itself."""
        path = absolute(path)
        is_table = path.suffix.lower() == TABLE and bool(self._versions_in(path.parent))
        return path.parent if is_table or _VERSION_FILE.fullmatch(path.name) else path

    def version_files(self, path: Path) -> list[Path]:
        """The files of the policy that a file belongs to, the file itself among them."""
        policy = self.policy_of(path)
        return self._versions_in(policy) if self.files.is_dir(policy) else [policy]

    def _versions_in(self, folder: Path) -> list[Path]:
        return [file for file in self.files.listed(folder) if _VERSION_FILE.fullmatch(file.name)]

    @property
    def size(self) -> int:
        """How many things that were worked out are kept."""
        return self._kept.size

    # ---------------------------------------------------------------------------------------- findings

    def read(self, path: Path) -> Findings:
        """What is found while a policy is read and its sentences are checked; its examples are not tried.

        Of cases and other files of ours, what keeps them from being read as YAML; of other YAML nothing.
        """
        if self._is_alone(path):
            return self._read_alone(absolute(path))
        self._kept.next_round()
        policy, found = load_policy(self.policy_of(path), self.files, self._kept)
        self._keep(policy)
        return self._by_file(path, found)

    def _is_alone(self, path: Path) -> bool:
        policy = self.policy_of(path)
        return policy == absolute(path) and not self.files.is_dir(policy) and not self.is_policy(path)

    def _read_alone(self, path: Path) -> Findings:
        source, found = self.files.read(path)
        return {path: [] if self.kind(path) is None or source is None else [*found, *read_tree(source)[1]]}

    def checked(self, path: Path) -> Findings:
        """All that `check` finds in a policy, its worked examples and guarantees tried; of other files as `read`."""
        if self._is_alone(path):
            return self._read_alone(absolute(path))
        self._kept.next_round()
        policy, found = check_policy(self.policy_of(path), self.files, self._kept)
        self._keep(policy)
        return self._by_file(path, found)

    def tried(self, path: Path, texts: Mapping[Path, str]) -> Findings:
        """What `read` would find if some files held other texts. The desk stays as it is."""
        try:
            for file, text in texts.items():
                self.files.open(file, text)
            return self._by_file(path, load_policy(self.policy_of(path), self.files, self._kept)[1])
        finally:
            for file in texts:
                if file in self._open:
                    self.files.open(file, self._open[file])
                else:
                    self.files.close(file)

    def _keep(self, policy: Policy | None) -> None:
        for program in () if policy is None else policy.versions:
            self._checked[Path(program.version.text.origin.name)] = program.version

    def _by_file(self, path: Path, found: list[Diagnostic]) -> Findings:
        findings: Findings = {file: [] for file in self.version_files(path)}
        for each in found:
            findings.setdefault(Path(each.span.source.name), []).append(each)
        return findings


class Holds(Protocol):
    """What open texts can be given to."""

    def open(self, path: Path, text: str) -> None:
        """From now on a file holds this text."""

    def close(self, path: Path) -> None:
        """From now on a file holds what is on the disk."""


def hold_just(holder: Holds, held: Mapping[Path, str], texts: Mapping[Path, str]) -> None:
    """Has somebody hold these texts open and no others; `held` is what it was given before."""
    for file in held.keys() - texts.keys():
        holder.close(file)
    for file, text in texts.items():
        if held.get(file) != text:
            holder.open(file, text)


def absolute(path: Path) -> Path:
    """A path from the root of the disk on."""
    return Path(os.path.abspath(path))


def _first_keys(text: str) -> list[str]:
    """The keys at the head of a text, also of one that cannot be read."""
    return [found[1].lower() for found in _FIRST_KEY.finditer(text)]
