"""The commands about customers."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from smartclient.cli.command_groups import ListingGroup
from smartclient.cli.exit_status import work_done
from smartclient.cli.invocation import use_cases_of
from smartclient.cli.json_output.check_outs import check_out_shape
from smartclient.cli.json_output.customers import (
    added_fields,
    customer_history_shapes,
    customer_shape,
    summary_of,
)
from smartclient.cli.json_output.data_ages import age_shapes
from smartclient.cli.json_output.take_along import pinned_shape
from smartclient.cli.options import Contact, Email, Json, Limit, Phone, Text
from smartclient.cli.render.customers import customer_history_page, customer_page, customers_page
from smartclient.cli.render.data_ages import ages_page
from smartclient.cli.render.take_along import pinned_customer_page
from smartclient.cli.terminal.printing import print_for_people, print_json
from smartclient.domain.errors import RefusedError
from smartclient.domain.sales.customers import Address, EditableField
from smartclient.domain.sales.pinned_customers import PinnedCustomer
from smartclient.domain.text.canonical import canonical_customer_number
from smartclient.read_models.data_ages import (
    CUSTOMER_KINDS,
    ORDER_KINDS,
    PINNED_KINDS,
    DataAge,
    check_found,
)
from smartclient.read_models.records import CustomerRecord

if TYPE_CHECKING:
    from smartclient.use_cases.use_cases import UseCases

app = typer.Typer(cls=ListingGroup, help="List customers; create, change, delete, show one.")

Number = Annotated[str, typer.Argument(metavar="NUMBER", help="The customer's number.")]
Notes = Annotated[str | None, typer.Option("--notes", metavar="T")]


@app.command("list")
def list_customers(
    context: typer.Context, text: Text = "", *, limit: Limit = None, as_json: Json = False
) -> None:
    """List customers; what “customers” alone does.

    TEXT finds words that begin so in their number, name, contact, phone, e-mail and city.
    """
    with use_cases_of(context) as use_cases:
        customers = use_cases.customers.search(text, limit=limit)
        currency, ages = use_cases.catalog.currency(), use_cases.status.data_ages(CUSTOMER_KINDS)
        check_found(customers, ages, "customers")
        if as_json:
            shown = {"ages": age_shapes(ages)}
            print_json(
                [
                    {
                        **customer_shape(customer, currency),
                        "check_out": check_out_shape(customer.checked_out),
                        **shown,
                    }
                    for customer in customers
                ]
            )
        else:
            print_for_people(customers_page(customers, currency), *ages_page(ages))


@app.command("new")
def new_customer(
    context: typer.Context,
    *,
    name: Annotated[str, typer.Option("--name", metavar="N", help="The customer's name.")],
    phone: Phone = None,
    email: Email = None,
    contact: Contact = None,
    notes: Notes = None,
    street: Annotated[str, typer.Option("--street", help="The main address.")] = "",
    city: Annotated[str, typer.Option("--city")] = "",
    state: Annotated[str, typer.Option("--state")] = "",
    postal_code: Annotated[str, typer.Option("--postal-code")] = "",
    country: Annotated[str, typer.Option("--country")] = "",
    as_json: Json = False,
) -> None:
    """Create a customer.

    It has a number of its own until head office gives the final one.
    """
    fields = _fields(name=name, phone=phone, email=email, contact=contact, notes=notes)
    address = Address(
        kind="main",
        line1=street,
        city=city,
        state=state,
        postal_code=postal_code,
        country=country,
    )
    given = any((street, city, state, postal_code, country))
    with use_cases_of(context) as use_cases:
        record = use_cases.customers.create(fields, address if given else None)
        _tell_done(use_cases, record, as_json=as_json)


@app.command("edit")
def edit_customer(
    context: typer.Context,
    number: Number,
    *,
    name: Annotated[str | None, typer.Option("--name", metavar="N")] = None,
    phone: Phone = None,
    email: Email = None,
    contact: Contact = None,
    notes: Notes = None,
    as_json: Json = False,
) -> None:
    """Change a customer.

    What is not named stays as it is.
    """
    fields = _fields(name=name, phone=phone, email=email, contact=contact, notes=notes)
    if not fields:
        raise RefusedError("Nothing was changed. Say what to change, as in --phone NUMBER.")
    with use_cases_of(context) as use_cases:
        record = use_cases.customers.edit(canonical_customer_number(number), fields)
        _tell_done(use_cases, record, as_json=as_json)


@app.command("delete")
def delete_customer(context: typer.Context, number: Number, *, as_json: Json = False) -> None:
    """Ask head office to delete a customer.

    One that was not sent from here is gone once head office has said that it never came.
    """
    with use_cases_of(context) as use_cases:
        record = use_cases.customers.delete(canonical_customer_number(number))
        _tell_done(use_cases, record, as_json=as_json)


@app.command("show")
def show_customer(context: typer.Context, number: Number, *, as_json: Json = False) -> None:
    """Show one customer and what happened.

    What was changed by whom, what head office said to it and why, newest first. Of a customer that
    is pinned for reading, what is read of it.
    """
    canonical = canonical_customer_number(number)
    with use_cases_of(context) as use_cases:
        currency = use_cases.catalog.currency()
        pinned = use_cases.take_along.pinned_customer(canonical)
        if pinned is not None:
            ages = use_cases.status.data_ages(PINNED_KINDS)
            _show_pinned(pinned, currency, ages, as_json=as_json)
            return
        overview = use_cases.customers.overview(canonical)
        ages = use_cases.status.data_ages((*CUSTOMER_KINDS, *ORDER_KINDS))
        if as_json:
            shape = customer_shape(summary_of(overview.record), currency)
            added = added_fields(overview.record.customer, currency)
            history = customer_history_shapes(overview)
            held = {"check_out": check_out_shape(overview.checked_out)}
            print_json({**shape, **added, **held, **history, "ages": age_shapes(ages)})
        else:
            print_for_people(
                *customer_page(overview.record, currency, overview.checked_out),
                *customer_history_page(overview),
                *ages_page(ages),
            )


def _show_pinned(
    pinned: PinnedCustomer, currency: str, ages: Sequence[DataAge], *, as_json: bool
) -> None:
    if as_json:
        shape = pinned_shape(pinned, currency)
        print_json({**shape, "pinned": True, "ages": age_shapes(ages)})
    else:
        print_for_people(*pinned_customer_page(pinned, currency), *ages_page(ages))


def _fields(**values: str | None) -> dict[EditableField, str]:
    return {EditableField(name): value for name, value in values.items() if value is not None}


def _tell_done(use_cases: "UseCases", record: CustomerRecord | None, *, as_json: bool) -> None:
    with work_done():
        currency = use_cases.catalog.currency()
        if as_json:
            print_json(None if record is None else customer_shape(summary_of(record), currency))
        elif record is None:
            print_for_people("The customer is gone.")
        else:
            print_for_people(*customer_page(record, currency))
