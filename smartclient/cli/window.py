"""The commands that open the window; the only ones that import Qt."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartclient.cli.demonstration import forget, office_url, open_demonstration
from smartclient.cli.invocation import home_of
from smartclient.cli.progress import progress_shown
from smartclient.domain.errors import SetUpError

if TYPE_CHECKING:
    from smartclient.bootstrap import Session

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""What names the screen to Qt on Linux."""


def open_window(context: typer.Context) -> None:
    """Open the window on the laptop that is signed in, or let somebody sign in there."""
    _check_screen()
    with _parts_of_a_window():
        from smartclient.app import run_program  # noqa: PLC0415 (brings Qt)
    raise typer.Exit(run_program(home_of(context)))


def demo(
    context: typer.Context,
    *,
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="FOLDER", help="A company's data to import instead."),
    ] = None,
    reset: Annotated[bool, typer.Option("--reset", help="Begin again from nothing.")] = False,
) -> None:
    """Open the window on a sample company.

    It has a head office of its own, in the folder “demo” beside the settings, and stays as you
    leave it until --reset.
    """
    _check_screen()
    home = home_of(context)
    if reset:
        forget(home)
    with progress_shown() as progress:
        session = open_demonstration(home, data, tell=typer.echo, progress=progress)
    try:
        typer.echo(f"You are {session.desk.standing().login}. Head office is {office_url(home)}")
        status = _window_on(session)
    finally:
        session.close()
    raise typer.Exit(status)


def _window_on(session: "Session") -> int:
    with _parts_of_a_window():
        from smartclient.app import run_window  # noqa: PLC0415 (brings Qt)
    return run_window(session)


@contextmanager
def _parts_of_a_window() -> Iterator[None]:
    """Raise SetUpError when a library that the window is drawn with is missing."""
    try:
        yield
    except ImportError as error:
        raise SetUpError(
            "The window can't be opened, because this machine lacks a part of it: {missing}. "
            "Install what the README names, or work by command line.",
            missing=error,
        ) from error


def _check_screen() -> None:
    """Refuse where Qt would end the program for want of a screen."""
    if sys.platform in {"win32", "darwin"}:
        return
    if not any(os.environ.get(name) for name in _SCREENS):
        raise SetUpError(
            "There is no screen to open the window on. Start it in a graphical session, "
            "or work by command line: smartclient --help."
        )
