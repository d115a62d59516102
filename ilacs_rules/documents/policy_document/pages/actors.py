"""Who has to do what: a list for everybody who acts, the subjects of the policy first."""

from __future__ import annotations

from collections.abc import Iterator

from ilacs_rules.documents.policy_document.anchors import anchor
from ilacs_rules.documents.policy_document.content import PageSection, TableBlock
from ilacs_rules.documents.policy_document.material import Material
from ilacs_rules.documents.policy_document.pages.cells import (
    marking_of,
    what_is_asked,
    what_the_marks_say,
    when_cell,
    whom_cell,
)
from ilacs_rules.documents.policy_document.pages.going_on import in_short
from ilacs_rules.explain.english import joined
from ilacs_rules.explain.requirements import who
from ilacs_rules.language.fixed_words import Strength
from ilacs_rules.language.names import fold
from ilacs_rules.language.nouns import is_plural
from ilacs_rules.model.version import Requirement

_DOES = {
    Strength.MUST: ("has to do", "have to do"),
    Strength.WILL: ("has to do", "have to do"),
    Strength.SHOULD: ("should do", "should do"),
    Strength.USUALLY: ("usually does", "usually do"),
    Strength.ASKED: ("is asked to do", "are asked to do"),
    Strength.MAY: ("may do", "may do"),
}
"""What somebody, or several, do by a requirement that binds so far: nobody is to take what must be done for a wish."""


def actor_sections(material: Material) -> Iterator[PageSection]:
    """A section for each who acts, with what they do, for whom and when."""
    version = material.version
    acting: dict[str, list[Requirement]] = {}
    for requirement in version.requirements.values():
        acting.setdefault(who(requirement.by, version), []).append(requirement)
    subject = who(version.subject, version)
    for name in sorted(acting, key=lambda each: each != subject):
        cells = {each: (whom_cell(material, each), when_cell(material, each)) for each in acting[name]}
        marking = marking_of(material, acting[name], (cell for of_one in cells.values() for cell in of_one))
        rows = tuple(
            (what_is_asked(material, each, marking), whom.marked(material, marking), when.marked(material, marking))
            for each, (whom, when) in cells.items()
        )
        if fold(acting[name][0].by) == fold(version.publisher):
            title = f"What {name} {'do' if is_plural(name) else 'does'}"
        else:
            title = f"What {name} {_how_far_bound(acting[name], is_plural(name))}"
        table = TableBlock(f"{title}, for whom, and when", (("What",), ("For whom",), ("When",)), rows)
        marked = what_the_marks_say(material, marking)
        yield PageSection(anchor("actor", acting[name][0].by), title, (*in_short(material), table, *marked))


def _how_far_bound(requirements: list[Requirement], many: bool) -> str:
    """`has to do or is asked to do`: the most binding first."""
    used = {each.strength for each in requirements}
    return joined(list(dict.fromkeys(words[many] for strength, words in _DOES.items() if strength in used)), "or")
