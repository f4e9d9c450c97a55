"""Zip archives: every way in which the standard library finds that one is damaged, and how that is told."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib

from crimecompare.wording import printable

FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,  # flags and ways to compress that it does not know
    RuntimeError,  # encryption
    OverflowError,  # offsets that no file has
    ValueError,  # names that are not UTF-8, and sizes below 0
)
"""What reading an archive raises when its bytes are not what they should be; a damaged offset is an OSError."""


def damage(error: Exception) -> str:
    """Say "damaged", and why where the standard library has words for it that are about the archive."""
    about_python = isinstance(error, (ValueError, OverflowError, OSError, struct.error))
    reason = "" if about_python else printable(str(error))
    return f"damaged ({reason})" if reason else "damaged"
