"""The grammar as a page: every rule of `grammar.lark` with its comment, its forms, and a sentence for each form.

The sentences are those that `docs/language.md` says can be written; the shortest that uses a form is shown with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from lark import Token, Tree
from lark.exceptions import UnexpectedInput

from ilacs_rules.language import tables

ROOT = Path(__file__).parents[1]
REST = "…"
LEFT_OUT = "every year after end of last check"  # what such a mark stands for at the beginning of a sentence
LONGEST_WORDS = 42  # a word of the grammar with more to it is told apart, in the section of words

_HEADING = re.compile(r"// -{5,} (?P<title>.*)")
_RULE = re.compile(r"(?P<inlined>\?)?(?P<name>[a-z_]+): (?P<form>.*)")
_WORD = re.compile(r"(?P<name>[A-Z_]+)(\.\d+)?: (?P<pattern>.*)")
_SYMBOL = re.compile(r'"[^"]*"i?|[A-Z_]+|[a-z_]+|[()|?*+]')


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing a rule: its symbols as the grammar has them, and what its node is called in a tree."""

    symbols: tuple[str, ...]
    node: str | None

    @property
    def words(self) -> frozenset[str]:
        """The words by which it differs from another form of the same node."""
        sure = re.sub(r"\([^)]*\)\*|\S+\?", "", " ".join(self.symbols).replace(" ?", "?").replace(" *", "*"))
        return frozenset(re.findall(r"\b[A-Z_]+\b", re.sub(r"\(.*\|.*\)", "", re.sub('"[^"]*"', "", sure))))

    @property
    def has_parts(self) -> bool:
        """Whether anything but fixed signs is in it."""
        return any(re.fullmatch(r"\w+", symbol) for symbol in self.symbols)


@dataclass(slots=True)
class Rule:
    name: str
    comment: str
    forms: list[Form] = field(default_factory=list)

    @property
    def shown(self) -> str:
        return self.name.strip("_").replace("_", " ")


@dataclass(slots=True)
class Part:
    title: str
    rules: list[Rule] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Word:
    name: str
    pattern: str
    comment: str


def read() -> tuple[list[Part], dict[str, Word]]:
    """The rules under their headings, and the words."""
    parts: list[Part] = []
    found: dict[str, Word] = {}
    comments: list[str] = []
    for line in tables.grammar().splitlines():
        if heading := _HEADING.fullmatch(line):
            parts.append(Part(heading["title"].rstrip(":")))
        elif line.startswith("//"):
            comments.append(line.removeprefix("//").strip())
            continue
        elif rule := _RULE.fullmatch(line):
            parts[-1].rules.append(Rule(rule["name"], " ".join(comments)))
            parts[-1].rules[-1].forms += forms(rule["form"], None if rule["inlined"] else rule["name"])
        elif line.startswith("  | "):
            latest = parts[-1].rules[-1]
            latest.forms += forms(
                line.strip(" |"), latest.forms[0].node if latest.forms[0].node == latest.name else None
            )
        elif word := _WORD.fullmatch(line):
            found[word["name"]] = Word(word["name"], word["pattern"], " ".join(comments))
        comments = []
    return parts, found


def forms(written: str, node: str | None) -> Iterator[Form]:
    form, _, alias = written.partition("->")
    symbols = tuple(_SYMBOL.findall(form))
    alternatives = [symbols] if "(" in symbols or "|" not in symbols else [(each,) for each in symbols if each != "|"]
    for each in alternatives:
        yield Form(each, alias.strip() or node)


# ------------------------------------------------------------------------------------------------ examples


def sentences(page: str) -> list[str]:
    """What stands as code in the first column of the tables that say what to write."""
    found: list[str] = []
    inside = False
    for line in page.splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) < 3:
            inside = False
        elif cells[1] == "write":
            inside = True
        elif inside:
            found += re.findall(r"`([^`]+)`", cells[1])
    return found


@cache
def pool() -> tuple[tuple[str, str | None, Tree[Token]], ...]:
    """Every node of what the reference says can be written: the sentence, the node it stands in, and itself."""
    said = sentences((ROOT / "docs" / "language.md").read_text(encoding="utf-8"))
    said += [said for function in tables.FUNCTIONS.values() for said, _ in function.examples]
    parser = tables.load()
    found: list[tuple[str, str | None, Tree[Token]]] = []
    for sentence in sorted(set(said), key=lambda each: (REST in each, len(each), each)):
        for start in ("expr", "due", "cell", "phase"):
            if start == "phase" and any(each == sentence for each, _, _ in found):
                continue  # a name by itself could be a phase as well
            try:
                tree = parser.parse(sentence.replace(REST, LEFT_OUT), start=start)
            except UnexpectedInput:
                continue
            found.append((sentence, None, tree))
            for node in tree.iter_subtrees_topdown():
                found += [(sentence, node.data, child) for child in node.children if isinstance(child, Tree)]
    return tuple(found)


