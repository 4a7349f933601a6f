"""Pages of the manual on a terminal: formatted for a person, plain Markdown for a program."""

import sys

from smartclient.cli.terminal.printing import console
from smartclient.documents.manual import ManualPage, parts_of, with_commands_for_links

_WIDEST = 100
_INDENT = "    "
_CODE = "cyan"


def print_page(page: ManualPage) -> None:
    """Print a page; where stdout is no terminal, the Markdown as it is."""
    if sys.stdout is None:
        return
    if not sys.stdout.isatty():
        sys.stdout.write(page.text)
        return
    from rich.markdown import Markdown  # noqa: PLC0415 (help does without it)
    from rich.text import Text  # noqa: PLC0415 (as above)
    from rich.theme import Theme  # noqa: PLC0415 (as above)

    on = console()
    # rich's own has a black ground, which stands out on a light terminal
    on.push_theme(Theme({"markdown.code": _CODE}))
    width = min(on.width, _WIDEST)
    for part in parts_of(with_commands_for_links(page.text)):
        if part.is_code:
            # a command that is broken into lines can't be copied
            lines = "\n".join(f"{_INDENT}{line}" for line in part.text.splitlines())
            on.print(Text(lines, style=_CODE), "", sep="\n", soft_wrap=True)
        else:
            on.print(Markdown(part.text, hyperlinks=False), width=width)
            on.print()
