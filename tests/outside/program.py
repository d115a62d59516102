"""A program of somebody who installed ilacs-rules: it runs, and type checkers find nothing in it that has no type."""

from __future__ import annotations

from datetime import date

import ilacs_rules
from ilacs_rules import NOTHING, UNKNOWN, Case, Event, Partial

ON = date(2019, 10, 1)


def told(policy: ilacs_rules.Policy, case: Case) -> list[str]:
    decision = ilacs_rules.decide(policy, case, ON)
    value = decision.values["previous grade"]
    lines = [f"{case.name}: {'unknown' if value is UNKNOWN else 'none' if value is NOTHING else value}"]
    for due in decision.obligations:
        late = f", {due.days_late} days late" if due.status is ilacs_rules.Status.OVERDUE else ""
        lines.append(f"  {due.requirement}: {due.status}{late}, by {due.target}")
        lines += [f"    needs {need.text}" for need in due.needs]
    return lines


def main() -> None:
    policy = ilacs_rules.load("ilacs")
    in_2016 = Partial(date(2016, 3, 1), date(2016, 3, 31))
    cases = [Case("Somewhere", events=(Event("single inspection", date(2016, 3, 1), in_2016),)), Case("Elsewhere")]
    for case in cases:
        print("\n".join(told(policy, case)))
    plan = ilacs_rules.plan(policy, cases, ON)
    print(len(plan.rows), "rows;", [finding.message for finding in ilacs_rules.check("ilacs")])
    try:
        ilacs_rules.load("no such policy")
    except ilacs_rules.PolicyError as error:
        print([finding.code.value for finding in error.diagnostics])


if __name__ == "__main__":
    main()
