"""The command that opens the window on a sample company."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartclient.cli.demonstration import admin_of, forget, office_url, open_demonstration
from smartclient.cli.entrance import check_screen, parts_of_a_window
from smartclient.cli.invocation import home_of
from smartclient.cli.pages.serving import say_line
from smartclient.cli.progress import progress_shown

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
    reset: Annotated[bool, typer.Option("--reset", help="Begin again from nothing.")] = False,
) -> None:
    """Open the window on a sample company.

    It has a head office of its own, in the folder “demo” beside the settings, and stays as you
    leave it until --reset. Some work is under way when it opens first: there are orders to send,
    conflicts to resolve, and a case for the admin, who is --as LOGIN.
    """
    check_screen()
    home = home_of(context)
    if reset:
        forget(home)
    with progress_shown() as progress:
        session = open_demonstration(home, data, login=login, tell=say_line, progress=progress)
    try:
        admin = admin_of(home)
        say_line(f"You are {session.desk.standing().login}. Head office is {office_url(home)}")
        say_line(f"Be the admin: smartclient demo --as {admin}")
        say_line("Start over: smartclient demo --reset")
        status = _window_on(session, "" if login else str(admin))
    finally:
        session.close()
    raise typer.Exit(status)


def _window_on(session: "Session", admin: str) -> int:
    with parts_of_a_window():
        from smartclient.app import run_window  # noqa: PLC0415 (brings Qt)
    return run_window(session, demo_admin=admin)
