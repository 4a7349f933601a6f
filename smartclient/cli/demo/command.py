"""The command that opens the window on a sample company."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartclient.cli.demo.browser import serve_browser
from smartclient.cli.demo.workplace import admin_of, forget, office_url, open_demonstration
from smartclient.cli.invocation import hints_of, home_of
from smartclient.cli.launch_gui import check_screen, require_gui
from smartclient.cli.render.serving import say_line
from smartclient.cli.terminal.progress import progress_shown

if TYPE_CHECKING:
    from smartclient.bootstrap import Session


def demo(
    context: typer.Context,
    *,
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="FOLDER", help="A company's data to import instead."),
    ] = None,
    login: Annotated[
        str, typer.Option("--as", metavar="LOGIN", help="Be somebody else, such as the admin.")
    ] = "",
    browser: Annotated[
        bool,
        typer.Option("--browser", help="Open the order pad in a browser instead of the window."),
    ] = False,
    reset: Annotated[bool, typer.Option("--reset", help="Begin again from nothing.")] = False,
) -> None:
    """Open the window, or the order pad, on a sample company.

    It has a head office of its own, in the folder “demo” beside the settings, and stays as you
    leave it until --reset. Some work is under way when it opens first: there are orders to send,
    conflicts to resolve, and a case for the admin, who is --as LOGIN.
    """
    if not browser:
        check_screen()
    home = home_of(context)
    if reset:
        forget(home)
    notes: list[str] = []
    try:
        with progress_shown("Setting up the sample company") as progress:
            session = open_demonstration(
                home, data, login=login, report=notes.append, progress=progress
            )
    finally:
        # not while the progress is drawn, which would draw over them
        for note in notes:
            say_line(note)
    if browser:
        who = session.use_cases.status.current().login
        session.close()
        serve_browser(home, who)
        return
    try:
        hints = hints_of(context)
        as_admin = hints.line("demo", "--as", admin_of(home))
        start_over = hints.line("demo", "--reset", *_with(data))
        say_line(
            f"You are {session.use_cases.status.current().login}. Head office is {office_url(home)}"
        )
        say_line(f"Be the admin: {as_admin}")
        say_line(f"Start over: {start_over}")
        status = _window_on(session, () if login else (as_admin, start_over))
    finally:
        session.close()
    raise typer.Exit(status)


def _with(data: Path | None) -> tuple[str, ...]:
    return () if data is None else ("--data", str(data.absolute()))


def _window_on(session: "Session", demo_commands: tuple[str, ...]) -> int:
    with require_gui():
        from smartclient.app import run_window  # noqa: PLC0415 (brings Qt)
    return run_window(session, demo_commands=demo_commands)
