"""Whether a plain value fits a JSON Schema: yes or no, as quickly as can be told.

Almost every file fits. Only where one does not is the validator asked, which tells what is wrong and where; to import
it and to let it walk through a file takes longer than to read the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

Fits = Callable[[Any], bool]

_KINDS = {"string": str, "object": dict, "array": list}  # a policy file is read as nothing else


_FOR_EDITORS = {"title", "doNotSuggest"}  # what it is called there, and that it fits some files only, so is not offered


def fitting(schema: dict[str, Any], formats: dict[str, Fits]) -> Fits:
    """Whether a value of texts, lists and groups fits a schema, in which every reference is resolved already.

    `formats` tells what each `format` asks of a text. Raises KeyError for a keyword that is not known here.
    """
    asked = [
        _KEYWORDS[keyword](stated, schema, formats) for keyword, stated in schema.items() if keyword not in _FOR_EDITORS
    ]

    def fits(value: Any) -> bool:
        for each in asked:  # noqa: SIM110 - it is gone through for each value of a file, and this is quicker
            if not each(value):
                return False
        return True

    return fits


def _of(kind: type, test: Fits) -> Fits:
    """A test of what is of a kind; what is not is let through, as in JSON Schema."""
    return lambda value: not isinstance(value, kind) or test(value)


def _type(stated: str | list[str], schema: dict[str, Any], formats: dict[str, Fits]) -> Fits:
    names = [stated] if isinstance(stated, str) else stated
    kinds = tuple(_KINDS[name] for name in names if name in _KINDS)
    return lambda value: isinstance(value, kinds)


def _properties(stated: dict[str, Any], schema: dict[str, Any], formats: dict[str, Fits]) -> Fits:
    known = {key: fitting(each, formats) for key, each in stated.items()}
    return _of(dict, lambda value: all(known[key](value[key]) for key in value.keys() & known))


def _others(stated: bool | dict[str, Any], schema: dict[str, Any], formats: dict[str, Fits]) -> Fits:
    known = schema.get("properties", {}).keys()
    if stated is False:
        return _of(dict, lambda value: value.keys() <= known)
    assert isinstance(stated, dict), "nobody writes that other keys may hold anything"
    fits = fitting(stated, formats)
    return _of(dict, lambda value: all(fits(value[key]) for key in value.keys() - known))


def _names(stated: dict[str, Any], schema: dict[str, Any], formats: dict[str, Fits]) -> Fits:
    fits = fitting(stated, formats)
    return _of(dict, lambda value: all(map(fits, value)))


def _items(stated: dict[str, Any], schema: dict[str, Any], formats: dict[str, Fits]) -> Fits:
    fits = fitting(stated, formats)
    return _of(list, lambda value: all(map(fits, value)))


def _pattern(stated: str, schema: dict[str, Any], formats: dict[str, Fits]) -> Fits:
    search = re.compile(stated).search
    return _of(str, lambda value: search(value) is not None)


def _one_of(stated: list[dict[str, Any]], schema: dict[str, Any], formats: dict[str, Fits]) -> Fits:
    options = [fitting(each, formats) for each in stated]
    return lambda value: sum(fits(value) for fits in options) == 1


def _any_of(stated: list[dict[str, Any]], schema: dict[str, Any], formats: dict[str, Fits]) -> Fits:
    options = [fitting(each, formats) for each in stated]
    return lambda value: any(fits(value) for fits in options)


_KEYWORDS: dict[str, Callable[[Any, dict[str, Any], dict[str, Fits]], Fits]] = {
    "type": _type,
    "enum": lambda stated, schema, formats: lambda value: value in stated,
    "pattern": _pattern,
    "format": lambda stated, schema, formats: _of(str, formats[stated]),
    "required": lambda stated, schema, formats: _of(dict, set(stated).issubset),
    "properties": _properties,
    "additionalProperties": _others,
    "propertyNames": _names,
    "minProperties": lambda stated, schema, formats: _of(dict, lambda value: len(value) >= stated),
    "maxProperties": lambda stated, schema, formats: _of(dict, lambda value: len(value) <= stated),
    "items": _items,
    "minItems": lambda stated, schema, formats: _of(list, lambda value: len(value) >= stated),
    "oneOf": _one_of,
    "anyOf": _any_of,
}
