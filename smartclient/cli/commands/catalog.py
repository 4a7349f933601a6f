"""The command about the catalog."""

from typing import Annotated

import typer

from smartclient.cli.invocation import use_cases_of
from smartclient.cli.json_output.customers import catalog_shape
from smartclient.cli.json_output.data_ages import age_shapes
from smartclient.cli.options import Json, Limit, Text
from smartclient.cli.render.customers import catalog_page
from smartclient.cli.render.data_ages import ages_page
from smartclient.cli.terminal.printing import print_for_people, print_json
from smartclient.domain.text.canonical import canonical_customer_number
from smartclient.read_models.data_ages import CATALOG_KINDS, check_found


def catalog(
    context: typer.Context,
    text: Text = "",
    *,
    customer: Annotated[
        str | None,
        typer.Option("--customer", metavar="NUMBER", help="Show this customer's prices."),
    ] = None,
    limit: Limit = None,
    as_json: Json = False,
) -> None:
    """List products, or find some.

    TEXT finds words that begin so in a product's number, name and category.
    """
    number = None if customer is None else canonical_customer_number(customer)
    with use_cases_of(context) as use_cases:
        if number is not None:
            use_cases.customers.get(
                number
            )  # who is not there must not look like one without own prices
        entries = use_cases.catalog.search(text, customer=number, limit=limit)
        currency = use_cases.catalog.currency()
        ages = use_cases.status.data_ages(CATALOG_KINDS)
        check_found(entries, ages, "products", "prices")
        left_out = None if entries else use_cases.catalog.why_not_found(text)
        if left_out is not None:
            raise left_out
        if as_json:
            shown = {"ages": age_shapes(ages)}
            print_json([{**catalog_shape(entry, currency), **shown} for entry in entries])
        else:
            print_for_people(catalog_page(entries, currency), *ages_page(ages))
