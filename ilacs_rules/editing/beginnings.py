"""What may be begun from where somebody is: an amendment from a version, a worked example from a case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ilacs_rules.editing.asked_cases import AskedCases, workspace_of
from ilacs_rules.editing.desk import Desk, absolute
from ilacs_rules.editing.new_files import CannotBeginError, NewText, new_example, new_version
from ilacs_rules.engine.policies import NotInForce
from ilacs_rules.language.dates import add_months
from ilacs_rules.language.dates_in_words import day_in_words
from ilacs_rules.policy.tree import Items, Map, Text
from ilacs_rules.text.reading import is_no_data
from ilacs_rules.workspace.errors import PolicyError


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is offered, of which policy, and for which day; of an example also its case, of a file and by a name."""

    title: str
    policy: Path
    day: date
    cases: Path | None = None
    name: str | None = None


def beginnings(desk: Desk, path: Path, offset: int, asked: AskedCases | None) -> Iterator[Beginning]:
    """What may be begun at a place: in a version of a policy that is a folder, or in a case that is asked about."""
    path = absolute(path)
    policy = desk.policy_of(path)
    if desk.is_policy(path) and desk.files.is_dir(policy):
        day = _a_year_after(desk, path)
        if day is not None:
            yield Beginning(f"Begin an amendment for {day_in_words(day)}", policy, day)
    elif asked is not None and desk.kind(path) == "cases":
        name = _case_at(desk.tree(path), offset)
        for each in _policies(desk, path, asked) if name is not None else ():
            title = f"Make “{name}” a worked example of {each.name} on {day_in_words(asked.on)}, as it is saved"
            yield Beginning(title, each, asked.on, path, name)


def begun(desk: Desk, beginning: Beginning) -> NewText:
    """The text of what was chosen. Raises CannotBeginError, which says why it cannot be begun."""
    workspace = workspace_of(desk.opened)
    try:
        if beginning.cases is None:
            return new_version(workspace, beginning.policy, beginning.day)
        return new_example(workspace, beginning.policy, beginning.cases, beginning.day, name=beginning.name)
    except PolicyError as error:
        raise CannotBeginError(error.diagnostics[0].message) from None
    except NotInForce as error:
        raise CannotBeginError(f"{error}") from None


def _a_year_after(desk: Desk, path: Path) -> date | None:
    """The first day of the newest version, a year later: some day has to stand there."""
    days = [version.start for file in desk.version_files(path) if (version := desk.last_checked(file)) is not None]
    return add_months(max(days), 12) if days else None


def _policies(desk: Desk, path: Path, asked: AskedCases) -> list[Path]:
    """The open policies to which a file of cases belongs, below its folder or asked about; of one that is saved."""
    if not path.exists() or (path != asked.cases and is_no_data(path)):
        return []
    opened = dict.fromkeys(desk.policy_of(file) for file in desk.opened if desk.is_policy(file))
    return [policy for policy in opened if any(path.is_relative_to(each) for each in (policy, asked.cases))]


def _case_at(tree: Map | None, offset: int) -> str | None:
    """The name of the case that stands there."""
    if tree is None:
        return None
    entry = tree.entries.get("cases")
    cases = entry.value.items if entry is not None and isinstance(entry.value, Items) else (tree,)
    for case in cases:
        name = case.entries.get("name") if isinstance(case, Map) else None
        if name is not None and isinstance(name.value, Text) and case.span.start <= offset <= case.span.end:
            return name.value.value
    return None
