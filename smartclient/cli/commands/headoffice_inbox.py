"""The command that lists what waits for head office's worker."""

from typing import Annotated

import typer

from smartclient.cli.invocation import office_at
from smartclient.cli.json_output.headoffice import waiting_shape
from smartclient.cli.options import Json, Limit, Url
from smartclient.cli.render.inbox import waiting_page
from smartclient.cli.terminal.printing import print_for_people, print_json
from smartclient.domain.text.canonical import canonical_customer_number


def inbox(
    *,
    url: Url,
    customer: Annotated[
        str | None,
        typer.Option("--customer", metavar="NUMBER", help="Show this customer's requests alone."),
    ] = None,
    limit: Limit = None,
    as_json: Json = False,
) -> None:
    """List the requests that wait for the worker, oldest first, and what holds each.

    Several workers may answer at once, but one customer's requests are answered in order, by the
    worker that leased that customer.
    """
    number = None if customer is None else canonical_customer_number(customer)
    with office_at(url) as office:
        found = office.waiting(number, limit=limit)
    if as_json:
        print_json([waiting_shape(request) for request in found])
    else:
        print_for_people(*waiting_page(found))


def add_to(app: typer.Typer) -> None:
    """Put this command beside head office's others."""
    app.command("inbox")(inbox)
