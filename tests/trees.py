"""Files of policies and cases as trees: keys, texts and lists, before anything is known of what they mean."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ilacs_rules import Diagnostic, Source
from ilacs_rules.cases.json_file import read_json
from ilacs_rules.policy.tree import Items, Map, Text, Tree
from ilacs_rules.policy.yaml_reader import read_tree
from ilacs_rules.text.reading import read_source


def tree_in(text: str, name: str = "policy.yaml") -> tuple[Map | None, list[Diagnostic]]:
    """What a text holds, YAML or by its name JSON, and what is wrong with it."""
    return _tree(Source(name, text))


def tree_in_file(path: Path) -> tuple[Map | None, list[Diagnostic]]:
    """The same of a file."""
    source, found = read_source(path)
    if source is None:
        return None, found
    return _tree(source)


def _tree(source: Source) -> tuple[Map | None, list[Diagnostic]]:
    return read_json(source) if source.name.endswith(".json") else read_tree(source)


def tree_of(path: Path) -> Map:
    """What a file holds; one that cannot be read fails the test."""
    tree, found = tree_in_file(path)
    assert tree is not None, found
    return tree


def plain(tree: Tree) -> Any:
    """The same as dictionaries, lists and texts."""
    if isinstance(tree, Text):
        return tree.value
    if isinstance(tree, Items):
        return [plain(item) for item in tree.items]
    return {entry.key.value: plain(entry.value) for entry in tree.entries.values()}
