"""Languages: whose forms of the Chinese characters a text wants, which one font has for all.

Unicode gives one code to a character that Chinese, Japanese and Korean print in different forms;
the font draws the right one when the language is set (OpenType's ``locl``).
"""

import re
from collections.abc import Mapping

from smartclient.domain.text.canonical import name_key

JAPANESE, KOREAN = "ja", "ko"
SIMPLIFIED, TRADITIONAL, HONG_KONG = "zh-Hans", "zh-Hant", "zh-HK"
"""Language tags (BCP 47), as HarfBuzz takes them."""

_IDEOGRAPH = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = re.compile("[\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\uffa1-\uffdc]")

_CHARACTER_SETS = {
    JAPANESE: "shift_jis",
    SIMPLIFIED: "gb2312",
    TRADITIONAL: "big5",
    HONG_KONG: "big5hkscs",
    KOREAN: "euc_kr",
}
"""The characters in daily use of each language, as its national standard lists them."""

_COUNTRIES: Mapping[str, tuple[str, ...]] = {
    JAPANESE: ("JP", "JPN", "Japan", "日本"),
    SIMPLIFIED: ("CN", "CHN", "China", "中国", "SG", "SGP", "Singapore"),
    TRADITIONAL: ("TW", "TWN", "Taiwan", "台灣", "臺灣"),
    HONG_KONG: ("HK", "HKG", "Hong Kong", "香港", "MO", "MAC", "Macau", "Macao", "澳門"),
    KOREAN: ("KR", "KOR", "Korea", "한국", "대한민국"),
}
_BY_COUNTRY = {name_key(name): language for language, names in _COUNTRIES.items() for name in names}


def language_of(text: str, usual: str = "") -> str:
    """The language whose forms of characters ``text`` wants; ``usual`` where it may be any.

    Kana and Hangul show it, else which national character sets hold all of its ideographs.
    """
    if _KANA.search(text):
        return JAPANESE
    if _HANGUL.search(text):
        return KOREAN
    ideographs = "".join(_IDEOGRAPH.findall(text))
    possible = [
        character_set
        for character_set in _CHARACTER_SETS
        if _holds(_CHARACTER_SETS[character_set], ideographs)
    ]
    if usual in possible or not possible or not ideographs:
        return usual or JAPANESE
    return possible[0]


def language_in(country: str) -> str:
    """The language that is read in a country, "" where it has no ideographs."""
    return _BY_COUNTRY.get(name_key(country), "")


def _holds(character_set: str, ideographs: str) -> bool:
    try:
        ideographs.encode(character_set)
    except UnicodeEncodeError:
        return False
    return True
