"""The commands about conflicts that wait for the rep."""

from typing import TYPE_CHECKING, Annotated

import typer

from smartclient.cli.command_groups import ListingGroup
from smartclient.cli.exit_status import work_done
from smartclient.cli.invocation import hints_of, use_cases_of
from smartclient.cli.json_output.conflicts import conflict_shape, subject_shape
from smartclient.cli.json_output.data_ages import age_shapes
from smartclient.cli.options import Json, Limit, Take
from smartclient.cli.references import resolve_reference
from smartclient.cli.render.conflicts import conflicts_page, subject_label
from smartclient.cli.render.data_ages import ages_page
from smartclient.cli.terminal.printing import print_for_people, print_json
from smartclient.read_models.data_ages import CONFLICT_KINDS
from smartclient.reconcile.actions import parse_choice, parse_field_choices
from smartclient.reconcile.conflict import Conflict, Resolution

if TYPE_CHECKING:
    from smartclient.use_cases.use_cases import UseCases

app = typer.Typer(cls=ListingGroup, help="List what needs your action, and resolve it.")


@app.command("list")
def list_conflicts(context: typer.Context, *, limit: Limit = None, as_json: Json = False) -> None:
    """List conflicts; what “conflicts” alone does.

    Those that need your action, the oldest first, each with what may be done.
    """
    with use_cases_of(context) as use_cases:
        ages = use_cases.status.data_ages(CONFLICT_KINDS)
        if as_json:
            shown = {"ages": age_shapes(ages)}
            conflicts = use_cases.conflicts.open()[:limit]
            print_json([{**conflict_shape(conflict), **shown} for conflict in conflicts])
        else:
            page = conflicts_page(use_cases.conflicts.waiting()[:limit], hints_of(context))
            print_for_people(*page, *ages_page(ages))


@app.command("resolve")
def resolve(
    context: typer.Context,
    conflict: Annotated[
        str, typer.Argument(metavar="ID", help="The conflict's id, or its start or end.")
    ],
    *,
    action: Annotated[
        list[str] | None,
        typer.Option(
            "--action",
            metavar="ACTION",
            help="What to do: ACTION for every problem that offers it, or CODE:LINE=ACTION.",
        ),
    ] = None,
    take: Take = None,
    ask: Annotated[
        str | None,
        typer.Option("--ask", metavar="NOTE", help="Let head office decide, with this note."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Resolve a conflict, or let head office decide.

    Every problem and every field must be answered. --ask lets head office decide.
    """
    chosen = bool(action) or bool(take)
    if chosen == (ask is not None):
        raise typer.BadParameter(
            "Say what to do with --action or --take, or let head office decide with --ask"
        )
    with use_cases_of(context) as use_cases:
        found = _find(use_cases, conflict)
        if ask is not None:
            use_cases.conflicts.escalate(found.id, ask)
        else:
            use_cases.conflicts.resolve(found.id, _resolution(found, action or [], take or []))
        with work_done():
            _print_done(found, asked=ask is not None, as_json=as_json)


def _find(use_cases: "UseCases", reference: str) -> Conflict:
    return resolve_reference(
        reference,
        use_cases.conflicts.open(),
        names=lambda conflict: (conflict.id,),
        what="conflict that waits for you",
    )


def _resolution(conflict: Conflict, actions: list[str], takes: list[str]) -> Resolution:
    """Return what was chosen; a later choice for the same problem stands for an earlier one."""
    answers = [answer for text in actions for answer in parse_choice(text, conflict.problems)]
    by_place = {(answer.code, answer.line): answer for answer in answers}
    return Resolution(
        problems=tuple(by_place.values()), fields=tuple(parse_field_choices(conflict, takes))
    )


def _print_done(conflict: Conflict, *, asked: bool, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "conflict_id": conflict.id,
                "subject": subject_shape(conflict.subject),
                "asked_head_office": asked,
            }
        )
        return
    done = "Head office will be asked" if asked else "Resolved"
    print_for_people(f"{done}: {subject_label(conflict.subject)}. It goes with the next sync.")
