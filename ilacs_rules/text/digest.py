"""Digests of texts and files, to see whether one is as it was."""

from __future__ import annotations

try:
    from _blake2 import blake2b  # as in `hashlib`, which loads OpenSSL for others: every command would wait for that
except ImportError:  # a Python that keeps it elsewhere
    from hashlib import blake2b

_BYTES = 32


def digest(content: str | bytes) -> str:
    """64 hexadecimal digits, which no other content has; of a text it is that of its UTF-8."""
    return blake2b(content.encode() if isinstance(content, str) else content, digest_size=_BYTES).hexdigest()
