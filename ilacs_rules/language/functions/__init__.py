"""The functions of the language, each declared once. Parser, checker, engine, docs and tests read this registry."""

from collections.abc import Mapping
from types import MappingProxyType

from ilacs_rules.language.functions import between, lists, periods
from ilacs_rules.language.functions.base import Context, Function, Shape

FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    {function.phrase: function for function in (*lists.FUNCTIONS, *between.FUNCTIONS, *periods.FUNCTIONS)}
)
"""Every function by its phrase: `earliest of`, `months between`, `start of`, …"""

__all__ = ["FUNCTIONS", "Context", "Function", "Shape"]
