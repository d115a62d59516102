"""The stretches of the calendar that the language knows, and those that tests make."""

from ilacs_rules.language.stretches import CYCLES, Cycle, Months, ToldStretches, Weeks

__all__ = ["CYCLES", "Cycle", "Months", "ToldStretches", "Weeks"]
