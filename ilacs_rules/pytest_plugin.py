"""A plugin of pytest: the worked examples of policies as test items.

It does nothing until `ilacs_rules_policies` in the configuration of pytest names policies: files, or folders with a
file for each version. Then each example of each version is a test, beside all others.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from ilacs_rules.workspace.example_runs import TriedExample

_OPTION = "ilacs_rules_policies"
_TRIED: pytest.StashKey[dict[Path, dict[Path, list[TriedExample]] | str]] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    """The setting that turns it on."""
    told = "policies of ilacs-rules whose worked examples are tests: files, or folders with a file for each version"
    parser.addini(_OPTION, told, type="paths", default=[])


def pytest_configure(config: pytest.Config) -> None:
    """Where no path is named on the command line, the policies are looked at as well as what else is."""
    if config.args_source is not pytest.Config.ArgsSource.ARGS:
        looked_at = [(config.invocation_params.dir / each).resolve() for each in config.args]
        for policy in _policies(config):
            if not any(policy.is_relative_to(each) for each in looked_at):
                config.args.append(str(policy))


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A version file of one of the policies."""
    if file_path.suffix.lower() not in (".yaml", ".yml"):
        return None
    for policy in _policies(parent.config):
        if file_path == policy or file_path.parent == policy:
            return PolicyFile.from_parent(parent, path=file_path, policy=policy)
    return None


class PolicyFile(pytest.File):
    """A version of a policy, whose worked examples are tests."""

    def __init__(self, *, policy: Path, **told: object) -> None:
        super().__init__(**told)  # type: ignore[arg-type]  # as pytest gives it
        self.policy = policy

    def collect(self) -> Iterator[pytest.Item]:
        """A test for each example. Raises CollectError with the findings where the policy cannot be used."""
        tried = _tried(self.config, self.policy)
        if isinstance(tried, str):
            raise self.CollectError(tried)
        for each in tried.get(self.path, ()):
            yield WorkedExample.from_parent(self, name=each.result.name, tried=each)


class WorkedExample(pytest.Item):
    """A worked example."""

    def __init__(self, *, tried: TriedExample, **told: object) -> None:
        super().__init__(**told)  # type: ignore[arg-type]  # as pytest gives it
        self.tried = tried

    def runtest(self) -> None:
        """Fails with what is to be said of it."""
        from ilacs_rules.text.printing import as_text

        if not self.tried.result.holds:
            pytest.fail(as_text(self.tried.result.findings), pytrace=False)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where it is written; pytest counts lines from 0."""
        return self.path, self.tried.result.example.span.line - 1, self.name


def _policies(config: pytest.Config) -> list[Path]:
    return [Path(each).resolve() for each in config.getini(_OPTION)]


def _tried(config: pytest.Config, policy: Path) -> dict[Path, list[TriedExample]] | str:
    """The examples of a policy by their files, or why there are none; each policy is tried once."""
    from ilacs_rules import PolicyError, Workspace
    from ilacs_rules.workspace.example_runs import try_examples

    done = config.stash.setdefault(_TRIED, {})
    if policy not in done:
        try:
            found: dict[Path, list[TriedExample]] = {}
            for each in try_examples(Workspace(), policy).tried:
                found.setdefault(Path(each.result.example.span.source.name).resolve(), []).append(each)
            done[policy] = found
        except PolicyError as error:
            done[policy] = str(error)
    return done[policy]
