"""What is still to be written: a title, a source or a note that says “TODO”; and a day that is perhaps another one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ilacs_rules.checker.scope import Findings
from ilacs_rules.policy.model import VersionText
from ilacs_rules.policy.tree import Items, Map, Text, Tree
from ilacs_rules.text.codes import Code

_FOR_READERS = ("title", "publisher", "summary", "note", "source", "paragraphs", "means", "label", "assumes", "by")
_TO_BE = r"to\s+be\s+(?:confirmed|written|decided|completed|added|agreed|announced|determined|supplied)"
_OF_A_TEXT = r"(?:title|name|source|section|paragraphs?|page|chapter|note|text|date|number|details?)"
_PLACEHOLDER = re.compile(
    r"(?<![\w-])(?:TODO|TBC|TBD|TBA|FIXME|XXXX+|xxx+|(?i:lorem\s+ipsum))(?![\w-])"
    r"|(?<![\w-])(?<!(?i:chapter)\s)(?<!(?i:part)\s)(?<!(?i:title)\s)(?<!(?i:book)\s)(?<!(?i:article)\s)XXX(?![\w-])"
    r"|^\s*[(\[]?(?:(?i:todo|tbc|tbd|tba)|\?+|\.\.\.+|…)[)\]]?\s*$"
    # nothing of “is to be completed by”, which a rule tells; nor, above, of a chapter 30
    rf"|(?i:(?:^|[,;:.(\[–—-])\s*(?:{_OF_A_TEXT}\s+)?|\b{_OF_A_TEXT}\s+)(?P<words>(?i:{_TO_BE}))\s*(?=$|[),;:.\]])"
)


def check_placeholders(text: VersionText, findings: Findings) -> None:
    """Texts for readers that stand for others to come (W613)."""
    if text.tree is None:
        return
    for each in _texts(text.tree, shown=False):
        found = _PLACEHOLDER.search(each.value)
        if found is not None:
            message = f"“{(found['words'] or found[0]).strip()}” stands where readers are to be told something"
            hint = "write what belongs there, or leave the key out as long as nothing is known"
            findings.report(Code.PLACEHOLDER, message, each.inner, hint)


def check_published(text: VersionText, findings: Findings) -> None:
    """A version that is published only after it has come into force (N614)."""
    written = text.tree.entries if text.tree is not None else {}
    day, in_force = (written[key].value if key in written else None for key in ("published", "in force"))
    begins = in_force.entries.get("from") if isinstance(in_force, Map) else None
    both_read = (
        isinstance(day, Text)
        and day.readable
        and begins is not None
        and isinstance(begins.value, Text)
        and begins.value.readable
    )
    if not isinstance(day, Text) or not both_read or text.published <= text.start:
        return
    message = f"this version is published on {text.published}, after its first day in force, {text.start}"
    hint = "is one of the two another day? if it was made known only later, set this aside with that reason"
    findings.report(Code.PUBLISHED_LATE, message, day.inner, hint)


def _texts(tree: Tree, *, shown: bool) -> Iterator[Text]:
    """The texts that readers see: what stands under such keys, however deep; nothing of examples."""
    match tree:
        case Text(readable=True):
            if shown:
                yield tree
        case Items(items=items):
            for item in items:
                yield from _texts(item, shown=shown)
        case Map(entries=entries):
            for key, entry in entries.items():
                if key != "examples":
                    yield from _texts(entry.value, shown=shown or key in _FOR_READERS)
        case _:
            pass
