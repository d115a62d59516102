"""A review as one Markdown page, for a pull request or to be read before one."""

from __future__ import annotations

import re

from ilacs_rules.documents.review import NOT_TRIED, Review
from ilacs_rules.documents.templating import Templating
from ilacs_rules.explain import values
from ilacs_rules.explain.changes.note import bearing

MOST_UNFOLDED = 5  # items of a list; a longer one is folded away below its first line


def review_page(review: Review) -> str:
    """The page: what a change does at a glance, then each part of it, and what was not looked at."""
    text = Templating().render(
        "review.md.j2", review=review, not_tried=NOT_TRIED, bearing=bearing, day=values.day, most=MOST_UNFOLDED
    )
    return re.sub(r"\n{3,}", "\n\n", text).rstrip("\n")
