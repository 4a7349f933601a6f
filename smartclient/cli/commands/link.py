"""The commands about the link: offline, sync and status."""

from enum import StrEnum
from typing import Annotated

import typer

from smartclient.cli.exit_status import work_done
from smartclient.cli.invocation import laptop, use_cases_of
from smartclient.cli.json_output.link import status_json, sync_shape
from smartclient.cli.options import Json
from smartclient.cli.render.link import status_page, sync_page
from smartclient.cli.terminal.printing import print_for_people, print_json
from smartclient.cli.terminal.progress import progress_shown


class Switch(StrEnum):
    """On or off."""

    ON = "on"
    OFF = "off"


def offline(
    context: typer.Context,
    switch: Annotated[Switch, typer.Argument(metavar="on|off")],
    *,
    as_json: Json = False,
) -> None:
    """Work offline, or go back online.

    While you work offline by choice, not one byte is sent.
    """
    with laptop(context) as session:
        session.work_offline(switch is Switch.ON)
    with work_done():
        if as_json:
            print_json({"offline": switch is Switch.ON})
        elif switch is Switch.ON:
            print_for_people("Working offline. What you do is kept here until you go online.")
        else:
            print_for_people("Online again. Send what waits: smartclient sync")


def sync(
    context: typer.Context,
    *,
    check: Annotated[
        bool,
        typer.Option(
            "--check", help="Compare all data here with head office, and correct what differs."
        ),
    ] = False,
    everything: Annotated[
        bool,
        typer.Option("--all", help="Send and fetch everything, whatever the connection costs."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Send, collect answers, fetch what is new.

    On a connection that costs something, what is worth less than that waits for a cheaper one, for
    24 hours at most; --all sends and fetches it now.

    Once a day all data here is compared with head office; --check does it now.
    """
    with laptop(context) as session:
        session.prepare_sync()
        if check:
            session.request_consistency_check()
        with progress_shown() as progress:
            summary = session.sync_now(progress, at_any_price=everything)
    with work_done():
        if as_json:
            print_json(sync_shape(summary))
        else:
            print_for_people(*sync_page(summary))


def status(
    context: typer.Context,
    *,
    dismiss: Annotated[
        bool,
        typer.Option("--dismiss", help="Show no more which new devices were signed in as you."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Show the status of this laptop.

    What waits to be sent, what is at head office, what needs your action, how fresh the data is.
    """
    with use_cases_of(context) as use_cases:
        client_status = use_cases.status.current()
        if dismiss:
            seen = [each.device for each in client_status.new_devices]
            use_cases.status.dismiss_new_devices(seen)
            client_status = use_cases.status.current()
    if as_json:
        print_json(status_json(client_status))
    else:
        print_for_people(*status_page(client_status))
