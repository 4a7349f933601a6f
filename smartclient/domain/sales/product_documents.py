"""Product documents: data sheets, price letters and the like, of a product or of a category."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LARGEST_DOCUMENT: Final = 20_000_000
"""The largest document that head office accepts, in bytes: each travels over the reps' links."""


class DocumentFormat(StrEnum):
    """What a document is: a PDF, or one of the pictures that are shown."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    GIF = "gif"
    WEBP = "webp"
    BMP = "bmp"
    TIFF = "tiff"

    @property
    def ending(self) -> str:
        """The ending of the name of a file of this format."""
        return "jpg" if self is DocumentFormat.JPEG else self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductDocument:
    """A document as it is listed with a product; ``size`` is in bytes.

    ``is_held``: all of its content has arrived. ``category`` is "" for one of the product alone.
    """

    id: int
    title: str
    format: DocumentFormat
    size: int
    hash: str
    is_held: bool
    category: str = ""
