"""The commands about what a device takes along: data sets, and pinned customers."""

from typing import Annotated

import typer

from smartclient.cli.commands.link import Switch
from smartclient.cli.exit_status import work_done
from smartclient.cli.invocation import use_cases_of
from smartclient.cli.json_output.data_ages import age_shapes
from smartclient.cli.json_output.take_along import pinned_shape, take_along_shape
from smartclient.cli.options import Json
from smartclient.cli.render.data_ages import ages_page
from smartclient.cli.render.take_along import pinned_page, take_along_page
from smartclient.cli.terminal.printing import print_for_people, print_json
from smartclient.domain.errors import RefusedError
from smartclient.domain.text.canonical import canonical_customer_number
from smartclient.read_models.data_ages import PINNED_KINDS, TAKE_ALONG_KINDS

_Number = Annotated[
    str, typer.Argument(metavar="NUMBER", help="The number of another rep's customer.")
]


def take_along(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="The data set to take along or to leave.")
    ] = None,
    switch: Annotated[Switch | None, typer.Argument(metavar="on|off")] = None,
    *,
    as_json: Json = False,
) -> None:
    """Show what this device takes along; take an optional data set along, or leave it.

    What you take comes with the next sync; what you leave is removed at once.
    """
    if name is not None and switch is None:
        raise RefusedError("Say whether {name} is to be taken along: on or off.", name=name)
    with use_cases_of(context) as use_cases:
        if name is not None:
            use_cases.take_along.choose(name, on=switch is Switch.ON)
        found = use_cases.take_along.all()
        ages = use_cases.status.data_ages(TAKE_ALONG_KINDS)
    with work_done():
        if as_json:
            print_json([{**take_along_shape(one), "ages": age_shapes(ages)} for one in found])
        else:
            print_for_people(take_along_page(found), *ages_page(ages))


def pin(context: typer.Context, number: _Number, *, as_json: Json = False) -> None:
    """Ask head office for another rep's customer, to read it on your devices.

    It comes with a sync after head office allowed it, and can't be ordered for.
    """
    _request(context, number, pinned=True, as_json=as_json)


def unpin(context: typer.Context, number: _Number, *, as_json: Json = False) -> None:
    """Give a pinned customer back: it leaves your devices with the next sync."""
    _request(context, number, pinned=False, as_json=as_json)


def pinned(context: typer.Context, *, as_json: Json = False) -> None:
    """List the pinned customers, with their newest orders, and what was refused of late."""
    with use_cases_of(context) as use_cases:
        found = use_cases.take_along.pinned()
        currency = use_cases.status.current().currency
        ages = use_cases.status.data_ages(PINNED_KINDS)
    if as_json:
        shown = {"ages": age_shapes(ages)}
        print_json([{**pinned_shape(one, currency), **shown} for one in found.customers])
    else:
        print_for_people(*pinned_page(found, currency), *ages_page(ages))


def _request(context: typer.Context, number: str, *, pinned: bool, as_json: bool) -> None:
    canonical = canonical_customer_number(number)
    with use_cases_of(context) as use_cases:
        use_cases.take_along.pin(canonical, pinned=pinned)
    with work_done():
        if as_json:
            print_json({"customer": canonical, "pinned": pinned})
        else:
            print_for_people("Head office answers with the next sync: smartclient sync")


def add_to(program: typer.Typer, customers: typer.Typer) -> None:
    """Put these commands beside the program's and the customers' others."""
    program.command("take-along")(take_along)
    customers.command("pin")(pin)
    customers.command("unpin")(unpin)
    customers.command("pinned")(pinned)
