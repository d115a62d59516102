"""Inspection policy written once, as data: checked, decided, explained, planned.

What is named here is promised; nothing else is.
"""

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
