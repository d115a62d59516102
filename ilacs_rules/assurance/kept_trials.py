"""What was found of mistakes before, kept from one run to the next under what it was found of.

A trial is kept under the meaning of the version, of the mistake and of the example, and under the program that tried
it. Whatever of these is edited is tried anew, and nothing else; where a rule stands in its file does not matter.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum
from functools import cache
from hashlib import sha256
from importlib.metadata import version as version_of
from pathlib import Path

from ilacs_rules.assurance.mutants import Mutant
from ilacs_rules.engine.program import Program
from ilacs_rules.model.version import Version
from ilacs_rules.policy.tree import Map

_FORM = 1  # of the file
_READ_BY_PEOPLE = ("written", "sources")  # of a version

Trials = dict[str, bool]
"""Of one mistake, by the key of an example, whether it notices it; under SAME whether it is none."""

SAME = "same"


@dataclass
class KeptTrials:
    """What is known of the mistakes of versions: by the key of the version, then by that of the mistake."""

    found: dict[str, dict[str, Trials]] = field(default_factory=dict)

    @staticmethod
    def read(written: bytes) -> KeptTrials:
        """What a file holds; nothing, where it was written by another program or holds something else."""
        try:
            read = json.loads(written)
            if read["form"] == _FORM and read["by"] == _this_program():
                return KeptTrials({str(key): _mistakes(each) for key, each in read["versions"].items()})
        except (ValueError, KeyError, TypeError, AttributeError):
            pass
        return KeptTrials()

    def as_bytes(self) -> bytes:
        """What is kept, for a file."""
        whole = {"form": _FORM, "by": _this_program(), "versions": self.found}
        return json.dumps(whole, separators=(",", ":")).encode() + b"\n"

    def of(self, key: str) -> dict[str, Trials]:
        """What is known of the mistakes of a version."""
        return self.found.get(key, {})


def _mistakes(read: Mapping[str, Mapping[str, object]]) -> dict[str, Trials]:
    return {str(key): {str(name): bool(one) for name, one in each.items()} for key, each in read.items()}


def version_key(program: Program) -> str:
    """The key of the meaning of a version, and of those before it that it may look back to."""
    return _digest([_meaning(program.version), *(_meaning(each.version) for each in program.earlier.values())])


def mistake_key(mutant: Mutant) -> str:
    """The key of a mistake among those of its version: what stands there instead, whatever it is called."""
    return _digest([mutant.section, mutant.name, _plain(getattr(mutant.version, mutant.section)[mutant.name])])


def example_key(example: Map) -> str:
    """The key of an example: its words, wherever they stand."""
    return _digest(_plain(example))


def _meaning(version: Version) -> object:
    names = (each.name for each in fields(version) if each.compare)
    return [_plain(getattr(version, name)) for name in names if name not in _READ_BY_PEOPLE]


def _plain(value: object) -> object:
    """A value as lists and texts that are the same wherever and whenever it is read; places are left out."""
    match value:
        case Enum():
            return [type(value).__name__, value.name]
        case Mapping():
            return [[_plain(key), _plain(each)] for key, each in value.items()]
        case tuple() | list():
            return [_plain(each) for each in value]
        case frozenset() | set():
            return sorted(json.dumps(_plain(each)) for each in value)
        case _ if is_dataclass(value):
            return [
                type(value).__name__,
                *(_plain(getattr(value, each.name)) for each in fields(value) if each.compare),
            ]
        case _:
            return [type(value).__name__, repr(value)]


def _digest(plain: object) -> str:
    return sha256(json.dumps(plain).encode()).hexdigest()[:20]


@cache
def _this_program() -> str:
    """The package as it is, and what reckons for it: another may find something else."""
    folder = Path(__file__).parents[1]
    told = sha256(f"{sys.version_info[:2]} {version_of('holidays')}".encode())
    for path in sorted(folder.rglob("*.py")):
        told.update(path.read_bytes())
    for path in sorted(folder.rglob("*.lark")):
        told.update(path.read_bytes())
    return told.hexdigest()
