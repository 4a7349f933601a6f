"""The commands about requests that head office has not answered."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartclient.cli.command_groups import ListingGroup
from smartclient.cli.exit_status import work_done
from smartclient.cli.invocation import laptop, use_cases_of
from smartclient.cli.json_output.carrying import exported_shape, imported_shape
from smartclient.cli.json_output.conflicts import outbox_shape
from smartclient.cli.options import Json, Limit
from smartclient.cli.references import resolve_reference
from smartclient.cli.render.carrying import exported_page, imported_line
from smartclient.cli.render.conflicts import outbox_page, subject_label
from smartclient.cli.render.link import outage_page, refusals_page
from smartclient.cli.render.tables import moment
from smartclient.cli.terminal.printing import print_for_people, print_json
from smartclient.cli.terminal.progress import progress_shown
from smartclient.read_models.records import OutboxEntry
from smartclient.read_models.sync_progress import no_report

if TYPE_CHECKING:
    from smartclient.use_cases.use_cases import UseCases

app = typer.Typer(cls=ListingGroup, help="List what waits; withdraw it or try again.")

RequestReference = Annotated[
    str, typer.Argument(metavar="ID", help="The request's id, or its start or end.")
]


@app.command("list")
def list_outbox(context: typer.Context, *, limit: Limit = None, as_json: Json = False) -> None:
    """List requests; what “outbox” alone does.

    Every request that is not yet answered, the oldest first; below, what head office refused of
    late that has no page of its own.
    """
    with use_cases_of(context) as use_cases:
        entries = use_cases.outbox.entries()[:limit]
        if as_json:
            print_json([outbox_shape(entry) for entry in entries])
        else:
            client_status = use_cases.status.current()
            print_for_people(
                outbox_page(entries),
                *refusals_page(client_status.refusals),
                *outage_page(client_status.outage),
            )


@app.command("undo")
def undo(context: typer.Context, request: RequestReference, *, as_json: Json = False) -> None:
    """Withdraw what head office has not answered.

    Head office is notified with the next sync, and says whether that was in time. What it has
    carried out by then remains; “tasks undo” takes that back as well.
    """
    with use_cases_of(context) as use_cases:
        entry = _entry(use_cases, request)
        use_cases.outbox.undo(entry.request_id)
        _print_done(entry, "Withdrawing", as_json=as_json)


@app.command("retry")
def retry(context: typer.Context, request: RequestReference, *, as_json: Json = False) -> None:
    """Try again what was stopped.

    A request that waits for its next try goes with the next sync. One that was not tried yet goes
    by itself.
    """
    with use_cases_of(context) as use_cases:
        entry = _entry(use_cases, request)
        use_cases.outbox.retry(entry.request_id)
        _print_done(entry, "It goes with the next sync", as_json=as_json)


@app.command("send")
def send_anyway(
    context: typer.Context, request: RequestReference, *, as_json: Json = False
) -> None:
    """Send it with the next sync, whatever the connection costs.

    What must go before it goes as well.
    """
    with use_cases_of(context) as use_cases:
        entry = _entry(use_cases, request)
        use_cases.outbox.send_anyway(entry.request_id)
        _print_done(entry, "It goes with the next sync", as_json=as_json)


@app.command("not-after")
def set_latest_time(
    context: typer.Context,
    request: RequestReference,
    time: Annotated[
        str,
        typer.Argument(
            metavar="TIME",
            help="A day and time (2026-12-01 17:00), or a span (4h); “none” for no latest time.",
        ),
    ],
    *,
    as_json: Json = False,
) -> None:
    """Say until when it may be sent.

    What was not sent by then is stopped, and you decide whether it goes. What was sent already has
    no latest time.
    """
    with use_cases_of(context) as use_cases:
        entry = _entry(use_cases, request)
        at = None if time.casefold() == "none" else use_cases.outbox.latest_time(time)
        use_cases.outbox.set_latest_time(entry.request_id, at)
        done = "It has no latest time" if at is None else f"It is sent until {moment(at)}"
        _print_done(entry, done, as_json=as_json)


@app.command("export")
def export_work(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")],
    *,
    as_json: Json = False,
) -> None:
    """Write all that is unsent to a file that somebody carries to head office.

    Only head office can read it. What is in it counts as sent: undoing it sends a withdrawal. It
    goes over the connection as well once there is one, and is carried out once.
    """
    with laptop(context) as session, progress_shown("Writing the file") as progress:
        exported = session.carrying.export(file, progress or no_report)
    with work_done():
        if as_json:
            print_json(exported_shape(exported))
        else:
            print_for_people(*exported_page(exported))


@app.command("import")
def import_answers(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file that head office wrote.")],
    *,
    as_json: Json = False,
) -> None:
    """Take in the answers that head office wrote to a file for this device."""
    with laptop(context) as session, progress_shown("Taking in the answers") as progress:
        imported = session.carrying.take_in(file, progress or no_report)
    with work_done():
        if as_json:
            print_json(imported_shape(imported))
        else:
            print_for_people(imported_line(imported))


def _entry(use_cases: "UseCases", reference: str) -> OutboxEntry:
    return resolve_reference(
        reference,
        use_cases.outbox.entries(),
        names=lambda entry: (entry.request_id, entry.task_id),
        what="request waiting in the outbox",
    )


def _print_done(entry: OutboxEntry, done: str, *, as_json: bool) -> None:
    with work_done():
        if as_json:
            print_json({"request_id": entry.request_id})
        else:
            print_for_people(f"{done}: {subject_label(entry.subject)}.")
