"""What an editor is set to ask beside the rules, for there is no clock: of which cases, and on which day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ilacs_rules.cases.mapping import CaseMapping
from ilacs_rules.cases.mapping_reader import mapping_of
from ilacs_rules.cases.table_files import WORKBOOK
from ilacs_rules.editing.desk import Desk, absolute, hold_just
from ilacs_rules.engine.policies import NotInForce
from ilacs_rules.model.decision import Decision, Status
from ilacs_rules.policy.yaml_reader import read_tree
from ilacs_rules.text.files import ON_DISK, Files
from ilacs_rules.workspace.errors import PolicyError
from ilacs_rules.workspace.workspace import Workspace

SECTION = "ilacs-rules"  # under which an editor keeps its settings

_UNSURE = (Status.OVERDUE_UNLESS_DONE, Status.UNDETERMINED)


@dataclass(frozen=True, slots=True)
class AskedCases:
    """The file or folder of cases, the day, and how the columns of a table are read."""

    cases: Path
    on: date
    mapping: Path | None = None


@dataclass(frozen=True, slots=True)
class PlacesAsked:
    """The files and folders on which the answer hangs; none where nothing is asked.

    `tables` are the cases, and the table of facts that the mapping names beside them. `mapping` is what `mapping_file`
    says, None where it cannot be read.
    """

    tables: tuple[Path, ...] = ()
    mapping_file: Path | None = None
    mapping: CaseMapping | None = None

    @property
    def all(self) -> tuple[Path, ...]:
        """Each of them."""
        return self.tables if self.mapping_file is None else (*self.tables, self.mapping_file)

    def mapping_for(self, file: Path) -> CaseMapping | None:
        """The mapping, where a file is one of the tables that are read by it."""
        return self.mapping if file in self.tables else None

    def is_of_facts(self, file: Path) -> bool:
        """Whether a file is the table of facts beside the cases."""
        return file in self.tables[1:]


@dataclass(frozen=True, slots=True)
class Figures:
    """Of how many cases a requirement applies to some, is overdue for some, and of how many this cannot be told."""

    cases: int
    applies: int
    overdue: int
    unsure: int


def asked_cases(settings: object, folder: Path) -> AskedCases | None:
    """What is set, paths being those from a folder; None where cases or day are not, or are no path and no day."""
    given = settings.get(SECTION, settings) if isinstance(settings, dict) else None
    if not isinstance(given, dict) or not isinstance(given.get("cases"), str) or not given["cases"]:
        return None
    try:
        on = date.fromisoformat(str(given.get("on")))
    except ValueError:
        return None
    mapping = given.get("mapping")
    read_by = absolute(folder / mapping) if isinstance(mapping, str) and mapping else None
    return AskedCases(absolute(folder / given["cases"]), on, read_by)


def places_asked(asked: AskedCases | None, files: Files = ON_DISK) -> PlacesAsked:
    """On what the answer to a question hangs, as the mapping now says."""
    if asked is None:
        return PlacesAsked()
    source = None if asked.mapping is None else files.read(asked.mapping)[0]
    tree = None if source is None else read_tree(source)[0]
    mapping = None if tree is None else mapping_of(tree, [])
    facts = mapping.facts.table if mapping is not None and mapping.facts is not None else None
    is_a_sheet = asked.cases.suffix.lower() == WORKBOOK
    beside = () if facts is None or is_a_sheet else (absolute(asked.cases.parent / facts.value),)
    return PlacesAsked((asked.cases, *beside), asked.mapping, mapping)


def workspace_of(texts: Mapping[Path, str]) -> Workspace:
    """What is asked beside the desk: a workspace in which the same texts are open."""
    workspace = Workspace(cache=False)
    for file, text in texts.items():
        workspace.open(file, text)
    return workspace


class PlanFigures:
    """Figures of requirements, worked out again only where the policy, the cases or the question are others."""

    def __init__(self) -> None:
        self.workspace = Workspace(cache=False)  # what was read of a text is kept there while the text stays
        self._open: Mapping[Path, str] = {}
        self._last: dict[Path, tuple[object, dict[str, Figures]]] = {}  # of each policy

    def of(self, policy: Path, texts: Mapping[Path, str], asked: AskedCases) -> dict[str, Figures]:
        """Of each requirement in force on the day, by its folded name; of none where the question has no answer."""
        hold_just(self.workspace, self._open, texts)
        self._open = texts
        try:
            program = self.workspace.load(policy).in_force(asked.on)
            asked_now = (program, asked, *map(_state, places_asked(asked).all))
            before, figures = self._last.get(policy, (None, {}))
            if before != asked_now:
                decided = self.workspace.decide(policy, asked.cases, asked.on, mapping=asked.mapping)
                names = decided.question.program.version.requirements
                figures = {name: _figures(name, decided.decisions) for name in names}
                self._last[policy] = asked_now, figures
        except (PolicyError, NotInForce, OSError):
            return {}
        return figures


def _state(place: Path) -> tuple[tuple[str, int, int], ...]:
    """By which it is seen that a file, or one in a folder, was written since: their names, times and sizes.

    Of what is not there it is empty: reading it will tell.
    """
    files = sorted(place.iterdir()) if place.is_dir() else [place]
    found = [(file.name, file.stat()) for file in files if file.is_file()]
    return tuple((name, told.st_mtime_ns, told.st_size) for name, told in found)


def written_last(desk: Desk, path: Path, on: date) -> dict[str, Path]:
    """In which file of a policy each requirement was written last before a day, by its folded name."""
    found: dict[str, Path] = {}
    for file in desk.version_files(path):
        version = desk.last_checked(file)
        if version is not None and version.start <= on:
            found |= dict.fromkeys(_requirements_in(desk, file), file)
    return found


def _requirements_in(desk: Desk, file: Path) -> Iterable[str]:
    tree = desk.tree(file)
    section = None if tree is None else tree.entries.get("requirements")
    return getattr(section.value, "entries", ()) if section is not None else ()


def _figures(name: str, decisions: Iterable[Decision]) -> Figures:
    found = [{each.status for each in decision.obligations if each.requirement == name} for decision in decisions]
    return Figures(
        cases=len(found),
        applies=sum(bool(each - {Status.DOES_NOT_APPLY, Status.UNDETERMINED}) for each in found),
        overdue=sum(Status.OVERDUE in each for each in found),
        unsure=sum(not each.isdisjoint(_UNSURE) for each in found),
    )
