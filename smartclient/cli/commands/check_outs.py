"""The commands about check-outs: a rep locks customers and gives them back."""

from collections.abc import Sequence
from typing import Annotated

import typer

from smartclient.cli.exit_status import work_done
from smartclient.cli.invocation import laptop
from smartclient.cli.json_output.check_outs import outcome_shape
from smartclient.cli.options import Json, whole_number
from smartclient.cli.reasons import filled
from smartclient.cli.render.check_outs import outcomes_page
from smartclient.cli.terminal.printing import print_for_people, print_json
from smartclient.domain.errors import RefusedError
from smartclient.read_models.check_outs import CheckOutOutcome

_Numbers = Annotated[
    list[str] | None, typer.Argument(metavar="[NUMBER]...", help="The numbers of the customers.")
]
_Territory = Annotated[
    str | None,
    typer.Option("--territory", metavar="T", help="Also all your customers of this territory."),
]


def check_out(
    context: typer.Context,
    numbers: _Numbers = None,
    *,
    days: Annotated[
        int | None,
        typer.Option(
            "--days",
            metavar="N",
            parser=whole_number,
            help="For how many days; as head office has set it if not said.",
        ),
    ] = None,
    territory: _Territory = None,
    as_json: Json = False,
) -> None:
    """Lock customers for yourself for some days.

    Head office is asked at once and the command waits for its answer: it needs a connection.
    While you hold a customer, nobody else changes it. Asking again makes it longer.
    """
    _check_named(numbers, territory)
    with laptop(context) as session:
        outcomes = session.check_outs.check_out(numbers or (), days=days, territory=territory)
    _tell(outcomes, as_json=as_json)


def check_in(
    context: typer.Context,
    numbers: _Numbers = None,
    *,
    territory: _Territory = None,
    as_json: Json = False,
) -> None:
    """Give customers back that you checked out.

    Head office is asked at once and the command waits for its answer: it needs a connection.
    """
    _check_named(numbers, territory)
    with laptop(context) as session:
        outcomes = session.check_outs.check_in(numbers or (), territory=territory)
    _tell(outcomes, as_json=as_json)


def _check_named(numbers: Sequence[str] | None, territory: str | None) -> None:
    if not numbers and territory is None:
        raise typer.BadParameter("Name customers by their numbers, or a territory")


def _tell(outcomes: Sequence[CheckOutOutcome], *, as_json: bool) -> None:
    with_why = [(outcome, _why(outcome)) for outcome in outcomes]
    refused = [why for outcome, why in with_why if not outcome.is_done]
    if len(outcomes) == 1 and refused and not as_json:
        raise RefusedError(refused[0])
    with work_done():
        if as_json:
            print_json([outcome_shape(outcome, why) for outcome, why in with_why])
        else:
            print_for_people(*outcomes_page(with_why))
    if refused:
        raise RefusedError(
            "Head office refused {count} of {all}.", count=len(refused), all=len(outcomes)
        )


def _why(outcome: CheckOutOutcome) -> str:
    if outcome.is_done:
        return ""
    if not outcome.refusal:
        return f"Head office refused {outcome.number}."
    return filled(outcome.refusal, outcome.arguments)


def add_to(customers: typer.Typer) -> None:
    """Put these commands beside the customers' others."""
    customers.command("check-out")(check_out)
    customers.command("check-in")(check_in)
