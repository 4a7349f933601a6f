"""The commands that open the window; the only ones that import Qt."""

from pathlib import Path
from typing import Annotated

import typer

from smartclient.cli.demonstration import forget, office_url, open_demonstration
from smartclient.cli.invocation import home_of, laptop
from smartclient.cli.printing import print_for_people
from smartclient.cli.progress import progress_shown


def open_window(context: typer.Context) -> None:
    """Open the window on the laptop that is signed in."""
    from smartclient.app import run_window  # noqa: PLC0415 (brings Qt)

    with laptop(context) as session:
        status = run_window(session)
    raise typer.Exit(status)


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
    home = home_of(context)
    if reset:
        forget(home)
    with progress_shown() as progress:
        session = open_demonstration(home, data, tell=print_for_people, progress=progress)
    try:
        print_for_people(
            f"You are {session.desk.standing().login}. Head office is {office_url(home)}"
        )
        from smartclient.app import run_window  # noqa: PLC0415 (brings Qt)

        status = run_window(session)
    finally:
        session.close()
    raise typer.Exit(status)
