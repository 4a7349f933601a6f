"""Errors for people: what failed and how, without what only support can read."""

import re

_DETAILS = re.compile(r"\s*(?:\[SQL: |\[parameters: |\(Background on this error at: ).*", re.DOTALL)
_DRIVER = re.compile(r"""(?<=: )\([\w.]+\)\s+(?:\('\w*', ["'](?:\[[^\]]*\]\s*)*)?""")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z(])")
_LONGEST = 200


def in_short(error: str) -> str:
    """An error's kind and first sentence as one line of at most 200 characters.

    The statement, its parameters and links that a database's error carries are left out, and
    what its driver puts before the sentence.
    """
    text = " ".join(_DETAILS.sub("", error).split())
    sentence = _SENTENCE_END.split(_DRIVER.sub("", text, count=1), maxsplit=1)[0]
    return sentence if len(sentence) <= _LONGEST else f"{sentence[: _LONGEST - 1]}…"
