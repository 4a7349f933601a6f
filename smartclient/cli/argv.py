"""The words of a command line before they are parsed: put where the commands expect them.

``--home`` may stand anywhere, and a family of commands named without one of its commands lists:
``smartclient orders --json`` is ``smartclient orders list --json``. To search for a word that is
also a command, say ``list``: ``smartclient customers list new``.
"""

from collections.abc import Sequence

import typer

LIST = "list"

FAMILIES = {
    "customers": frozenset({LIST, "new", "edit", "delete", "show"}),
    "orders": frozenset({LIST, "new", "amend", "cancel", "print", "show"}),
    "outbox": frozenset({LIST, "undo", "retry"}),
    "conflicts": frozenset({LIST, "resolve"}),
}
"""The families that list by default, and the commands of each."""

_WITH_VALUE = frozenset({"--limit", "--state"})
_HELP = frozenset({"--help", "-h"})
_HOME = "--home"
_END = "--"

# Python stands these in for bytes that are no text in the terminal's encoding
_NOT_TEXT = range(0xD800, 0xE000)


def normalize_argv(words: Sequence[str]) -> list[str]:
    """Return the words with ``--home`` in front and the command meant named in full.

    Raises typer.BadParameter for words that the terminal did not give as text.
    """
    if any(ord(char) in _NOT_TEXT for word in words for char in word):
        raise typer.BadParameter("The command line has characters that can't be read as text")
    homes, rest = _without_home(list(words))
    return [*homes, *_with_command(rest)]


def _without_home(words: list[str]) -> tuple[list[str], list[str]]:
    end = words.index(_END) if _END in words else len(words)
    homes: list[str] = []
    rest: list[str] = []
    place = 0
    while place < end:
        taken = 2 if words[place] == _HOME and place + 1 < end else 1
        is_home = taken > 1 or words[place].startswith(f"{_HOME}=")
        (homes if is_home else rest).extend(words[place : place + taken])
        place += taken
    return homes, [*rest, *words[end:]]


def _with_command(words: list[str]) -> list[str]:
    if not words or words[0] not in FAMILIES:
        return words
    family, rest = words[0], words[1:]
    place = _first_bare_word(rest)
    if place is not None and rest[place] in FAMILIES[family]:
        return [family, rest[place], *rest[:place], *rest[place + 1 :]]
    if _HELP.intersection(rest):
        return words
    return [family, LIST, *rest]


def _first_bare_word(words: list[str]) -> int | None:
    place = 0
    while place < len(words) and words[place] != _END:
        if not words[place].startswith("-"):
            return place
        place += 2 if words[place] in _WITH_VALUE else 1
    return None
