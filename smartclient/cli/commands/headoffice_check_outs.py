"""The commands by which admins see who has checked customers out, and break a check-out."""

from typing import Annotated

import typer

from smartclient.cli.command_groups import ListingGroup
from smartclient.cli.exit_status import work_done
from smartclient.cli.invocation import office_at
from smartclient.cli.json_output.check_outs import checked_out_shape
from smartclient.cli.options import As, Json, Url
from smartclient.cli.reasons import refusal_text
from smartclient.cli.render.check_outs import check_outs_page
from smartclient.cli.terminal.printing import print_for_people, print_json
from smartclient.domain.errors import RefusedError
from smartclient.domain.text.canonical import canonical_customer_number

app = typer.Typer(cls=ListingGroup, help="List the customers that are checked out; break one.")


@app.command("list")
def list_check_outs(*, url: Url, as_json: Json = False) -> None:
    """List the customers that are checked out; what “check-outs” alone does."""
    with office_at(url) as office:
        found = office.check_outs()
    if as_json:
        print_json([checked_out_shape(one) for one in found])
    else:
        print_for_people(check_outs_page(found))


@app.command("break")
def break_check_out(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="The customer's number.")],
    *,
    url: Url,
    as_login: As,
    as_json: Json = False,
) -> None:
    """End a customer's check-out, whichever rep holds it.

    The rep who held it learns of it with the next contact. What that rep saved under it is judged
    like anybody's work.
    """
    canonical = canonical_customer_number(number)
    with office_at(url) as office:
        answer = office.decisions.break_check_out(canonical, as_login=as_login)
    if not answer.status.succeeded:
        raise RefusedError(refusal_text(answer))
    with work_done():
        if as_json:
            print_json({"customer": canonical, "checked_out": False})
        else:
            print_for_people(f"{canonical} is no longer checked out.")


def add_to(headoffice: typer.Typer) -> None:
    """Put these commands beside head office's others."""
    headoffice.add_typer(app, name="check-outs")
