"""The commands about the connection to head office."""

from typing import Annotated

import typer

from smartclient.cli.command_groups import ListingGroup
from smartclient.cli.exit_status import work_done
from smartclient.cli.invocation import laptop, use_cases_of
from smartclient.cli.json_output.connection import link_shape
from smartclient.cli.options import Json
from smartclient.cli.render.connection import link_page
from smartclient.cli.terminal.printing import print_for_people, print_json
from smartclient.domain.link_price import CostlyMark
from smartclient.read_models.link_report import LinkReport

app = typer.Typer(cls=ListingGroup, help="Show the connection to head office and its history.")


@app.command("list")
def show_link(context: typer.Context, *, as_json: Json = False) -> None:
    """Show the connection; what “link” alone does.

    Its state and why, how fast and how expensive it is, and its last changes. What is shown changes
    at most once in 30 seconds.
    """
    with use_cases_of(context) as use_cases:
        report = use_cases.status.connection()
    _print_link(report, as_json=as_json)


@app.command("costly")
def mark_costly(
    context: typer.Context,
    mark: Annotated[CostlyMark, typer.Argument(metavar="on|off|auto")],
    *,
    as_json: Json = False,
) -> None:
    """Say whether this network is expensive.

    On an expensive one, what is worth less than it costs waits for a cheaper one. “auto” leaves it
    to the system. It is remembered for this network where the system names it.
    """
    with laptop(context) as session:
        session.mark_network(mark)
        report = session.use_cases.status.connection()
    with work_done():
        _print_link(report, as_json=as_json)


def _print_link(report: LinkReport, *, as_json: bool) -> None:
    if as_json:
        print_json(link_shape(report))
    else:
        print_for_people(*link_page(report))
