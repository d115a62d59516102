"""From a YAML text to a tree: values as typed, each at its place."""

import time

import pytest
import yaml

from ilacs_rules import Code
from ilacs_rules.policy import yaml_composer
from ilacs_rules.policy.tree import Items, Map, Text, Tree
from tests.trees import tree_in


def tree_of(text: str) -> Map:
    tree, found = tree_in(text)
    assert tree is not None
    assert found == []
    return tree


def text_at(tree: Tree, *path: str) -> Text:
    for key in path:
        assert isinstance(tree, Map)
        tree = tree.entries[key].value
    assert isinstance(tree, Text)
    return tree


@pytest.mark.parametrize("typed", ["no", "on", "1.10", "12:30", "0123", "2020-02-01", "~", "1e3", "0x1F", ".inf"])
def test_a_value_stays_as_typed(typed: str) -> None:
    assert text_at(tree_of(f"alarm: {typed}"), "alarm").value == typed


def test_a_key_that_yaml_takes_for_yes_stays_as_typed() -> None:
    assert list(tree_of("on: 2020-02-01\nno: 3\n").entries) == ["on", "no"]


def test_names_are_kept_folded() -> None:
    assert list(tree_of("Fire-Check: 1\nnight_check: 2\n").entries) == ["fire check", "night check"]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("when: risk is high", "risk is high"),
        ("note: é😀\nwhen: à faire  # ça", "à faire"),
        ("when: 'risk is high'", "risk is high"),
        ('when: "risk is high"', "risk is high"),
        ("when: risk is high\n  and floors > 3\n", "risk is high\n  and floors > 3"),
        ("when: |\n  risk is high\n  and floors > 3\n\nnote: x", "  risk is high\n  and floors > 3"),
        ("when: >-  # folded\n  risk is high\n", "  risk is high"),
        ("when: |\r\n  risk is high\r\n", "  risk is high"),
        ("{when: risk is high}", "risk is high"),
    ],
)
def test_a_sentence_has_its_place_in_the_file(text: str, inner: str) -> None:
    assert text_at(tree_of(text), "when").inner.text == inner


def test_lists_and_groups_have_their_place() -> None:
    tree = tree_of("a:\n  - x\n  - y  # last\n\nb: {c: d}  # end\n")
    a, b = tree.entries["a"].value, tree.entries["b"].value
    assert isinstance(a, Items)
    assert a.span.text == "- x\n  - y"
    assert b.span.text == "{c: d}"


class _OfLittleDepth(yaml.Loader):
    """A reader of YAML that refuses depth of its own accord, in words of its own, as some releases of libyaml do."""

    def fetch_flow_collection_start(self, token: type[yaml.Token]) -> None:
        if self.flow_level == 50:
            raise yaml.scanner.ScannerError("while going down", self.get_mark(), "enough is enough", self.get_mark())
        super().fetch_flow_collection_start(token)


@pytest.mark.parametrize("loader", [getattr(yaml, "CLoader", yaml.Loader), yaml.Loader, _OfLittleDepth])
@pytest.mark.parametrize(
    ("text", "thirty_first"),
    [
        ("[" * 10_000, 30),
        ("- " * 10_000, 60),
        ("{a: " * 10_000, 120),
        ("a: " + "[" * 10_000, 32),
        ("a: " + "[" * 10_000 + "]" * 10_000, 32),
        ("a: " + "[" * 40 + "]" * 40, 32),
        ("a: " + "[" * 40 + "@", 32),
        ("a: " + "[" * 40 + "'never closed", 32),
        ("a: " + "[{b: " * 40 + "}]" * 40, 74),
        ("a:\n" + "".join(f"{' ' * depth}a:\n" for depth in range(1, 1200)), 555),
    ],
)
def test_deep_nesting_is_refused_alike_and_at_once_whatever_reads_it(
    loader: type[yaml.Loader], text: str, thirty_first: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_composer, "_LOADER", loader)
    start = time.process_time()
    tree, found = tree_in(text)
    assert (
        time.process_time() - start < 10
    )  # about half a second; twice as many levels take twice as long, and not for ever
    assert tree is None
    assert [(d.code, d.message, d.span.start) for d in found] == [
        (Code.TOO_DEEP, "this is nested more than 30 deep", thirty_first)
    ]


def test_a_file_of_more_values_than_there_is_memory_for_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_composer, "MOST_VALUES", 5)
    assert tree_in("a: [{}, {}, {}]\n")[0] is not None
    tree, found = tree_in("a: [{}, {}, {}, {}, {}, {}]\n")
    assert tree is None
    assert [each.code for each in found] == [Code.FILE_TOO_LARGE]


@pytest.mark.parametrize("loader", [getattr(yaml, "CLoader", yaml.Loader), yaml.Loader, _OfLittleDepth])
def test_thirty_within_one_another_are_read_whatever_reads_them(
    loader: type[yaml.Loader], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_composer, "_LOADER", loader)
    tree, found = tree_in("a: " + "[" * 29 + "]" * 29)
    assert tree is not None
    assert found == []


def test_two_spaces_before_a_comment_are_enough() -> None:
    assert text_at(tree_of("from: 2020-02-01  # as published"), "from").value == "2020-02-01"


def test_a_hash_in_quotes_or_without_a_space_is_no_comment() -> None:
    assert text_at(tree_of('a: "x #1" # fine'), "a").value == "x #1"
    assert text_at(tree_of("a: x#1"), "a").value == "x#1"


def test_all_findings_come_in_one_go() -> None:
    text = "a: !x y\nb: z #1\nb: {from:2020-01-01, c: d e, f}\nA: again\n"
    tree, found = tree_in(text)
    assert tree is not None
    codes = [Code.YAML_SPECIAL, Code.COMMENT_CUTS, Code.SPACE_AFTER_COLON, Code.COMMA_IN_BRACES]
    assert [d.code for d in found] == [*codes, Code.DUPLICATE_KEY, Code.DUPLICATE_KEY]
    assert not text_at(tree, "a").readable


@pytest.mark.parametrize(
    "text",
    [
        "when: > 3",
        'when: "a" b',
        "a: b: c",
        "a:\n  b: c\n d: e",
        "a: @b",
        "a: [b",
        "a: 'b",
        "a: - b",
        'a: "\\q"',
        "a: b\nc\nd: e",
    ],
)
def test_the_pure_python_scanner_is_told_alike(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with_c = tree_in(text)[1]
    monkeypatch.setattr(yaml_composer, "_LOADER", yaml.Loader)
    assert [(d.code, d.span.line) for d in tree_in(text)[1]] == [(d.code, d.span.line) for d in with_c]
