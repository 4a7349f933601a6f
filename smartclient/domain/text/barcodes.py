"""Barcodes: the numbers that GS1 gives to products, as they are printed and as scanners read them.

A number has several lengths, with zeros before it: a UPC-A of twelve digits is an EAN of thirteen
whose first digit is zero, and scanners send either.
"""

from smartclient.domain.errors import RefusedError
from smartclient.domain.text.hidden_characters import escaped

_LENGTHS = (8, 12, 13, 14)
"""EAN-8, UPC-A, EAN-13 and GTIN-14."""


def canonical_ean(text: str) -> str:
    """The number of a barcode as it is stored: digits alone.

    Raises RefusedError for one of another length, or whose last digit is not the check digit of
    the others (GS1 General Specifications, 7.9).
    """
    digits = text.replace(" ", "").replace("-", "")
    if not (digits.isascii() and digits.isdecimal() and len(digits) in _LENGTHS):
        raise RefusedError(
            "“{value}” is not the number of a barcode. It has 8, 12, 13 or 14 digits.",
            value=escaped(text[:60]),
        )
    if _check_digit(digits[:-1]) != int(digits[-1]):
        raise RefusedError(
            "The last digit of the barcode's number {value} does not fit the others. Compare it "
            "with the product.",
            value=digits,
        )
    return digits


def ean_key(ean: str) -> str:
    """What numbers of barcodes are compared by: the longest form."""
    return ean.rjust(_LENGTHS[-1], "0")


def same_codes(code: str) -> tuple[str, ...]:
    """A barcode in every form in which it may be stored; () for what is no number."""
    code = code.strip()
    if not (code.isascii() and code.isdecimal()):
        return ()
    if len(code) not in _LENGTHS:
        return (code,)
    digits = code.lstrip("0")
    return tuple(digits.rjust(length, "0") for length in _LENGTHS if length >= len(digits))


def _check_digit(digits: str) -> int:
    weighted = sum(
        int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits))
    )
    return -weighted % 10
