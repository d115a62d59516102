"""A value of a version as a question to regions: a copy of the version is asked for it under one more name."""

from __future__ import annotations

from dataclasses import replace

from ilacs_rules.engine.evaluation import Evaluation
from ilacs_rules.engine.program import Program
from ilacs_rules.model import tree
from ilacs_rules.model.absent import UNKNOWN
from ilacs_rules.model.case import Value
from ilacs_rules.model.ids import with_ids
from ilacs_rules.model.version import Priority
from ilacs_rules.regions.asking import Ask, Found, Open

_ASKED = "asked"  # of a copy that is asked this and then gone

AskedValue = tuple[Program, Ask, tree.Node]


def asking_for(program: Program, node: tree.Node) -> AskedValue:
    """A copy of a version, the question for a value of it, and the value there.

    The answer is the value; where it is not known, or not all of it, it is open.
    """
    version = program.version
    asking = with_ids(replace(version, priorities={**version.priorities, _ASKED: Priority(_ASKED, _ASKED, by=node)}))
    asked = asking.priorities[_ASKED].by
    assert asked is not None, "as it was made"

    def ask(evaluation: Evaluation) -> Found:
        value = evaluation.value(asked)
        return Found(value, (Open(asked),) if _is_open(value) else ())

    return Program(asking, program.earlier, program.words), ask, asked


def _is_open(value: Value) -> bool:
    return value is UNKNOWN or (isinstance(value, tuple) and any(map(_is_open, value)))
