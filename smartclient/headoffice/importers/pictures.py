"""Pictures: what is one that the window shows, by its content."""

import struct
import warnings
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from PIL import Image

MOST_PIXELS = 40_000_000
"""How many pixels a picture may have: a small file can be one larger than the memory."""

_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF")
"""The formats that the window shows."""

_UNREADABLE = (
    *(OSError, ValueError, SyntaxError, EOFError, TypeError, ArithmeticError, LookupError, Warning),
    *(struct.error, zlib.error, Image.DecompressionBombError),
)
"""What Pillow raises for a damaged picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What a picture is: its format as Pillow calls it, and how many pixels it has."""

    format: str
    pixels: int

    @property
    def is_too_large(self) -> bool:
        """Whether it has too many pixels to be shown."""
        return self.pixels > MOST_PIXELS


def picture_in(source: BinaryIO | Path) -> Picture | None:
    """What picture ``source`` holds, None where it is none or damaged."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(source, formats=_FORMATS) as picture:
                found = Picture(format=str(picture.format), pixels=picture.width * picture.height)
                picture.verify()
    except _UNREADABLE:
        return None
    return found
