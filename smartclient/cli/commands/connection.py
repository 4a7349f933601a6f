"""The commands about the connection to head office."""

import typer

from smartclient.cli.command_groups import ListingGroup
from smartclient.cli.invocation import use_cases_of
from smartclient.cli.json_output.connection import link_shape
from smartclient.cli.options import Json
from smartclient.cli.render.connection import link_page
from smartclient.cli.terminal.printing import print_for_people, print_json

app = typer.Typer(cls=ListingGroup, help="Show the connection to head office and its history.")


@app.command("list")
def show_link(context: typer.Context, *, as_json: Json = False) -> None:
    """Show the connection; what “link” alone does.

    Its state and why, how fast and how expensive it is, and its last changes. What is shown changes
    at most once in 30 seconds.
    """
    with use_cases_of(context) as use_cases:
        report = use_cases.status.connection()
    if as_json:
        print_json(link_shape(report))
    else:
        print_for_people(*link_page(report))
