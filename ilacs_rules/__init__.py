"""Inspection policy written once, as data: checked, decided, explained, planned.

What is named here is promised; nothing else is.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilacs_rules.api import check, decide, explain, explanation, load, plan, read_all_cases, read_cases
    from ilacs_rules.api_changes import changes, compare, impact, review
    from ilacs_rules.api_reports import (
        audit,
        backtest,
        contacts,
        document,
        forecast,
        matrix,
        observe,
        show,
    )
    from ilacs_rules.cases.files import CasesRead
    from ilacs_rules.documents.policy_document.content import PolicyDocument
    from ilacs_rules.documents.review import Review
    from ilacs_rules.engine.codegen.flat import evaluator
    from ilacs_rules.engine.errors import DecisionError
    from ilacs_rules.engine.plan import Plan
    from ilacs_rules.engine.policies import NotInForce, Policy
    from ilacs_rules.explain.audit_report import AuditReport
    from ilacs_rules.explain.backtest_report import BacktestReport
    from ilacs_rules.explain.changes.note import ChangeNotes
    from ilacs_rules.explain.comparison import Comparison
    from ilacs_rules.explain.contact_report import ContactReport
    from ilacs_rules.explain.forecast_report import ForecastReport
    from ilacs_rules.explain.impact_report import ImpactReport
    from ilacs_rules.explain.matrix import Matrix
    from ilacs_rules.explain.observed_report import ObservedReport
    from ilacs_rules.explain.policy_text import PolicyText
    from ilacs_rules.language.durations import Duration, DurationKind
    from ilacs_rules.language.fixed_words import Strength
    from ilacs_rules.model.absent import NOTHING, UNKNOWN
    from ilacs_rules.model.case import Case, Event, Value
    from ilacs_rules.model.decision import Decision, Flag, Obligation, Status
    from ilacs_rules.model.errors import CaseError
    from ilacs_rules.model.partial import Day, Partial
    from ilacs_rules.text.arguments import ArgumentError
    from ilacs_rules.text.codes import Code
    from ilacs_rules.text.diagnostics import Diagnostic, Severity
    from ilacs_rules.text.source import Source, Span
    from ilacs_rules.workspace.errors import NotInstalledError, PolicyError
    from ilacs_rules.workspace.sheets import tables
    from ilacs_rules.workspace.tables import Table, workbook
    from ilacs_rules.workspace.workspace import Workspace

__all__ = [
    "NOTHING",
    "UNKNOWN",
    "ArgumentError",
    "AuditReport",
    "BacktestReport",
    "Case",
    "CaseError",
    "CasesRead",
    "ChangeNotes",
    "Code",
    "Comparison",
    "ContactReport",
    "Day",
    "Decision",
    "DecisionError",
    "Diagnostic",
    "Duration",
    "DurationKind",
    "Event",
    "Flag",
    "ForecastReport",
    "ImpactReport",
    "Matrix",
    "NotInForce",
    "NotInstalledError",
    "Obligation",
    "ObservedReport",
    "Partial",
    "Plan",
    "Policy",
    "PolicyDocument",
    "PolicyError",
    "PolicyText",
    "Review",
    "Severity",
    "Source",
    "Span",
    "Status",
    "Strength",
    "Table",
    "Value",
    "Workspace",
    "audit",
    "backtest",
    "changes",
    "check",
    "compare",
    "contacts",
    "decide",
    "document",
    "evaluator",
    "explain",
    "explanation",
    "forecast",
    "impact",
    "load",
    "matrix",
    "observe",
    "plan",
    "read_all_cases",
    "read_cases",
    "review",
    "show",
    "tables",
    "workbook",
]

_HOMES = {
    "NOTHING": "ilacs_rules.model.absent",
    "UNKNOWN": "ilacs_rules.model.absent",
    "ArgumentError": "ilacs_rules.text.arguments",
    "AuditReport": "ilacs_rules.explain.audit_report",
    "BacktestReport": "ilacs_rules.explain.backtest_report",
    "Case": "ilacs_rules.model.case",
    "CaseError": "ilacs_rules.model.errors",
    "CasesRead": "ilacs_rules.cases.files",
    "ChangeNotes": "ilacs_rules.explain.changes.note",
    "Code": "ilacs_rules.text.codes",
    "Comparison": "ilacs_rules.explain.comparison",
    "ContactReport": "ilacs_rules.explain.contact_report",
    "Day": "ilacs_rules.model.partial",
    "Decision": "ilacs_rules.model.decision",
    "DecisionError": "ilacs_rules.engine.errors",
    "Diagnostic": "ilacs_rules.text.diagnostics",
    "Duration": "ilacs_rules.language.durations",
    "DurationKind": "ilacs_rules.language.durations",
    "Event": "ilacs_rules.model.case",
    "Flag": "ilacs_rules.model.decision",
    "ForecastReport": "ilacs_rules.explain.forecast_report",
    "ImpactReport": "ilacs_rules.explain.impact_report",
    "Matrix": "ilacs_rules.explain.matrix",
    "NotInForce": "ilacs_rules.engine.policies",
    "NotInstalledError": "ilacs_rules.workspace.errors",
    "Obligation": "ilacs_rules.model.decision",
    "ObservedReport": "ilacs_rules.explain.observed_report",
    "Partial": "ilacs_rules.model.partial",
    "Plan": "ilacs_rules.engine.plan",
    "Policy": "ilacs_rules.engine.policies",
    "PolicyDocument": "ilacs_rules.documents.policy_document.content",
    "PolicyError": "ilacs_rules.workspace.errors",
    "PolicyText": "ilacs_rules.explain.policy_text",
    "Review": "ilacs_rules.documents.review",
    "Severity": "ilacs_rules.text.diagnostics",
    "Source": "ilacs_rules.text.source",
    "Span": "ilacs_rules.text.source",
    "Status": "ilacs_rules.model.decision",
    "Strength": "ilacs_rules.language.fixed_words",
    "Table": "ilacs_rules.workspace.tables",
    "Value": "ilacs_rules.model.case",
    "Workspace": "ilacs_rules.workspace.workspace",
    "audit": "ilacs_rules.api_reports",
    "backtest": "ilacs_rules.api_reports",
    "changes": "ilacs_rules.api_changes",
    "check": "ilacs_rules.api",
    "compare": "ilacs_rules.api_changes",
    "contacts": "ilacs_rules.api_reports",
    "decide": "ilacs_rules.api",
    "document": "ilacs_rules.api_reports",
    "evaluator": "ilacs_rules.engine.codegen.flat",
    "explain": "ilacs_rules.api",
    "explanation": "ilacs_rules.api",
    "forecast": "ilacs_rules.api_reports",
    "impact": "ilacs_rules.api_changes",
    "load": "ilacs_rules.api",
    "matrix": "ilacs_rules.api_reports",
    "observe": "ilacs_rules.api_reports",
    "plan": "ilacs_rules.api",
    "read_all_cases": "ilacs_rules.api",
    "read_cases": "ilacs_rules.api",
    "review": "ilacs_rules.api_changes",
    "show": "ilacs_rules.api_reports",
    "tables": "ilacs_rules.workspace.sheets",
    "workbook": "ilacs_rules.workspace.tables",
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
