"""The impact of a change as one page."""

from __future__ import annotations

from collections.abc import Iterable

from ilacs_rules.documents.policy_document.content import Page, PageSection
from ilacs_rules.documents.working_paper import WorkingPaper
from ilacs_rules.explain import values
from ilacs_rules.explain.impact_report import ImpactReport


def impact_page(report: ImpactReport, sections: Iterable[PageSection]) -> WorkingPaper:
    """The page of these sections; those without anything in them are left out."""
    title = f"Impact of the change of {values.day(report.in_force)}"
    shown = tuple(each for each in sections if each.blocks)
    return WorkingPaper(report.versions[1], report.on, Page("impact", title, (), shown))
