"""Zip archives: every way in which the standard library finds that one is damaged."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib

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
