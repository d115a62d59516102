"""An answer as tables, whichever it is."""

from __future__ import annotations

from ilacs_rules.engine.plan import Plan
from ilacs_rules.engine.plan_rows import PlanRow
from ilacs_rules.explain.audit_report import AuditReport
from ilacs_rules.explain.backtest_report import BacktestReport
from ilacs_rules.explain.comparison import Comparison
from ilacs_rules.explain.contact_report import ContactReport
from ilacs_rules.explain.forecast_report import ForecastReport
from ilacs_rules.explain.impact_report import ImpactReport
from ilacs_rules.explain.matrix import Matrix
from ilacs_rules.explain.observed_report import ObservedReport
from ilacs_rules.model.decision import Decision
from ilacs_rules.text.arguments import refused
from ilacs_rules.workspace.audits import audit_sheets
from ilacs_rules.workspace.backtests import backtest_sheets
from ilacs_rules.workspace.comparisons import all_changes_table
from ilacs_rules.workspace.contacts import contact_sheets
from ilacs_rules.workspace.decisions_in_short import values_table
from ilacs_rules.workspace.forecasts import forecast_sheets
from ilacs_rules.workspace.impact_tables import impact_sheets
from ilacs_rules.workspace.matrices import matrix_sheets
from ilacs_rules.workspace.observations import SHEET as OBSERVED
from ilacs_rules.workspace.observations import observed_table
from ilacs_rules.workspace.plan_table import plan_table
from ilacs_rules.workspace.plans import plan_sheets
from ilacs_rules.workspace.tables import Table

Report = AuditReport | BacktestReport | ContactReport | ForecastReport | ImpactReport | ObservedReport
Answer = Decision | Plan | Report | Comparison | Matrix


def tables(answer: Answer) -> dict[str, Table]:
    """The tables of an answer by their titles, as the command line writes them to a CSV file or a workbook.

    `Table.as_csv()` is a text, `Table.as_data()` plain data, and `workbook(tables(answer))` an XLSX file. Raises
    ArgumentError for what is no such answer.
    """
    match answer:
        case Decision():
            rows = [PlanRow(answer, obligation) for obligation in answer.obligations]
            return {"values": values_table(answer), "obligations": plan_table(rows)}
        case Plan():
            return plan_sheets(answer, answer.lines)
        case AuditReport():
            return audit_sheets(answer)
        case BacktestReport():
            return backtest_sheets(answer)
        case ContactReport():
            return contact_sheets(answer)
        case ForecastReport():
            return forecast_sheets(answer)
        case ImpactReport():
            return impact_sheets(answer)
        case ObservedReport():
            return {OBSERVED: observed_table(answer)}
        case Comparison():
            return {"changes": all_changes_table(answer)}
        case Matrix():
            return matrix_sheets(answer)
        case _:
            reports = "audit, back-test, observation, report of contacts, forecast, comparison, impact or matrix"
            takes = f"a Decision, Plan, {reports}"
            raise refused("tables", "answer", answer, takes)
