"""The stretches of the calendar that the language knows, and those that tests make and tell."""

from ilacs_rules.language.stretches import CYCLES, Cycle, Months, ToldStretches, Weeks

__all__ = ["CYCLES", "SEASON", "Cycle", "Months", "ToldStretches", "Weeks"]

SEASON = """\
days:
  open day: working day in season
  calm day: Tuesday not in season
stretches:
  season:
    - {from: 2018-03-05, until: 2018-05-31}
    - {from: 2018-09-03, until: 2018-12-14}
    - {from: 2019-01-07, until: 2019-07-19}
    - {from: 2019-09-02, until: 2020-02-28}
"""
"""Stretches as a policy tells them, and the kinds of day that hang on them."""
