"""The table of functions: every command stands in it, and is refused by it."""

from collections.abc import Iterator

import pytest
import typer

from smartclient.cli.program import app
from smartclient.read_models.functions import COMMANDS, SWITCHED_OFF, Need
from tests.cli.terminal import Terminal

_CALLS = {
    "customers check-out": ("G-1001",),
    "customers check-in": ("G-1001",),
    "mail test": ("office@example.com",),
}
"""What is called of each command that is refused while the rep works offline."""


def _commands(command: object, words: tuple[str, ...] = ()) -> Iterator[str]:
    parts = getattr(command, "commands", None)
    if parts is None:
        yield " ".join(words)
        return
    for name, part in parts.items():
        yield from _commands(part, (*words, name))


def test_every_command_is_in_the_table() -> None:
    assert set(_commands(typer.main.get_command(app))) == set(COMMANDS)


def test_every_command_that_needs_the_link_is_called_below() -> None:
    needing = {name for name, needs in COMMANDS.items() if needs & {Need.SENDING, Need.ANSWER}}
    # a sync reports that nothing was sent: it is no mistake
    assert needing == {*_CALLS, "sync"}


@pytest.mark.parametrize("command", _CALLS)
def test_what_needs_the_link_is_refused_offline_with_the_window_s_reason(
    shop: Terminal, command: str
) -> None:
    shop.says("offline", "on")
    assert SWITCHED_OFF in shop.refuses(*command.split(), *_CALLS[command])
