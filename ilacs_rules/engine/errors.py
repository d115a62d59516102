"""The one exception a decision raises."""

from __future__ import annotations

from ilacs_rules.model.errors import CaseError
from ilacs_rules.text.arguments import given_as
from ilacs_rules.text.codes import Code
from ilacs_rules.text.diagnostics import Diagnostic


class DecisionError(CaseError):
    """A case cannot be decided; `diagnostics` say what is wrong and where.

    It is not what the policy declares (E703 to E708), or a mistake only shows at run time: two rows of a table match.
    """


def wrong_value(
    name: str, value: object, message: str, hint: str | None = None, code: Code = Code.CASE_VALUE
) -> DecisionError:
    """The error for a value of a case that does not suit what the policy declares; it has no place in a file."""
    return DecisionError([Diagnostic(code, message, given_as("case", name, value), hint)])
