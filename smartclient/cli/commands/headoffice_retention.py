"""The commands that purge what is over, and that forget a customer."""

from typing import Annotated

import typer

from smartclient.cli.exit_status import work_done
from smartclient.cli.invocation import office_at
from smartclient.cli.options import Json, Url
from smartclient.cli.render.retention import forgotten_page, purge_page
from smartclient.cli.terminal.printing import print_for_people, print_json
from smartclient.cli.terminal.prompts import agrees
from smartclient.domain.clock import SystemClock
from smartclient.domain.errors import RefusedError
from smartclient.domain.text.canonical import canonical_customer_number


def purge(
    *,
    url: Url,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would be purged.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Purge what is over for longer than the policies keep it.

    What is open stays, and so does who sent which request. It may be stopped at any time and
    run again. A serving worker does the same once a day.
    """
    with office_at(url) as office:
        done = office.purge(is_trial=dry_run)
    with work_done():
        if as_json:
            print_json(
                [{"kind": each.kind, "rows": each.rows, "bytes": each.saved} for each in done]
            )
        else:
            print_for_people(purge_page(done))
            if dry_run:
                print_for_people("Nothing was purged: this was a dry run.")


def forget(
    number: Annotated[str, typer.Argument(metavar="CUSTOMER", help="The customer's number.")],
    *,
    url: Url,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
    as_login: Annotated[
        str, typer.Option("--as", metavar="LOGIN", help="Who the change log names.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Remove a customer's personal data, and list what has to stay and why.

    Contact, phone, e-mail, notes and addresses go, and all that requests and the log say of them.
    Nothing is removed while anything of the customer is open.
    """
    from smartclient.headoffice.retention.forget import forget_customer  # noqa: PLC0415 (slow)

    canonical = canonical_customer_number(number)
    if not yes:
        agreed = agrees(
            f"Remove the personal data of customer {canonical}? It can't be brought back."
        )
        if agreed is None:
            raise RefusedError("Nothing was removed: nobody can be asked here. Add --yes to do it.")
        if not agreed:
            raise RefusedError("Nothing was removed.")
    with office_at(url) as office:
        forgotten = forget_customer(office.engine, canonical, actor=as_login, clock=SystemClock())
    with work_done():
        if as_json:
            print_json(
                {
                    "customer": forgotten.number,
                    "removed": {str(what): count for what, count in forgotten.removed},
                    "stays": {str(what): count for what, count in forgotten.stays},
                }
            )
        else:
            print_for_people(*forgotten_page(forgotten))


def add_to(app: typer.Typer) -> None:
    """Add the commands to head office's."""
    app.command("purge")(purge)
    app.command("forget")(forget)
