"""Policies that nobody would write on a good day still give a document that is whole, safe and linked."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

import ilacs_rules
from ilacs_rules import PolicyDocument, PolicyError, load
from ilacs_rules.documents.policy_document.content import Listing, Paragraph, blocks_of
from tests.browser.links import broken_links
from tests.cli.test_machine_forms import validator
from tests.conftest import tried
from tests.documents.reading_documents import Templates, lines, pictures
from tests.strategies.policy_texts import policy_texts

pytestmark = pytest.mark.thorough

CHECKED_ON = date(2024, 2, 1)
HEAD = """\
policy: checks
title: Checks
publisher: Anyshire
status: draft
published: 2024-01-31
in force: {from: 2024-01-31}
month end: last day
subject: school
sources: {law: {title: A law}}
"""
CHECKS = (
    HEAD
    + """\
scales: {result: [safe, unsafe]}
events: {check: {records: {result: result}}}
definitions:
  last check: latest check
requirements:
  check: {source: law, when: result of last check is unsafe, event: check, due: every month after end of last check}
"""
)
MORE = "  {}: {{source: law, event: check, due: every month after end of last check}}\n"


@dataclass(frozen=True)
class Published:
    """A document and what it became: `site` is all its HTML pages, one after the other."""

    document: PolicyDocument
    site: str
    markdown: str
    broken: list[str]


def published(text: str, folder: Path, on: date = CHECKED_ON, edition: str = "full") -> Published:
    """The document of a policy, written as a site, a page and Markdown."""
    written = folder / "checks.yaml"
    written.write_text(text, encoding="utf-8")
    document = ilacs_rules.document(load(written), on, years=1, edition=edition)  # of what is asked daily, enough
    templates = Templates()
    site, whole, markdown = templates.site(document), templates.whole(document), templates.markdown(document)
    out = folder / "out"
    for name, content in {**site, "document.html": whole, "document.md": markdown, **pictures(document)}.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(content, encoding="utf-8")
    return Published(document, "\n".join(site.values()) + whole, markdown, broken_links(out))


@settings(max_examples=tried(6, here=5), suppress_health_check=list(HealthCheck), deadline=None)
@given(
    policy_texts(),
    st.integers(0, 1500).map(lambda days: date(2018, 1, 1) + timedelta(days)),
    st.sampled_from(("public", "full")),
)
def test_any_policy_gives_a_document_whose_links_lead_somewhere(text: str, on: date, edition: str) -> None:
    with TemporaryDirectory() as name:
        try:
            found = published(text, Path(name), on, edition)
        except PolicyError:
            reject()  # a duty that no case can meet is refused
    assert found.broken == []
    validator("docs").validate(json.loads(json.dumps(found.document.as_data())))


# ------------------------------------------------------------------------------------------------ what is left out


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(HEAD, id="nothing but the head"),
        pytest.param(HEAD + "definitions: {number: 1 + 1}\n", id="a definition only"),
        pytest.param(
            HEAD + "events: {check: {}}\nrequirements:\n  check: {source: law, event: check, due: every year}\n",
            id="neither definitions nor judgements",
        ),
        pytest.param(
            CHECKS.replace("sources: {law: {title: A law}}\n", "").replace("source: law, ", ""), id="no sources"
        ),
        pytest.param(CHECKS.replace("{from: 2024-01-31}", "{from: 2024-01-31, until: 2024-03-01}"), id="an end"),
    ],
)
def test_what_a_policy_leaves_out_leaves_no_hole(tmp_path: Path, text: str) -> None:
    found = published(text, tmp_path)
    assert found.broken == []
    told = "\n".join(lines(found.document))
    assert "None" not in told
    assert "0 of 0" not in told
    assert [each for page in found.document.pages for each in blocks_of(page) if each in NOTHING] == []
    assert ("judged unsafe" in told) == ("result" in text)


NOTHING = (Listing(()), Paragraph(()))


@pytest.mark.parametrize("day", [date.min, date.max])
def test_a_policy_of_the_first_or_the_last_day_there_is(tmp_path: Path, day: date) -> None:
    text = CHECKS.replace("2024-01-31", str(day)).replace("every month", "1 day")
    assert published(text, tmp_path, day).broken == []


KEPT = """
transition:
  old ones:
    keep: 2024-01-31
    when: start of last check is before 2024-06-01
    source: law
examples:
  - name: An old one
    on: 2024-07-01
    events: [{event: check, start: 2024-03-01, end: 2024-03-01, result: unsafe}]
    expect: {check: {target: 2024-04-01}}
