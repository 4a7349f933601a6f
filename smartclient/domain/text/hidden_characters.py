"""Hidden characters: what can't be seen, or would steer a terminal, is found, left out or escaped.

Joiners, direction marks and variation selectors are hidden too, but scripts and emoji need them:
they are allowed where one of these stands before them, and nowhere else.
"""

import re
import unicodedata

_HIDDEN = (
    r"\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    r"\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0"
    r"\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    + "".join(rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(1, 17))
)
"""Controls, surrogates, noncharacters, and what Unicode calls default ignorable."""

HIDDEN = re.compile(f"[{_HIDDEN}]")
"""Any one character that is hidden, also where it may stand."""

_LINE_END = re.compile("\r\n|[\r\u2028\u2029]")

_JOINERS = "\u200c\u200d"
_DIRECTION_MARKS = "\u200e\u200f\u061c"
_RIGHT_TO_LEFT = frozenset({"R", "AL"})

_JOINED_SCRIPT = re.compile(
    r"[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\u1900-\u1aff\u1b00-\u1c4f"
    r"\ua800-\ua8ff\ua930-\ua9ff\uaa60-\uaa7f\uaae0-\uaaff\uabc0-\uabff\ufb50-\ufdcf\ufdf0-\ufdff"
    r"\ufe70-\ufefc\U00010a00-\U00010aff\U00010d00-\U00010d3f\U00010f30-\U00010fff"
    r"\U00011000-\U00011fff\U0001e900-\U0001e95f]"
)
"""Letters and marks of scripts in which a joiner changes the form of what is beside it."""

_EMOJI = re.compile(
    r"[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f]"
)
_PICTURE = re.compile(
    r"[\xa9\xae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299"
    r"\U0001f000-\U0001faff]"
)
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_MONGOLIAN = re.compile(r"[\u1820-\u18aa]")
_KEYCAP = re.compile(r"[0-9#*]\ufe0f\u20e3")


def first_hidden(text: str, *, lines: bool = False) -> str:
    """The first character of ``text`` that may not be in it, "" for none.

    ``lines``: line breaks are allowed, each of them one line feed.
    """
    for found in HIDDEN.finditer(text):
        if not _allowed(text, found.start(), lines=lines):
            return found.group()
    return ""


def with_plain_line_ends(text: str) -> str:
    """``text`` with a line feed for every line end, and a blank for every tab."""
    return _LINE_END.sub("\n", text).replace("\t", " ")


def without_hidden(text: str, *, lines: bool = False) -> str:
    """``text`` without what may not be in it; a blank stands for a line end or a tab.

    What is left out may make something else stand where it is not allowed; nothing of that is
    left either.
    """
    text = with_plain_line_ends(text) if lines else re.sub(r"[\r\n\t\x0b\x0c]+", " ", text)
    while first_hidden(text, lines=lines):
        text = _once_without_hidden(text, lines=lines)
    return text


def _once_without_hidden(text: str, *, lines: bool) -> str:
    return HIDDEN.sub(
        lambda found: found.group() if _allowed(text, found.start(), lines=lines) else "", text
    )


def escaped(text: str, *, lines: bool = False) -> str:
    """``text`` with what may not be in it as its code, as Python writes it."""
    return HIDDEN.sub(
        lambda found: (
            found.group()
            if _allowed(text, found.start(), lines=lines)
            else escaped_character(found.group())
        ),
        text,
    )


def escaped_character(char: str) -> str:
    """One character as Python writes it in a text."""
    return char.encode("unicode_escape").decode("ascii")


def without_marks(text: str) -> str:
    """``text`` without anything hidden, for comparing."""
    return HIDDEN.sub("", text)


def _allowed(text: str, at: int, *, lines: bool) -> bool:
    char, before = text[at], text[at - 1 : at]
    if char == "\n":
        return lines
    if char in _JOINERS:
        return _joins(text, at)
    if char in _DIRECTION_MARKS:
        return before not in _DIRECTION_MARKS and _has_right_to_left(text)
    if "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
        return _varies(text, at)
    if "\u180b" <= char <= "\u180d" or char == "\u180f":
        return bool(_MONGOLIAN.match(before))
    return False


def _joins(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if _JOINED_SCRIPT.match(before):
        return True
    return text[at] == "\u200d" and bool(_EMOJI.match(before)) and bool(_EMOJI.match(after))


def _varies(text: str, at: int) -> bool:
    before = text[at - 1 : at]
    if _IDEOGRAPH.match(before):
        return True
    if text[at] in "\ufe0e\ufe0f":
        return bool(_PICTURE.match(before)) or bool(_KEYCAP.match(text[at - 1 : at + 2]))
    return False


def _has_right_to_left(text: str) -> bool:
    return any(
        unicodedata.bidirectional(char) in _RIGHT_TO_LEFT
        for char in text
        if char not in _DIRECTION_MARKS
    )
