"""The parts of pages that are made from the code: functions, codes, grammar, keys, commands, schemas.

A page holds such a part between `<!-- generated: NAME -->` and `<!-- end -->`; `pytest tests/test_docs.py --rewrite`
makes it anew, and without it the part must be what the code says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from ilacs_rules import Code
from ilacs_rules.cli.main import COMMANDS, DISTRIBUTION, commands
from tests.grammar_page import grammar, tables, words

ROOT = Path(__file__).parents[1]
SCHEMAS = ROOT / "schemas"

_GENERATED = re.compile(r"(<!-- generated: (?P<what>[\w ]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_FAMILY = re.compile(r"(?m)^    # (?P<digit>\d) (?P<name>.*)$")


def generated(page: str) -> str:
    """The page with its generated parts made anew."""
    return _GENERATED.sub(lambda found: found[1] + GENERATED[found["what"]]() + found[3], page)


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return (
        "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)
        .replace("| --- |", "|---|")
        .replace(" --- |", "---|")
    )


# ------------------------------------------------------------------------------------------------ the language


def functions() -> str:
    rows = []
    for function in tables.FUNCTIONS.values():
        examples = "; ".join(f"`{said}` is {comes_to}" for said, comes_to in function.examples)
        shape = function.shape.value
        start = function.phrase.removesuffix(shape.split()[0]).strip()
        rows.append((f"{start} {shape}", f"{function.doc} Takes {function.takes}.", examples))
    return table(("write", "what it is", "examples"), rows)


def codes() -> str:
    """Every code under its family, which the comments beside the codes name."""
    written = (ROOT / "ilacs_rules" / "text" / "codes.py").read_text(encoding="utf-8")
    parts = []
    for family in _FAMILY.finditer(written):
        found = [code for code in Code if code.value[1] == family["digit"]]
        rows = [(f"[{code.value}](codes/{code.value}.md)", title_of(code)) for code in found]
        parts.append(f"## {family['name'][0].upper()}{family['name'][1:]}\n\n{table(('code', 'what it says'), rows)}")
    return "\n".join(parts)


def title_of(code: Code) -> str:
    page = (ROOT / "docs" / "codes" / f"{code.value}.md").read_text(encoding="utf-8")
    return page.splitlines()[0].partition(": ")[2]


# ------------------------------------------------------------------------------------------------ keys


def keys() -> str:
    """The keys of a policy file, section by section."""
    schema = json.loads((SCHEMAS / "policy.schema.json").read_text(encoding="utf-8"))
    definitions, whole = schema["$defs"], schema["$defs"]["complete"]
    rows = [(f"`{key}`", described(each), needed(key, schema, whole)) for key, each in schema["properties"].items()]
    parts = [table(("key", "meaning", ""), rows)]
    for key, section in schema["properties"].items():
        item, entry = item_of(section, definitions)
        if "properties" not in item:
            continue
        always = whole["properties"].get(key, {}).get("additionalProperties", {})
        parts.append(f"\n## {key}\n\n{entry}\n\n{keys_of(item, always, definitions)}")
    return "".join(parts)


def item_of(section: Mapping[str, Any], definitions: Mapping[str, Any]) -> tuple[Mapping[str, Any], str]:
    """What stands in a section, or, where it holds items under names of their own or in a list, in each of them."""
    section = {**resolved(section, definitions), **section}
    item, entry = section, described(section)
    while isinstance(inner := item.get("additionalProperties") or item.get("items"), dict):
        item, entry = resolved(inner, definitions), f"{described(section)} For each:"
        if "properties" in item:
            break
    return item, entry


def keys_of(item: Mapping[str, Any], always: Mapping[str, Any], definitions: Mapping[str, Any]) -> str:
    rows = []
    for key, each in item["properties"].items():
        one_of = each.get("enum")
        values = "" if one_of is None else f" One of: {', '.join(f'`{v}`' for v in one_of if isinstance(v, str))}."
        rows.append((f"`{key}`", described(each) + values, needed(key, item, always)))
        inside = resolved(each, definitions).get("additionalProperties")
        if isinstance(inside, dict) and "properties" in resolved(inside, definitions):
            for deeper, described_as in resolved(inside, definitions)["properties"].items():
                rows.append((f"`{key}` → … → `{deeper}`", described(described_as), ""))
    return table(("key", "meaning", ""), rows)


def needed(key: str, always: Mapping[str, Any], whole: Mapping[str, Any]) -> str:
    """Whether a key must be there: in every file, or once amendments are laid over what they amend."""
    if key in always.get("required", ()):
        return "required"
    if key in whole.get("required", ()):
        return "required, but not in an amendment"
    choices = [each["required"][0] for each in whole.get("oneOf", whole.get("anyOf", ())) if "required" in each]
    return f"{' or '.join(f'`{each}`' for each in choices)} is required" if key in choices else ""


def resolved(part: Mapping[str, Any], definitions: Mapping[str, Any]) -> Mapping[str, Any]:
    found = definitions[part["$ref"].rpartition("/")[2]] if "$ref" in part else part
    assert isinstance(found, dict)
    return found


def described(part: Mapping[str, Any]) -> str:
    if "description" not in part:
        schema = json.loads((SCHEMAS / "policy.schema.json").read_text(encoding="utf-8"))
        return str(resolved(part, schema["$defs"])["description"])
    return str(part["description"])


# ------------------------------------------------------------------------------------------------ commands and schemas


def command_pages() -> str:
    return "\n".join("".join(command_page(name)) for name in COMMANDS)


def command_page(name: str) -> Iterator[str]:
    with click.Context(commands, info_name=DISTRIBUTION) as group:
        command = commands.get_command(group, name)
        assert command is not None
        yield from _page_of(command, click.Context(command, info_name=name, parent=group), "##")


def _page_of(command: click.Command, context: click.Context, heading: str) -> Iterator[str]:
    """What it does and its options; below that of a group the same of each command in it."""
    usage = " ".join(command.get_usage(context).removeprefix("Usage: ").split())
    yield f"{heading} {context.command_path.removeprefix(DISTRIBUTION).strip()}\n\n`{usage}`\n\n"
    yield "\n\n".join(" ".join(part.split()) for part in (command.help or "").replace("\b", "").split("\n\n"))
    rows = []
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None and record[1] and "--help" not in parameter.opts:
            rows.append((f"`{record[0]}`", words(record[1])))
    yield f"\n\n{table(('option', 'what it does'), rows)}" if rows else "\n"
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            yield "\n"
            yield from _page_of(each, click.Context(each, info_name=name, parent=context), f"{heading}#")


def schemas() -> str:
    rows = []
    for path in sorted(SCHEMAS.glob("*.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        rows.append((f"[{path.name}](../../schemas/{path.name})", schema["title"], schema.get("description", "")))
    return table(("file", "what it describes", ""), rows)


GENERATED: dict[str, Callable[[], str]] = {
    "functions": functions,
    "codes": codes,
    "grammar": grammar,
    "keys": keys,
    "commands": command_pages,
    "schemas": schemas,
}