"""


def test_a_requirement_is_not_worked_out_by_the_terms_of_a_version_that_a_transition_keeps(tmp_path: Path) -> None:
    newer = CHECKS.replace("from: 2024-01-31", "from: 2024-06-01").replace("every month", "every 5 months")
    (tmp_path / "2024-01-31.yaml").write_text(CHECKS, encoding="utf-8")
    (tmp_path / "2024-06-01.yaml").write_text(newer + KEPT, encoding="utf-8")
    found = lines(ilacs_rules.document(load(tmp_path), date(2024, 6, 1), edition="full"))
    assert [line for line in found if "It is due every 5 months" in line]
    worked = [line for line in found if line.startswith("3.1 Check | ") and "month" in line]
    assert [line for line in worked if "1 month" in line or "every month" in line] == []


# ------------------------------------------------------------------------------------------------ names alike


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(["owner's visit", "owner s visit"], id="an apostrophe or a space"),
        pytest.param(["check title"], id="“title” after a name"),
        pytest.param(["İ", "i"], id="a letter whose small form is two signs"),
        pytest.param(["فحص سنوي", "檢查"], id="other scripts"),
        pytest.param(["check " * 60 + "again"], id="a long name"),
    ],
)
def test_names_that_are_alike_have_anchors_of_their_own(tmp_path: Path, names: list[str]) -> None:
    found = published(CHECKS + "".join(MORE.format(json.dumps(name)) for name in names), tmp_path)
    assert found.broken == []
    sections = [each for page in found.document.pages for each in page.sections]
    assert sum(each.anchor.startswith("requirement-") for each in sections) == 1 + len(names)


def test_judgements_with_labels_nearly_alike_have_pictures_of_their_own(tmp_path: Path) -> None:
    scale = "[safe: {label: A+}, unsafe: {label: A-}, closed: {label: ★}, shut: {label: ☆}]"
    duty = "  {}: {{source: law, when: result of last check is {}, event: check, due: every month}}\n"
    text = CHECKS + "".join(duty.format(f"duty {each}", each) for each in ("safe", "closed", "shut"))
    found = published(text.replace("[safe, unsafe]", scale), tmp_path)
    assert found.broken == []
    names = [each.name for each in found.document.pictures()]
    assert sorted(names[:4]) == [f"picture-judged-{each}" for each in ("closed", "safe", "shut", "unsafe")]
    assert names[4:] == ["picture-nothing", "picture-what-follows", "picture-side-by-side"]


@pytest.mark.parametrize("label", ["µg of lead", "ßx in all", "ſmall thing", "İt is", "ǆ of it"])
def test_a_label_with_an_odd_capital_is_linked(tmp_path: Path, label: str) -> None:
    text = CHECKS + f'facts: {{lead: {{is: number, label: "{label}"}}}}\n'
    text += f'note: "Taken is {label}, {label[0].upper()}{label[1:]}, and s{label[1:]}."\n'
    assert 'class="term" href="words.html#fact-lead"' in published(text, tmp_path).site


# ------------------------------------------------------------------------------------------------ markup


@pytest.mark.parametrize(
    ("address", "is_link"),
    [
        ("https://example.org/a_(b)", True),
        ("HTTP://example.org/?a=1&b=2#c", True),
        ("https://example.org/a)b<c>", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://example.org and the library", False),
        ("On paper in the library", False),
    ],
)
def test_only_an_address_of_the_web_is_made_a_link(tmp_path: Path, address: str, is_link: bool) -> None:
    text = CHECKS.replace("{title: A law}", f"{{title: A law, address: {json.dumps(address)}}}")
    found = published(text, tmp_path)
    assert found.broken == []
    assert [line for line in lines(found.document) if line.endswith(f"Address: {address}")]
    links = [token.attrs["href"] for token in tokens(found.markdown) if token.type == "link_open"]
    outside = [str(each) for each in links if not str(each).startswith("#")]
    assert len(outside) == is_link
    assert (
        '<a href="' + address.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in found.site
    ) == is_link


FREE = """\
policy: checks
title: FREE
publisher: FREE
status: draft
published: 2024-01-31
in force: {from: 2024-01-31}
month end: last day
subject: school
summary: FREE
note: FREE
sources:
  law: {title: FREE, kind: FREE, note: FREE, address: FREE, paragraphs: [paragraph 1: FREE]}
scales: {result: [safe: {label: FREE}, unsafe]}
facts: {size: {is: number, label: FREE}}
events: {check: {label: FREE, records: {result: {is: result, label: FREE}, words: text}}}
definitions:
  last check: latest check
  outcome: {value: result of last check, label: FREE, note: FREE}
requirements:
  check:
    source: law, paragraph 1
    label: FREE
    assumes: FREE
    note: FREE
    when: result of last check is unsafe
    event: check
    due: every month after end of last check
examples:
  - name: FREE
    on: 2024-02-01
    events: [{event: check, start: 2024-01-31, end: 2024-01-31, result: unsafe, words: FREE}]
    expect: {check: {target: 2024-02-29}}
"""


def tokens(markdown: str) -> list[Token]:
    """The parts of a Markdown text, those within its lines too."""
    found = MarkdownIt("commonmark").enable("table").parse(markdown)
    return [each for token in found for each in (token, *(token.children or ()))]


@pytest.mark.parametrize(
    "free",
    [
        "<script>alert(1)</script>",
        "x\n\n```\n<script>alert(1)</script>\n```\ny",
        "x\n~~~\n</pre><script>alert(1)</script>",
        '"><script>alert(1)</script>',
        "[x](javascript:alert(1))",
        "| a | b |\n| --- | --- |",
        "{{ 7777 * 7 }}{% raw %}",
        "1. x",
        "- x",
        "+ x",
        "# x",
        "    x",
        "x\r\n# y",
        "===",
        "&lt;b&gt;",
        "\\",
        "*_`",
        "x\u0001\u000b\u0085\u2028y",
        "\u202ex",
    ],
)
def test_markup_in_any_text_is_text(tmp_path: Path, free: str) -> None:
    plain, odd = (published(FREE.replace("FREE", json.dumps(each)), tmp_path) for each in ("word", free))
    assert odd.broken == []
    assert odd.site.count("<script") == plain.site.count("<script")
    assert "54439" not in odd.site
    kinds = [[each.type for each in tokens(of.markdown) if each.type in BUILT] for of in (plain, odd)]
    assert kinds[0] == kinds[1]
    assert not any(ord(sign) < 32 and sign not in "\r\n\t" for sign in odd.site + odd.markdown)


BUILT = {"heading_open", "bullet_list_open", "ordered_list_open", "table_open", "fence", "code_block", "html_inline"}