def example(rule: Rule, form: Form, rules: dict[str, Rule]) -> str | None:
    """The shortest sentence in which a form occurs; none for one that leaves no node of its own."""
    if form.node is None:
        return None
    around = surroundings(rule, rules)
    for sentence, parent, node in pool():
        types = {child.type for child in node.children if isinstance(child, Token)}
        same = node.data == form.node and form.words <= types and bool(node.children) == form.has_parts
        if same and parent in around:
            return sentence
    raise AssertionError(f"docs/language.md shows no sentence for {form}")


def surroundings(rule: Rule, rules: dict[str, Rule], seen: tuple[str, ...] = ()) -> set[str | None]:
    """The nodes in which a rule can stand; None if it can be a whole sentence."""
    found: set[str | None] = {None} if rule.name in tables.STARTS else set()
    for other in rules.values():
        for form in other.forms:
            if rule.name not in form.symbols or other.name in seen:
                continue
            found |= {form.node} if form.node else surroundings(other, rules, (*seen, other.name))
    return found


# ------------------------------------------------------------------------------------------------ the page


def grammar() -> str:
    parts, found = read()
    rules = {rule.name: rule for part in parts for rule in part.rules}
    told_apart = {name: word for name, word in found.items() if readable(word.pattern) is None}
    lines = []
    for part in parts[:-1]:
        lines.append(f"## {part.title[0].upper()}{part.title[1:]}\n")
        for rule in part.rules:
            assert rule.comment, f"grammar.lark does not say what {rule.name} is"
            lines += [f"### {rule.shown}\n", f"{rule.comment}\n", "| form | for example |", "|---|---|"]
            for form in rule.forms:
                said = example(rule, form, rules)
                lines.append(f"| {shown(form, rules, found)} | {'' if said is None else f'`{said}`'} |")
            lines.append("")
    lines += ["## Words\n", "| word | what it is | as a pattern |", "|---|---|---|"]
    for name, word in told_apart.items():
        comment = word.comment
        assert comment, f"grammar.lark does not say what {name} is"
        pattern = word.pattern.replace("|", "\\|")
        lines.append(f"| {title(name)} | {comment} | `{pattern}` |")
    return "\n".join(lines) + "\n"


def shown(form: Form, rules: dict[str, Rule], found: dict[str, Word]) -> str:
    """A form for readers: words as code, rules as links."""
    said = []
    for symbol in form.symbols:
        if symbol.startswith('"'):
            said.append(f"`{symbol.strip('i').strip(chr(34))}`")
        elif symbol in rules:
            said.append(f"[{rules[symbol].shown}](#{rules[symbol].shown.replace(' ', '-')})")
        elif symbol in found:
            plain = readable(found[symbol].pattern)
            said.append(f"[{title(symbol)}](#words)" if plain is None else plain)
        else:
            said.append({"*": "\\*", "|": "\\|"}.get(symbol, symbol))
    return re.sub(r" (\?|\\\*|\+)(?= |$)", r"\1", " ".join(said)).replace("( ", "(").replace(" )", ")")


def title(name: str) -> str:
    return name.lower().replace("_", " ")


def readable(pattern: str) -> str | None:
    """A word as it is typed, if its pattern is simple enough: `(is|are)\\b` is `is` or `are`."""
    if pattern.startswith('"'):
        return None if "|" in pattern else f"`{pattern.strip(chr(34))}`"
    plain = without_lookahead(pattern.strip("i").strip("/")).replace("\\b", "").replace("\\s+", " ")
    if not re.fullmatch(r"[a-z ()|?]+", plain) or len(plain) > LONGEST_WORDS:
        return None
    return " or ".join(f"`{each}`" for each in spelt_out(plain))


def without_lookahead(pattern: str) -> str:
    """A pattern without `(?=…)` and `(?!…)`, which look at what follows."""
    while (start := min((at for at in (pattern.find("(?="), pattern.find("(?!")) if at >= 0), default=-1)) >= 0:
        depth, end = 0, start
        while True:
            depth += {"(": 1, ")": -1}.get(pattern[end], 0)
            end += 1
            if depth == 0:
                break
        pattern = pattern[:start] + pattern[end:]
    return pattern


def spelt_out(plain: str) -> list[str]:
    """`(on or )?before` is `on or before` and `before`; `(is|are)` is `is` and `are`."""
    group = re.search(r"\((?P<inside>[^()]*)\)(?P<optional>\?)?", plain)
    if group is None:
        return [plain]
    choices = [*(("",) if group["optional"] else ()), *group["inside"].split("|")]
    return [each for choice in choices for each in spelt_out(plain[: group.start()] + choice + plain[group.end() :])]


def words(text: str | None) -> str:
    """A text of a help page on one line, with what would be markup in Markdown made harmless."""
    return re.sub(r"([<>*\[\]])", r"\\\1", " ".join((text or "").split()))
