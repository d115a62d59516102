"""From a path to the versions of a policy.

A policy is one file, or a folder with a file for each version, named for the day it comes into force. An amendment
stands beside the version it amends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from ilacs_rules.language.dates import ONE_DAY
from ilacs_rules.policy.amend import consolidate, refuse_repeals, repeals
from ilacs_rules.policy.decision_tables import csv_file_of, is_kept_in_csv
from ilacs_rules.policy.finding import found_at
from ilacs_rules.policy.items_kept import with_items_kept
from ilacs_rules.policy.model import VersionText
from ilacs_rules.policy.reader import read_version
from ilacs_rules.policy.structure import check, check_complete, may_amend
from ilacs_rules.policy.tree import Map, Text, number_of_entries
from ilacs_rules.policy.yaml_reader import read_tree
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import MOST_FINDINGS, Diagnostic, in_reading_order, not_looked_at
from ilacs_rules.text.files import ON_DISK, Files
from ilacs_rules.text.nearest import did_you_mean
from ilacs_rules.text.once import AFRESH, Afresh
from ilacs_rules.text.reading import TABLE_LIMIT, is_no_data, passed_over
from ilacs_rules.text.source import Source, Span, nowhere

SUFFIX = ".yaml"
MOST_ENTRIES = 10_000  # of one file; the policies that people write have some hundreds

_SUFFIXES = (SUFFIX, ".yml")  # in capitals or not
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_policy(path: str | Path) -> tuple[list[VersionText], list[Diagnostic]]:
    """The versions of a policy in the order of coming into force, and everything found on the way.

    `path` is a file (its one version, consolidated with what it amends), a folder, or the name of a shipped policy
    where there is no such path. A version that could not be read at all is left out.
    """
    versions, _, found = read_through_time(path)
    return versions, found


def read_through_time(
    path: str | Path, files: Files = ON_DISK, afresh: Afresh = AFRESH
) -> tuple[list[VersionText], list[VersionText], list[Diagnostic]]:
    """As `read_policy`; and, for a file, the earlier versions beside it, as far as they can be read.

    They are what an amendment alone does not tell: since when a requirement has been in force, and what it was before.
    What is wrong with them is told when they are read for their own sake.
    """
    found = found_at(path, files)
    if isinstance(found, Diagnostic):
        return [], [], [found]
    if not files.is_dir(found):
        folder = _Folder(found.parent, files, afresh)
        version = folder.version(found)
        diagnostics = in_reading_order(folder.diagnostics)
        return [version] if version else [], folder.before(found), diagnostics
    folder = _Folder(found, files, afresh)
    there = _version_files(found, files)
    others = [file for file in files.listed(found) if file not in there and not _belongs_here(file, files)]
    if others:
        hint = "a version file is named for the day it comes into force: 2018-01-01.yaml"
        folder.diagnostics.append(passed_over(found, others, hint))
    named = [file for file in there if folder.named_for_its_day(file)]
    versions = [folder.version(file) for file in named]
    folder.check_apart(named, versions)
    if not there:
        message = f"there is no version file in “{found.as_posix()}”"
        hint = "a version file is named for the day it comes into force: 2018-01-01.yaml"
        folder.diagnostics.append(Diagnostic(Code.UNREADABLE_FILE, message, nowhere(found.as_posix()), hint))
    read = sorted((version for version in versions if version), key=lambda version: version.start)
    return read, [], in_reading_order(folder.diagnostics)


def read_policy_text(source: Source) -> tuple[VersionText | None, list[Diagnostic]]:
    """The version a text writes down. What it amends, and its tables in CSV, are looked for beside `source.name`."""
    path = Path(source.name)
    folder = _Folder(path.parent)
    folder.sources[path] = source
    return folder.version(path), in_reading_order(folder.diagnostics)


def _version_files(folder: Path, files: Files) -> list[Path]:
    """The YAML files of a folder, by name; there is none where there is no folder."""
    return [
        file
        for file in files.listed(folder)
        if file.suffix.lower() in _SUFFIXES and files.is_file(file) and not is_no_data(file)
    ]


def _belongs_here(file: Path, files: Files) -> bool:
    """Whether nobody would take it for a version: a folder (of cases, of templates), or a table a version may name."""
    return files.is_dir(file) or file.suffix.lower() == ".csv" or is_no_data(file)


@dataclass
class _Folder:
    """The version files of one folder, each read once."""

    path: Path
    files: Files = ON_DISK
    afresh: Afresh = AFRESH
    diagnostics: list[Diagnostic] = field(default_factory=list)
    sources: dict[Path, Source | None] = field(default_factory=dict)
    own: dict[Path, Map | None] = field(default_factory=dict)
    consolidated: dict[Path, Map | None] = field(default_factory=dict)

    def version(self, file: Path) -> VersionText | None:
        tree = self._consolidated(file)
        origin = self.sources.get(file)
        if tree is None or origin is None:
            return None
        self.diagnostics += self.afresh.once(check_complete, tree)
        tables = tuple(self.files.held(table, TABLE_LIMIT) for table in self._tables(tree))
        repealed = self.afresh.once(_all_repeals, *self._amended(file))
        version, found = self.afresh.once(read_version, tree, origin, repealed, self.files, tables, self.afresh)
        self.diagnostics += found
        if len(found) >= MOST_FINDINGS:
            self.diagnostics.append(not_looked_at(found))
            return None
        if version is not None:
            self._check_kept(version)
        return version

    def file_of(self, day: str) -> Path:
        """The file of the version of a day; the one there should be, where there is none."""
        file = self.path / f"{day}{SUFFIX}"
        if self._is_there(file):
            return file
        return next((each for each in _version_files(self.path, self.files) if each.stem == day), file)

    def before(self, file: Path) -> list[VersionText]:
        """The versions that come into force before that of a file, by their names, the first of them first."""
        if not _DAY.fullmatch(file.stem):
            return []
        return [version for each in self._before(file.stem) if (version := self.version(each)) is not None]

    def _before(self, day: str) -> list[Path]:
        return [file for file in _version_files(self.path, self.files) if _DAY.fullmatch(file.stem) and file.stem < day]

    def _check_kept(self, version: VersionText) -> None:
        """What a transition keeps is an earlier version (E608)."""
        for each in version.transitions.values():
            file = self.file_of(f"{each.keep}")
            if (each.keep < version.start or "from" in version.perhaps) and self._is_there(file):
                continue
            message = f"there is no earlier version {each.keep} to keep"
            days = [other.stem for other in self._before(f"{version.start}")]
            hint = did_you_mean(f"{each.keep}", days) or "write the day an earlier version came into force"
            self._report(Code.NOTHING_TO_KEEP, message, each.kept, hint)

    def _amended(self, file: Path) -> list[Map]:
        """The amendments that the version of a file is made of, the last of them first."""
        found: list[Map] = []
        seen: set[Path] = set()
        while (tree := self._own(file)) is not None and file not in seen:
            seen.add(file)
            amends = _text(tree, "amends")
            if amends is None:
                break
            found.append(tree)
            file = self.file_of(amends.value)
        return found

    def _tables(self, tree: Map) -> list[Path]:
        """The CSV files that the definitions of a version name."""
        section = tree.entries.get("definitions")
        items = section.value.entries.values() if section is not None and isinstance(section.value, Map) else ()
        tables = (_text(item.value, "table") for item in items if isinstance(item.value, Map))
        return [csv_file_of(table) for table in tables if table is not None and is_kept_in_csv(table)]

    def _is_there(self, file: Path) -> bool:
        return file in self.sources or self.files.is_file(file)

    def named_for_its_day(self, file: Path) -> bool:
        """Whether the name of a version file is a day; reports E120 if it is not, or is not the day it says."""
        tree = self._own(file)
        day = _text(tree, "in force", "from") if tree else None
        source = self.sources.get(file)
        if _DAY.fullmatch(file.stem):
            if day and day.value != file.stem and _DAY.fullmatch(day.value):
                message = f"this file is named {file.name}, and comes into force on {day.value}"
                self._report(Code.FILE_NAME_AND_DATE, message, day.span, f"name it {day.value}{SUFFIX}")
            return True
        if source is not None:
            message = f"“{file.name}” is not named for the day it comes into force"
            hint = f"name it {day.value}{SUFFIX}" if day else f"name it for example 2018-01-01{SUFFIX}"
            self._report(Code.FILE_NAME_AND_DATE, message, day.span if day else Span(source, 0, 0), hint)
        return False

    def check_apart(self, files: list[Path], versions: list[VersionText | None]) -> None:
        """No two versions are in force on one day (E606), save that an amendment takes the place of what it amends.

        Days between two versions on which neither is in force are told (W607).
        """
        all_read = all(version and "from" not in version.perhaps for version in versions)
        read = [(file, version) for file, version in zip(files, versions, strict=True) if version]
        read.sort(key=lambda each: each[1].start)
        for (earlier_file, earlier), (file, version) in pairwise(read):
            tree = self._own(file)
            day = _text(tree, "in force", "from") if tree else None
            if tree is None or day is None:
                continue
            related = ((earlier.policy.span, "the other version"),)
            if all_read and version.start > earlier.start:
                self._check_not_bypassed(tree, earlier, version, related)
            code = Code.VERSIONS_OVERLAP
            if version.start == earlier.start:
                message = f"two versions come into force on {version.start}: {earlier_file.name} and {file.name}"
                hint = "give one of them another day, or put them in one file"
            elif earlier.until and version.start <= earlier.until and not may_amend(tree):
                before = f"{earlier_file.name} is in force until {earlier.until}"
                message = f"this version begins on {version.start}, while {before}"
                hint = f"write “until: {version.start - ONE_DAY}” there, or “amends: {earlier.start}” here"
            elif all_read and earlier.until and version.start > earlier.until + ONE_DAY:
                code = Code.GAP_IN_FORCE
                gap = f"{earlier.until + ONE_DAY} to {version.start - ONE_DAY}"
                message = f"no version is in force from {gap}: {earlier_file.name} ends before"
                hint = f"if it goes on until this one begins, take “until: {earlier.until}” away there"
            else:
                continue
            self.diagnostics.append(Diagnostic(code, message, day.span, hint, related))

    def _check_not_bypassed(
        self, tree: Map, earlier: VersionText, version: VersionText, related: tuple[tuple[Span, str], ...]
    ) -> None:
        """An amendment changes the version in force until it begins, else what that had changed is undone (W612)."""
        amends = _text(tree, "amends")
        ended = earlier.until is not None and earlier.until < version.start
        if amends is None or ended or amends.value == f"{earlier.start}":
            return
        message = f"this amends the version of {amends.value}, so what that of {earlier.start} changed is undone"
        hint = f"write “amends: {earlier.start}”; if it is to be undone, write there “until: {version.start - ONE_DAY}”"
        self.diagnostics.append(Diagnostic(Code.VERSION_BYPASSED, message, amends.span, hint, related))

    def _report(self, code: Code, message: str, span: Span, hint: str | None = None) -> None:
        self.diagnostics.append(Diagnostic(code, message, span, hint))

    def _own(self, file: Path) -> Map | None:
        """The tree of one file, its shape checked."""
        if file not in self.own:
            self.own[file] = self._read(file)
        return self.own[file]

    def _read(self, file: Path) -> Map | None:
        if file not in self.sources:
            self.sources[file], found = self.files.read(file)
            self.diagnostics += found
        source = self.sources[file]
        if source is None:
            return None
        tree, found = self.afresh.once(read_own_tree, source)
        self.diagnostics += found
        return None if tree is None else self.afresh.once(with_items_kept, tree, self.afresh)

    def _consolidated(self, file: Path) -> Map | None:
        """The text of a version with what it amends below it; None if any of these files cannot be read."""
        if file not in self.consolidated:
            tree = self._own(file)
            self.consolidated[file] = None  # an amendment in a ring ends here
            self.consolidated[file] = self._laid_over_its_base(tree) if tree else None
        return self.consolidated[file]

    def _laid_over_its_base(self, tree: Map) -> Map | None:
        if not may_amend(tree):
            return tree
        amends = _text(tree, "amends")
        if amends is None:
            return None
        own_day = _text(tree, "in force", "from")
        if own_day and amends.value >= own_day.value:
            message = f"a version amends an earlier one, and this one comes into force on {own_day.value}"
            self._report(Code.NOTHING_TO_AMEND, message, amends.span, "write the day of an earlier version")
            return None
        base_file = self.file_of(amends.value)
        if not self._is_there(base_file):
            days = [each.stem for each in _version_files(self.path, self.files) if _DAY.fullmatch(each.stem)]
            message = f"there is no version {amends.value} to amend: no file {base_file.as_posix()}"
            hint = did_you_mean(amends.value, days) or "write the day in the name of another file of this folder"
            self._report(Code.NOTHING_TO_AMEND, message, amends.span, hint)
            return None
        base = self._consolidated(base_file)
        if base is None:
            return None
        merged, found = self.afresh.once(consolidate, base, tree)
        self.diagnostics += found
        self._same_policy(base, tree)
        return merged

    def _same_policy(self, base: Map, tree: Map) -> None:
        theirs, ours = _text(base, "policy"), _text(tree, "policy")
        if theirs and ours and theirs.value != ours.value:
            message = f"the amended version is of the policy “{theirs.value}”"
            self._report(Code.NOTHING_TO_AMEND, message, ours.span, f"write “policy: {theirs.value}”")


def read_own_tree(source: Source) -> tuple[Map | None, list[Diagnostic]]:
    """The tree of one file by itself, its shape checked; None if it cannot be used."""
    tree, found = read_tree(source)
    if tree is None:
        return None, found
    if (entries := number_of_entries(tree)) > MOST_ENTRIES:
        message = f"this file holds {entries:,} entries, and {MOST_ENTRIES:,} are the most that are read"
        hint = "check that it is the right file; a long table may stand in a CSV file beside it"
        return None, [*found, Diagnostic(Code.FILE_TOO_LARGE, message, nowhere(source.name), hint)]
    tree, shape = check(tree)
    found = [*found, *shape]
    if len(shape) > MOST_FINDINGS:
        return None, [*found, not_looked_at(shape)]
    if not may_amend(tree):
        tree, repealed = refuse_repeals(tree)
        found += repealed
    return tree, found


def _all_repeals(*amendments: Map) -> dict[str, Span]:
    """What amendments have ended, the last of them first, and where each name was ended first."""
    found: dict[str, Span] = {}
    for each in amendments:
        found = repeals(each) | found
    return found


def _text(tree: Map, *keys: str) -> Text | None:
    value: Map | object = tree
    for key in keys:
        entry = value.entries.get(key) if isinstance(value, Map) else None
        value = entry.value if entry else None
    return value if isinstance(value, Text) and value.readable else None
