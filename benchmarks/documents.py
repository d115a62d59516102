"""Benchmark (f): the document of every shipped version and of the example, from the loaded policy to its texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

from benchmarks.measuring import FULL, HERE, Effort, Measured, at_most, least_seconds
from ilacs_rules.api import load
from ilacs_rules.documents.policy_document.content import PolicyDocument
from ilacs_rules.documents.policy_document.document import policy_document
from ilacs_rules.documents.policy_document.rendering import Templates, pictures
from ilacs_rules.documents.policy_document.word import word
from ilacs_rules.engine.policies import Policy
from ilacs_rules.engine.program import Program

LIMIT = 2.0  # seconds, each document in all its forms
POLICIES = ("ilacs", "sif", HERE.parent / "examples" / "fire-safety")


def made(policy: Policy, program: Program, kept: dict[str, PolicyDocument], name: str) -> Callable[[], object]:
    """Makes the document of one version in every form but the Word file, and keeps it under a name."""

    def make() -> object:
        document = kept[name] = policy_document(policy, program.version.start)
        templates = Templates()
        return templates.site(document), templates.whole(document), templates.markdown(document), pictures(document)

    return make


def measure(effort: Effort = FULL) -> Iterator[Measured]:
    took: dict[str, float] = {}
    documents: dict[str, PolicyDocument] = {}
    read = 0.0
    for name in POLICIES:
        policy = load(name)
        read = max(read, least_seconds(lambda: load(name), 1, effort.of(3)))  # noqa: B023 (called at once)
        for program in policy.versions[: effort.of(len(policy.versions))]:
            version = f"{policy.name} {program.version.start}"
            took[version] = least_seconds(made(policy, program, documents, version), 1, effort.of(3))
    slowest = max(took, key=lambda name: took[name])
    aim, reached = at_most(LIMIT, took[slowest], "s")
    yield Measured("f", f"the slowest of {len(took)} documents ({slowest})", took[slowest], aim=aim, reached=reached)
    whole = took[slowest] + least_seconds(lambda: word(documents[slowest], Templates()), 1, effort.of(3), perf_counter)
    aim, reached = at_most(LIMIT, whole, "s")
    yield Measured("f", "    the same with its Word file", whole, aim=aim, reached=reached)
    average = sum(took.values()) / len(took)
    yield Measured("f", "    all, on average", average, average / read, "reading the largest policy")
