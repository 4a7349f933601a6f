"""The fonts that a PDF carries, read with pypdf."""

import io

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject


def fonts_of(pdf: bytes) -> dict[str, DictionaryObject]:
    """The fonts of the first page by their name in it."""
    fonts = dictionary(dictionary(PdfReader(io.BytesIO(pdf)).pages[0], "/Resources"), "/Font")
    return {str(name): dictionary(fonts, name) for name in fonts}


def descendant(font: DictionaryObject) -> DictionaryObject:
    """The font that holds the glyphs of a composite font."""
    descendants = font["/DescendantFonts"]
    assert isinstance(descendants, ArrayObject)
    found = descendants[0].get_object()
    assert isinstance(found, DictionaryObject)
    return found


def dictionary(within: DictionaryObject, name: str) -> DictionaryObject:
    """The dictionary of that name, wherever in the file it stands."""
    found = within[name].get_object()
    assert isinstance(found, DictionaryObject)
    return found
