"""The words of a version: its scales and choices, facts and kinds of event, checked and joined up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from ilacs_rules.cases.events import EVENT_KEYS
from ilacs_rules.checker.event_kinds import check_event_kinds
from ilacs_rules.checker.kinds_of_day import check_kinds_of_day
from ilacs_rules.checker.scope import Findings, choice
from ilacs_rules.checker.stretches import check_stretches
from ilacs_rules.language import nodes as n
from ilacs_rules.language.days import read_day
from ilacs_rules.language.durations import Duration
from ilacs_rules.language.kinds_of_day import KINDS_OF_DAY
from ilacs_rules.language.names import WORDS_ALONE, YES_OR_NO, fold, singulars
from ilacs_rules.language.parser import parse_expression
from ilacs_rules.language.types import CASES, Basic, DurationType, ListType, Type, ValueSet, describe
from ilacs_rules.model.absent import NOTHING, UNKNOWN, absent
from ilacs_rules.model.tree import EventDay
from ilacs_rules.model.vocabulary import FactKind, Vocabulary
from ilacs_rules.policy.model import FieldText, ValueSetText, VersionText
from ilacs_rules.policy.tree import Text
from ilacs_rules.text.codes import Code
from ilacs_rules.text.nearest import did_you_mean
from ilacs_rules.text.source import Source, Span

_BASIC = {t.value: t for t in (Basic.YES_OR_NO, Basic.NUMBER, Basic.TEXT, Basic.DATE, Basic.CASE)}
_OF_FACTS: dict[str, Type] = {**_BASIC, "list of cases": CASES}
_KEYS_OF_EVENTS = {*EVENT_KEYS, "case"} - set(EventDay)
_KEYS_OF_FACTS = ("case", "note")  # columns of every table
_SAID = {UNKNOWN: "it is not known", NOTHING: "there is none"}


def check_vocabulary(text: VersionText, findings: Findings) -> Vocabulary:
    """The vocabulary of a version; what is wrong is reported and left out or taken as the error type."""
    sets = {name: _value_set(s, findings) for name, s in text.value_sets.items()}
    facts = {name: _fact(f, sets, findings, text.perhaps, _OF_FACTS) for name, f in text.facts.items()}
    events = check_event_kinds(text, lambda field: _fact(field, sets, findings, text.perhaps, _BASIC), findings)
    _check_speakable(text, findings)
    _check_told_apart(text, findings)
    _check_no_plural_of_another(text, findings)
    stretches = check_stretches(text, findings)
    days = check_kinds_of_day(text, stretches, findings)
    return Vocabulary(text.subject.value, sets, facts, events, stretches, days)


def read_value(text: str, type_: Type, span: Span) -> object | None:
    """The value of a word of a type as written in the policy (a default, an expectation), or None if it is none."""
    match type_:
        case ValueSet():
            return type_.in_data(text)
        case Basic.YES_OR_NO:
            return YES_OR_NO.get(fold(text))
        case Basic.DATE:
            return read_day(text, span)[0]
        case Basic.TEXT | Basic.CASE:
            return text
        case ListType():
            return None
        case _:
            node, _ = parse_expression(Span(Source("", text), 0, len(text)))
            match node:
                case n.Literal(value=Duration() as length):
                    return length if type_ in (DurationType(length.kind), Basic.LENGTH) else None
                case n.Literal(value=int() | Decimal() as number) if type_ is Basic.NUMBER:
                    return number
                case n.Negative(item=n.Literal(value=int() | Decimal() as number)):
                    return -number
                case _:
                    return None


def _value_set(text: ValueSetText, findings: Findings) -> ValueSet:
    seen: dict[str, tuple[int, Span]] = {}  # by folded spelling: which value it stands for, and where
    values: dict[str, str] = {}  # by the folded one
    labels: dict[str, str] = {}
    also: dict[str, str] = {}
    means: dict[str, str] = {}
    for place, value in enumerate(text.values):
        canonical = " ".join(value.value.value.split())
        for spelling in (value.value, *value.also):
            what = "a value" if spelling is value.value else "a spelling of a value"
            _check_present(spelling, spelling.value, what, findings)
            folded = fold(spelling.value)
            first, where = seen.setdefault(folded, (place, spelling.span))
            if first != place:
                message = f"“{spelling.value}” stands twice in “{text.name.value}”"
                related = ((where, "first here"),)
                findings.report(Code.DECLARED_TWICE, message, spelling.span, "keep one of them", related)
            elif spelling is not value.value:
                also[folded] = canonical
        values.setdefault(fold(canonical), canonical)
        if value.label is not None:
            _check_present(value.value, value.label, "the label of a value", findings)
            labels[canonical] = value.label
        if value.means is not None:
            means[canonical] = value.means
    _check_labels(text, seen, findings)
    return ValueSet(text.name.value, tuple(values.values()), text.ordered, labels, also, means)


def _check_labels(text: ValueSetText, spellings: dict[str, tuple[int, Span]], findings: Findings) -> None:
    """Data may say a value by its label: no two are alike, and none is another value (E311)."""
    for place, value in enumerate(text.values):
        if value.label is None:
            continue  # its own spelling was looked at with the others
        first, where = spellings.setdefault(fold(value.label), (place, value.value.span))
        if first != place:
            message = f"“{value.label}”, the label of “{value.value.value}”, stands for another value as well"
            hint = "write another label: in data a value may be told by its label"
            findings.report(Code.DECLARED_TWICE, message, value.value.span, hint, ((where, "this one"),))


_CALLED_OTHERWISE = {  # types as other tools and officers call them
    **dict.fromkeys(
        ("integer", "int", "float", "decimal", "numeric", "count", "amount", "figure", "percentage"), "number"
    ),
    **dict.fromkeys(("boolean", "bool", "yes no", "y n", "true or false", "flag", "tick", "checkbox"), "yes or no"),
    **dict.fromkeys(("string", "str", "words", "free text", "name", "description"), "text"),
    **dict.fromkeys(("day", "datetime", "timestamp"), "date"),
}


def _fact(
    text: FieldText,
    sets: dict[str, ValueSet],
    findings: Findings,
    perhaps: frozenset[str],
    types: Mapping[str, Type],
) -> FactKind:
    folded = fold(text.type.value)
    type_: Type | None = types.get(folded) or sets.get(folded)
    if type_ is None:
        type_ = Basic.ERROR
        if folded not in perhaps:
            meant = _CALLED_OTHERWISE.get(folded)
            hint = did_you_mean(text.type.value, [*types, *(s.name for s in sets.values())])
            hint = (
                f"write “{meant}”" if meant in types else hint
            ) or f"write {', '.join(types)}, or the name of a scale or of choices"
            findings.report(Code.UNKNOWN_TYPE, f"there is no type “{text.type.value}”", text.type.span, hint)
    default: object | None = None
    if text.default is not None and type_ is not Basic.ERROR:
        said = absent(text.default.value)
        default = said if said is not None else read_value(text.default.value, type_, text.default.span)
        if default is UNKNOWN:
            message = f"“{text.default.value}” is what “{text.name.value}” is without a default"
            hint = "leave the default out; or write “nothing”, if there is none where nothing is told"
            findings.report(Code.UNKNOWN_VALUE, message, text.default.span, hint)
            default = None
        elif default is None:
            message = f"“{text.default.value}” cannot be the default: “{text.name.value}” is {describe(type_)}"
            findings.report(Code.UNKNOWN_VALUE, message, text.default.span, _default_instead(text.default.value, type_))
    words, day = text.name.value, text.not_before
    if day is not None and type_ not in (Basic.DATE, Basic.ERROR):
        message = f"“{words}” is {describe(type_)}, and no day that could lie before another"
        findings.report(Code.WRONG_TYPE, message, day.span, "leave “not before” out, or write “is: date”")
    known = default, text.label, text.repealed, None if day is None else day.value
    for_readers = text.means, text.said_as, text.said_if_not
    return FactKind(fold(words), words, type_, *known, *for_readers)  # type: ignore[arg-type]


def _default_instead(given: str, type_: Type) -> str:
    match type_:
        case ValueSet(values=values):
            return did_you_mean(given, values) or f"write {choice(values)}"
        case Basic.YES_OR_NO:
            return "write yes or no"
        case Basic.DATE:
            return "write a date such as 2018-08-01"
        case ListType():
            return "write “nothing”: where nothing is told, the list is empty"
        case _:
            return "write a number in digits"


def _check_speakable(text: VersionText, findings: Findings) -> None:
    """What is declared can be spoken of: no name or value is a word that has a meaning of its own (E312)."""
    for name in [f.name for f in text.facts.values()] + [d.name for d in text.definitions.values()]:
        _check_not_kept(name, findings)
        _check_no_event(name, text, findings)
    for fact in text.facts.values():
        if fold(fact.name.value) in _KEYS_OF_FACTS:
            _report_key(fact.name, "a fact", "of every case", findings)
    for event in text.events.values():
        _check_not_kept(event.name, findings)
        _check_no_event(event.name, text, findings)
        for field in event.records.values():
            _check_not_kept(field.name, findings)
            if fold(field.name.value) in ("any", "all", "exactly", "number"):
                message = f"“{field.name.value}” cannot be recorded under that name: “{field.name.value} of …” counts"
                findings.report(Code.KEPT_WORD_DECLARED, message, field.name.span, "put another word to it")
            if fold(field.name.value) in tuple(EventDay):
                message = f"“{field.name.value}” cannot be recorded under that name: every event has its own"
                hint = f"put another word to it; “{field.name.value} of …” is a day of the event"
                findings.report(Code.KEPT_WORD_DECLARED, message, field.name.span, hint)
            elif fold(field.name.value) in _KEYS_OF_EVENTS:
                _report_key(field.name, "recorded under that name", "of every event", findings)
    for stretches in text.stretches.values():
        _check_not_kept(stretches.name, findings)
    for folded, (name, _) in text.days.items():
        if folded in KINDS_OF_DAY or not folded.endswith(" day"):
            message = f"“{name.value}” cannot be the name of a kind of day"
            why = "it has that meaning already" if folded in KINDS_OF_DAY else "so many of them are counted in “… days”"
            findings.report(Code.KEPT_WORD_DECLARED, message, name.span, f"{why}: call it for example “school day”")
    for value_set in text.value_sets.values():
        for value in value_set.values:
            for spelling in (value.value, *value.also):
                _check_value_not_kept(spelling, value.value, findings)


def _report_key(name: Text, what: str, whose: str, findings: Findings) -> None:
    """What is told under such a name would be read as something else, and lost."""
    message = f"“{name.value}” cannot be {what}: in data it says something else {whose}"
    findings.report(Code.KEPT_WORD_DECLARED, message, name.span, "put another word to it")


def _check_present(place: Text, words: str, what: str, findings: Findings) -> None:
    """What is declared cannot be called as data says that there is no value."""
    said = absent(words)
    if said is not None:
        message = f"“{words}” cannot be {what}: in data it says that {_SAID[said]}"
        hint = "data may say so of anything, it need not be declared; if something else is meant, give it another name"
        findings.report(Code.KEPT_WORD_DECLARED, message, place.span, hint)


def _check_not_kept(name: Text, findings: Findings) -> None:
    _check_present(name, name.value, "a name", findings)
    _check_no_loose_hyphen(name, findings)
    if fold(name.value) in WORDS_ALONE | set(YES_OR_NO):
        message = f"“{name.value}” cannot be a name: the language keeps it for itself"
        findings.report(Code.KEPT_WORD_DECLARED, message, name.span, "put another word to it")
    elif not any(character.isalpha() for character in name.value):
        message = f"“{name.value}” cannot be a name: in a sentence it is a number or a day"
        findings.report(Code.KEPT_WORD_DECLARED, message, name.span, "put a word to it")


def _check_no_loose_hyphen(name: Text, findings: Findings) -> None:
    """`-x` would be read as the opposite number of x, and `-` as any value."""
    written = name.value.strip()
    if written.startswith("-") or written.endswith("-"):
        message = f"a name cannot begin or end with a hyphen, as “{written}” does"
        better = written.strip("-").strip()
        hint = f"write “{better}”" if better else "put it in words"
        findings.report(Code.KEPT_WORD_DECLARED, message, name.span, hint)


def _check_value_not_kept(spelling: Text, value: Text, findings: Findings) -> None:
    if not any(map(str.isalnum, spelling.value)):
        _check_no_loose_hyphen(spelling, findings)
    begins_with_0 = re.fullmatch(r"0\d+", spelling.value) is not None
    if fold(spelling.value) not in WORDS_ALONE and not begins_with_0:
        return
    why = "in a sentence no number begins with 0" if begins_with_0 else "the language keeps it for itself"
    message = f"“{spelling.value}” cannot be a value: {why}"
    other = f"write {spelling.value.lstrip('0') or '0'}" if begins_with_0 else "put another word to it"
    hint = f"{other}, and “label: {spelling.value}” for what readers see and data say"
    if spelling is not value:
        hint = "take it out; a label is read in data as well"
    findings.report(Code.KEPT_WORD_DECLARED, message, spelling.span, hint)


def _check_no_event(name: Text, text: VersionText, findings: Findings) -> None:
    """`check in hand` and `this check` are events where a check is one."""
    folded = fold(name.value)
    kind = folded.removeprefix("this ") if folded.startswith("this ") else folded.removesuffix(" in hand")
    if kind != folded and any(each in text.events for each in (kind, *singulars(kind))):
        message = f"“{name.value}” cannot be a name: it is an event, for “{kind}” is a kind of event"
        findings.report(Code.KEPT_WORD_DECLARED, message, name.span, "put it in other words")


def _check_told_apart(text: VersionText, findings: Findings) -> None:
    """One name means one thing: a definition, a fact or a value, not two of them."""
    declared: dict[str, tuple[Span, str]] = {}
    places = [(f.name, "a fact") for f in text.facts.values()]
    places += [(d.name, "a definition") for d in text.definitions.values()]
    for value_set in text.value_sets.values():
        places += [(v.value, f"a value of “{value_set.name.value}”") for v in value_set.values]
    for name, what in places:
        folded = fold(name.value)
        if folded not in declared:
            declared[folded] = (name.span, what)
        elif what != declared[folded][1] and "value" not in declared[folded][1]:
            message = f"“{name.value}” is {what} and also {declared[folded][1]}"
            findings.report(
                Code.DECLARED_TWICE,
                message,
                name.span,
                "give one of them another name",
                ((declared[folded][0], "declared here"),),
            )


def _check_no_plural_of_another(text: VersionText, findings: Findings) -> None:
    """`number of visits` counts the events called visit: no other kind can be called visits."""
    for folded, several in text.events.items():
        one = next((text.events[each] for each in singulars(folded) if each in text.events), None)
        if one is not None:
            message = f"“{several.name.value}” is “{one.name.value}” in the plural, and that is a kind of event too"
            related = ((one.name.span, "declared here"),)
            hint = "give one of them another name: several events are called so as well"
            findings.report(Code.DECLARED_TWICE, message, several.name.span, hint, related)
