"""Barcodes: the numbers printed on products, as scanners read them."""

_UPC_DIGITS = 12


def same_codes(code: str) -> tuple[str, ...]:
    """Return a barcode in every form in which it may be stored; () for what is no number.

    A UPC of twelve digits is an EAN of thirteen whose first digit is zero; scanners send either.
    """
    code = code.strip()
    if not (code.isascii() and code.isdecimal()):
        return ()
    if len(code) == _UPC_DIGITS:
        return (code, f"0{code}")
    return (code, code[1:]) if len(code) == _UPC_DIGITS + 1 and code[0] == "0" else (code,)
