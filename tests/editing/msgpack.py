"""What Neovim is spoken to in (msgpack.org): few kinds are written, all of them are read."""

from __future__ import annotations

import struct
from io import BufferedIOBase
from typing import Any


def packed(value: Any) -> bytes:
    """A text, a number from 0, yes or no, nothing, and lists and groups of these, as bytes."""
    match value:
        case None:
            return b"\xc0"
        case bool():
            return b"\xc3" if value else b"\xc2"
        case int():
            return b"\xce" + struct.pack(">I", value)
        case str():
            data = value.encode()
            return b"\xdb" + struct.pack(">I", len(data)) + data
        case list():
            return b"\xdd" + struct.pack(">I", len(value)) + b"".join(map(packed, value))
        case dict():
            pairs = (packed(part) for pair in value.items() for part in pair)
            return b"\xdf" + struct.pack(">I", len(value)) + b"".join(pairs)
    raise TypeError(f"{value!r} is not written")


_NUMBERS = {
    0xCA: ">f", 0xCB: ">d", 0xCC: ">B", 0xCD: ">H", 0xCE: ">I", 0xCF: ">Q",
    0xD0: ">b", 0xD1: ">h", 0xD2: ">i", 0xD3: ">q",
}  # fmt: skip
_LENGTHS = {1: ">B", 2: ">H", 4: ">I"}  # by their bytes
_TEXTS = {0xC4: 1, 0xC5: 2, 0xC6: 4, 0xD9: 1, 0xDA: 2, 0xDB: 4}
_OTHERS = {0xD4: 1, 0xD5: 2, 0xD6: 4, 0xD7: 8, 0xD8: 16}  # what only Neovim understands: a buffer, a window


def read(stream: BufferedIOBase) -> Any:
    """The next value. Raises EOFError where there is none."""
    (kind,) = _bytes(stream, 1)
    if kind < 0x80:
        return kind
    if kind >= 0xE0:
        return kind - 0x100
    if kind < 0x90:
        return _group(stream, kind & 0x0F)
    if kind < 0xA0:
        return [read(stream) for _ in range(kind & 0x0F)]
    if kind < 0xC0:
        return _bytes(stream, kind & 0x1F).decode()
    if kind in (0xC0, 0xC2, 0xC3):
        return {0xC0: None, 0xC2: False, 0xC3: True}[kind]
    if kind in _NUMBERS:
        return struct.unpack(_NUMBERS[kind], _bytes(stream, struct.calcsize(_NUMBERS[kind])))[0]
    if kind in _TEXTS:
        return _bytes(stream, _length(stream, _TEXTS[kind])).decode(errors="replace")
    if kind in _OTHERS:
        return _bytes(stream, 1 + _OTHERS[kind])
    if kind in (0xC7, 0xC8, 0xC9):
        return _bytes(stream, 1 + _length(stream, 1 << kind - 0xC7))
    if kind in (0xDC, 0xDD):
        return [read(stream) for _ in range(_length(stream, 2 if kind == 0xDC else 4))]
    return _group(stream, _length(stream, 2 if kind == 0xDE else 4))


def _group(stream: BufferedIOBase, size: int) -> dict[Any, Any]:
    return {read(stream): read(stream) for _ in range(size)}


def _length(stream: BufferedIOBase, size: int) -> int:
    length: int = struct.unpack(_LENGTHS[size], _bytes(stream, size))[0]
    return length


def _bytes(stream: BufferedIOBase, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
