"""How findings are printed for people."""

from __future__ import annotations

import pytest

from ilacs_rules import Code, Diagnostic, Source, Span
from ilacs_rules.text.excerpt import MOST_SHOWN, excerpt
from ilacs_rules.text.printing import as_text, tally

POLICY = Source(
    "rules/fire/2020-01-01.yaml",
    "facts:\n  built: date\nrequirements:\n  full check:\n    when: last risks is high\n    source: order, point #1\n",
)


def find(words: str, source: Source = POLICY) -> Span:
    start = source.text.index(words)
    return Span(source, start, start + len(words))


def test_place_message_line_caret_and_hint() -> None:
    unknown = Diagnostic(
        Code.UNKNOWN_NAME,
        "there is no “last risks” in this policy",
        find("last risks"),
        "did you mean “last risk” (defined on line 9)?",
    )
    assert as_text([unknown]) == (
        "rules/fire/2020-01-01.yaml:5:11: there is no “last risks” in this policy [E301]\n"
        "    5 |     when: last risks is high\n"
        "      |           ^^^^^^^^^^\n"
        "      hint: did you mean “last risk” (defined on line 9)?"
    )


def test_a_warning_says_so_and_an_error_need_not() -> None:
    cut = Diagnostic(Code.COMMENT_CUTS, "everything after “ #” is a comment", find("#1"))
    assert as_text([cut]) == (
        "rules/fire/2020-01-01.yaml:6:26: warning: everything after “ #” is a comment [W121]\n"
        "    6 |     source: order, point #1\n"
        "      |                          ^^"
    )


def test_related_places_follow_the_hint() -> None:
    twice = Diagnostic(
        Code.DECLARED_TWICE, "twice", find("full check"), "once", ((find("built"), "first declared here"),)
    )
    assert as_text([twice]).endswith("      hint: once\n      see: rules/fire/2020-01-01.yaml:2:3: first declared here")


def test_a_file_that_cannot_be_read_has_no_line_to_show() -> None:
    nothing = Source("rules/gone.yaml", "")
    gone = Diagnostic(Code.UNREADABLE_FILE, "there is no such file", Span(nothing, 0, 0))
    assert as_text([gone]) == "rules/gone.yaml: there is no such file [E101]"


def test_findings_come_in_reading_order_each_once_with_an_empty_line_between() -> None:
    later = Diagnostic(Code.UNKNOWN_NAME, "later", find("last risks"))
    earlier = Diagnostic(Code.UNKNOWN_TYPE, "earlier", find("date"))
    printed = as_text([later, earlier, later])
    assert [block.splitlines()[0].split(": ")[1] for block in printed.split("\n\n")] == [
        "earlier [E314]",
        "later [E301]",
    ]


def test_nothing_found_prints_nothing() -> None:
    assert as_text([]) == ""
    assert tally([]) == ""


def test_the_tally_counts_by_severity() -> None:
    found = [
        Diagnostic(Code.UNKNOWN_NAME, "a", find("last risks")),
        Diagnostic(Code.UNKNOWN_TYPE, "b", find("date")),
        Diagnostic(Code.COMMENT_CUTS, "c", find("#1")),
    ]
    assert tally(found) == "2 errors, 1 warning"


@pytest.mark.parametrize(
    ("line", "marked", "shown", "carets"),
    [
        ("when: x is high", "x", "when: x is high", "      ^"),
        ("\twhen: x", "x", "    when: x", "          ^"),
        ("when: 学校 is x", "学校", "when: 学校 is x", "      ^^^^"),
        ("when: 学校 is x", "x", "when: 学校 is x", "              ^"),
        ("when: cafe\u0301 is x", "x", "when: cafe\u0301 is x", "              ^"),
        ("when: a\u200bb", "b", "when: a\ufffdb", "        ^"),
        ("when: \x1b[31mred", "red", "when: \ufffd[31mred", "           ^^^"),
        ("when: \u202ex", "x", "when: \ufffdx", "       ^"),
    ],
    ids=["plain", "tab", "wide", "after wide", "combining", "invisible", "escape", "right to left"],
)
def test_the_caret_stands_under_the_words(line: str, marked: str, shown: str, carets: str) -> None:
    source = Source("x.yaml", f"policy: fire\n{line}\n")
    assert excerpt(find(marked, source)) == (f"    2 | {shown}", f"      | {carets}")


def test_a_span_over_several_lines_is_marked_to_the_end_of_its_first() -> None:
    source = Source("x.yaml", "when: a is high  \n  and b is low\n")
    assert excerpt(Span(source, 6, 30)) == ("    1 | when: a is high", "      |       ^^^^^^^^^")


@pytest.mark.parametrize("offset", [4, 5], ids=["at the line end", "at the end of the text"])
def test_an_empty_span_gets_one_caret(offset: int) -> None:
    source = Source("x.yaml", "due:\n")
    assert excerpt(Span(source, offset, offset))[1].count("^") == 1


def test_a_very_long_line_is_shown_around_the_caret() -> None:
    source = Source("x.yaml", "a" * 5000 + "HERE" + "b" * 5000)
    line, carets = excerpt(find("HERE", source))
    assert len(line) == len("    1 | ") + MOST_SHOWN + 2
    assert line[carets.index("^") : carets.rindex("^") + 1] == "HERE"


def test_line_numbers_of_six_digits_keep_the_caret_in_place() -> None:
    source = Source("x.yaml", "\n" * 123455 + "when: HERE")
    line, carets = excerpt(find("HERE", source))
    assert line[carets.index("^") :] == "HERE"


def test_escapes_appear_only_when_colour_is_asked_for() -> None:
    hostile = Diagnostic(Code.UNKNOWN_NAME, "there is no “\x1b[2J”", find("last risks"), "not \x1b[2J")
    assert "\x1b" not in as_text([hostile])
    coloured = as_text([hostile], colour=True)
    assert "\x1b[2J" not in coloured
    assert "\x1b[1;31m" in coloured
