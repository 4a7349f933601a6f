"""The command that shows and corrects the time that a head office file goes by."""

from typing import Annotated

import typer

from smartclient.cli.exit_status import work_done
from smartclient.cli.invocation import office_at
from smartclient.cli.json_output.headoffice import clock_shape
from smartclient.cli.options import Json, Url
from smartclient.cli.render.headoffice import clock_page
from smartclient.cli.terminal.printing import print_for_people, print_json
from smartclient.domain.clock import SystemClock


def clock(
    *,
    url: Url,
    set_right: Annotated[
        bool,
        typer.Option("--set-right", help="This computer's clock is right; go by it from now on."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Show the time that a head office file goes by, or correct it.

    It never goes behind the latest time that it was used at. Where a clock was ahead then, correct
    that clock first, and run this with --set-right on a computer whose clock is right.
    """
    with office_at(url) as office:
        if set_right:
            office.set_clock_right()
        known, now = office.known_time(), SystemClock().now()
    with work_done():
        if as_json:
            print_json(clock_shape(known, now))
        else:
            print_for_people(*clock_page(known, now))


def add_to(app: typer.Typer) -> None:
    """Put this command beside head office's others."""
    app.command("clock")(clock)
