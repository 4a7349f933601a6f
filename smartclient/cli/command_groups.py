"""Groups of commands: the program, and groups that list when no command of theirs is named."""

from typing import TYPE_CHECKING

import typer
from typer.core import TyperArgument, TyperGroup, TyperOption

if TYPE_CHECKING:
    from typer._click import Context

LIST = "list"

_HOME = "--home"
_END = "--"

# Python stands these in for bytes that are no text in the terminal's encoding
_NOT_TEXT = range(0xD800, 0xE000)


class ProgramGroup(TyperGroup):
    """The program's commands; ``--home`` may stand anywhere in the line."""

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Parse the line with ``--home`` in front.

        Raises typer.BadParameter for words that the terminal did not give as text.
        """
        if any(ord(char) in _NOT_TEXT for word in args for char in word):
            raise typer.BadParameter("The command line has characters that can't be read as text")
        return super().parse_args(ctx, _home_first(args))


class ListingGroup(TyperGroup):
    """A group whose default command is ``list``: ``orders --json`` is ``orders list --json``.

    A word that names a command is that command, wherever it stands between options. To search for
    such a word, name the command ``list``: ``customers list new``.
    """

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Parse the line with the command in front, which is ``list`` unless one is named."""
        return super().parse_args(ctx, self._command_first(args, ctx.help_option_names))

    def _command_first(self, args: list[str], help_options: list[str]) -> list[str]:
        place = self._first_bare_word(args)
        if place is not None and args[place] in self.commands:
            return [args[place], *args[:place], *args[place + 1 :]]
        if set(help_options) & set(args):
            return args
        if place is not None and not self._list_takes_words:
            return args[place:]  # no command has this name, and the group says so
        return [LIST, *args]

    @property
    def _list_takes_words(self) -> bool:
        return any(isinstance(param, TyperArgument) for param in self.commands[LIST].params)

    def _first_bare_word(self, args: list[str]) -> int | None:
        with_value = {
            name
            for param in self.commands[LIST].params
            if isinstance(param, TyperOption) and not param.is_flag
            for name in param.opts
        }
        place = 0
        while place < len(args) and args[place] != _END:
            if not args[place].startswith("-"):
                return place
            place += 2 if args[place] in with_value else 1
        return None


def _home_first(args: list[str]) -> list[str]:
    end = args.index(_END) if _END in args else len(args)
    homes: list[str] = []
    rest: list[str] = []
    place = 0
    while place < end:
        if args[place] == _HOME and place + 1 == end:
            return [_HOME]  # the parser says that its value is missing
        count = 2 if args[place] == _HOME else 1
        is_home = count > 1 or args[place].startswith(f"{_HOME}=")
        (homes if is_home else rest).extend(args[place : place + count])
        place += count
    return [*homes, *rest, *args[end:]]
