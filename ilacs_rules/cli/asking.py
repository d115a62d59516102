"""The workspace as the commands ask it; why there is no answer is told in the words of the command line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from ilacs_rules.cli.findings import Refused
from ilacs_rules.cli.output import progress
from ilacs_rules.workspace.errors import NoSuchNameError, NotInstalledError, PolicyError
from ilacs_rules.workspace.workspace import Workspace

_OPTIONS = {
    "case": "--case",
    "requirement": "--requirement",
    "outcomes": "--outcome",
    "published_after": "--published-after",
    "place_undated": "--place-undated",
    "every": "--every",
    "within": "--within",
    "events": "--events",
    "by": "--by",
    "team": "--team",
}


@contextmanager
def asking(*, as_json: bool = False, jobs: int | None = 1) -> Iterator[Workspace]:
    """A workspace to ask; `jobs` as there.

    Raises Refused where the files cannot be used, and UsageError for an option that cannot.
    """
    try:
        cache = not click.get_current_context().find_root().params.get("no_cache")
        yield Workspace(progress, cache=cache, jobs=jobs)
    except PolicyError as error:
        raise Refused(error.diagnostics, as_json) from None
    except NoSuchNameError as error:
        raise click.BadParameter(f"{error}", param_hint=_OPTIONS.get(error.argument or "")) from None
    except NotInstalledError as error:
        raise click.UsageError(f"{error}") from None
