"""Inspection policy written once, as data: checked, decided, explained, planned.

What is named here is promised; nothing else is.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilacs_rules.api import PolicyError, check, decide, explain, explanation, load, plan, read_cases
    from ilacs_rules.cases.errors import CaseError
    from ilacs_rules.cases.model import NOTHING, UNKNOWN, Case, Event, Partial
    from ilacs_rules.engine.decision import Decision, Obligation, Status
    from ilacs_rules.engine.errors import DecisionError
    from ilacs_rules.engine.generated.flat import evaluator
    from ilacs_rules.engine.plan import Plan
    from ilacs_rules.engine.policies import NotInForce, Policy
    from ilacs_rules.language.durations import Duration
    from ilacs_rules.text.arguments import ArgumentError
    from ilacs_rules.text.diagnostics import Diagnostic

__all__ = [
    "NOTHING",
    "UNKNOWN",
    "ArgumentError",
    "Case",
    "CaseError",
    "Decision",
    "DecisionError",
    "Diagnostic",
    "Duration",
    "Event",
    "NotInForce",
    "Obligation",
    "Partial",
    "Plan",
    "Policy",
    "PolicyError",
    "Status",
    "check",
    "decide",
    "evaluator",
    "explain",
    "explanation",
    "load",
    "plan",
    "read_cases",
]

_HOMES = {
    "NOTHING": "ilacs_rules.cases.model",
    "UNKNOWN": "ilacs_rules.cases.model",
    "ArgumentError": "ilacs_rules.text.arguments",
    "Case": "ilacs_rules.cases.model",
    "CaseError": "ilacs_rules.cases.errors",
    "Decision": "ilacs_rules.engine.decision",
    "DecisionError": "ilacs_rules.engine.errors",
    "Diagnostic": "ilacs_rules.text.diagnostics",
    "Duration": "ilacs_rules.language.durations",
    "Event": "ilacs_rules.cases.model",
    "NotInForce": "ilacs_rules.engine.policies",
    "Obligation": "ilacs_rules.engine.decision",
    "Partial": "ilacs_rules.cases.model",
    "Plan": "ilacs_rules.engine.plan",
    "Policy": "ilacs_rules.engine.policies",
    "PolicyError": "ilacs_rules.api",
    "Status": "ilacs_rules.engine.decision",
    "check": "ilacs_rules.api",
    "decide": "ilacs_rules.api",
    "evaluator": "ilacs_rules.engine.generated.flat",
    "explain": "ilacs_rules.api",
    "explanation": "ilacs_rules.api",
    "load": "ilacs_rules.api",
    "plan": "ilacs_rules.api",
    "read_cases": "ilacs_rules.api",
}


class _Promised(ModuleType):
    """The package, of which a promised name is imported when it is first asked for: nobody waits for all of it."""

    def __getattr__(self, name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = self.__dict__[name] = getattr(import_module(_HOMES[name]), name)
        return found

    def __setattr__(self, name: str, value: object) -> None:
        """What is promised stays what it is, though a folder of the package may bear the same name."""
        if name not in _HOMES or not isinstance(value, ModuleType):
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *__all__})


sys.modules[__name__].__class__ = _Promised
