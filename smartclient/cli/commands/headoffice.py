"""The commands of head office: set-up, worker, cases and policies."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartclient.cli.commands import (
    headoffice_access,
    headoffice_carrying,
    headoffice_cases,
    headoffice_change,
    headoffice_check_outs,
    headoffice_clock,
    headoffice_data_sets,
    headoffice_devices,
    headoffice_inbox,
    headoffice_mail,
    headoffice_retention,
    headoffice_web,
)
from smartclient.cli.commands.headoffice_cases import hints_for
from smartclient.cli.exit_status import NOT_LET_IN, work_done
from smartclient.cli.invocation import new_office_at, office_at
from smartclient.cli.json_output.headoffice import head_office_shape, import_shape, policy_shape
from smartclient.cli.options import Json, Url
from smartclient.cli.render.headoffice import (
    import_page,
    notes_page,
    plain_file_page,
    policies_page,
    status_page,
)
from smartclient.cli.render.inbox import still_waiting_lines
from smartclient.cli.render.serving import CountedAnswers, say, say_line
from smartclient.cli.render.tables import count
from smartclient.cli.terminal.printing import complain, print_for_people, print_json
from smartclient.cli.terminal.progress import counts_shown, import_text
from smartclient.cli.terminal.stopping import stopped_by_signals
from smartclient.domain.clock import SystemClock
from smartclient.domain.errors import RefusedError, SignInError
from smartclient.read_models.records import PolicySetting
from smartclient.security.passwords import refusal_of
from smartclient.settings.places import embedded_file

if TYPE_CHECKING:
    from smartclient.headoffice.importers import ImportRefusedError, ImportResult

app = typer.Typer(help="Head office's own commands.")
app.add_typer(headoffice_change.app, name="change")


@app.command("init")
def init(
    *,
    url: Url,
    company: Annotated[
        str | None,
        typer.Option("--company", metavar="NAME", help="The company's name, as reps see it."),
    ] = None,
    time_zone: Annotated[
        str | None,
        typer.Option(
            "--time-zone",
            metavar="ZONE",
            help="The time zone whose days orders are dated by, as in Europe/Berlin.",
        ),
    ] = None,
    schema: Annotated[
        str,
        typer.Option(
            "--schema",
            metavar="NAME",
            help="The schema of the tables on SQL Server, where it is not to be sales.",
        ),
    ] = "",
) -> None:
    """Create or upgrade the database.

    Doing it again changes nothing but the company's name or time zone, where another is given.
    """
    from smartclient.bootstrap.office_keys import ensure_office_key  # noqa: PLC0415 (slow)

    with new_office_at(url) as office:
        office.init(schema_name=schema)
        office.describe(company=company, time_zone=time_zone)
        ensure_office_key(office, url)
    with work_done():
        print_for_people("Head office is ready.")
        if embedded_file(url) is not None:
            print_for_people(*plain_file_page())


@app.command("import")
def import_folder(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder of CSV files.")],
    *,
    url: Url,
    skip_bad_rows: Annotated[
        bool, typer.Option("--skip-bad-rows", help="Import the good rows and list the others.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Import a company's data.

    When any row is bad nothing at all is imported, unless bad rows are to be skipped. An import
    that was interrupted is finished by importing the same folder again.
    """
    from smartclient.headoffice import importers  # noqa: PLC0415 (slow; help does without it)

    with office_at(url) as office:
        try:
            if dry_run:
                result = importers.preview_import(office.engine, folder)
            else:
                with counts_shown("Checking the files", import_text) as progress:
                    result = importers.import_folder(
                        office.engine,
                        folder,
                        skip_bad_rows=skip_bad_rows,
                        clock=SystemClock(),
                        progress=progress,
                    )
        except importers.ImportRefusedError as error:
            _tell_refused(error, as_json=as_json)
            raise
    if dry_run:
        _tell_imported(result, dry_run=True, as_json=as_json)
        if result.skipped and not skip_bad_rows:
            raise importers.ImportRefusedError(result.skipped)
        return
    with work_done():
        _tell_imported(result, dry_run=False, as_json=as_json)


def _tell_imported(result: "ImportResult", *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        shape = import_shape(
            result.tallies, skipped=result.skipped, notes=result.notes, dry_run=dry_run
        )
        print_json(shape)
    else:
        print_for_people(*import_page(result, dry_run=dry_run))


def _tell_refused(error: "ImportRefusedError", *, as_json: bool) -> None:
    if as_json:
        print_json(import_shape({}, skipped=error.bad_rows, notes=error.notes, dry_run=False))
    else:
        print_for_people(*map(str, error.bad_rows), *notes_page(error.notes))


@app.command("serve")
def serve(
    *,
    url: Url,
    once: Annotated[
        bool, typer.Option("--once", help="Answer what is waiting, then stop.")
    ] = False,
) -> None:
    """Answer requests until stopped.

    Several may run, on several machines. Stop it with Ctrl+C.
    """
    with office_at(url) as office:
        if once:
            counted = CountedAnswers()
            office.answer_waiting(notify=counted)
            office.send_mails()
            say_line(f"{count(counted.answered, 'request')} answered.")
            for line in still_waiting_lines(office.waiting()):
                say_line(line)
            return
        stop = stopped_by_signals()
        try:
            office.serve(stop, say)
        except SignInError as error:
            complain(refusal_of(office.password, error).user_message)
            raise typer.Exit(NOT_LET_IN) from error
    say_line("Stopped. What is not answered yet waits safely.")


@app.command("status")
def status(*, url: Url, as_json: Json = False) -> None:
    """Show the status of head office.

    What is in the inbox, how many orders and open cases there are, when a worker was last seen.
    """
    from smartclient.headoffice.admin.status import status as status_of  # noqa: PLC0415 (as above)

    with office_at(url) as office:
        found, hints = status_of(office.engine), hints_for(office, url)
    if as_json:
        print_json(head_office_shape(found))
    else:
        print_for_people(*status_page(found, hints))


@app.command("policy")
def policy(
    key: Annotated[
        str | None,
        typer.Argument(metavar="POLICY", help="The policy to show or to set."),
    ] = None,
    setting: Annotated[
        str | None, typer.Argument(metavar="SETTING", help="What to set it to.")
    ] = None,
    *,
    url: Url,
    as_login: Annotated[
        str, typer.Option("--as", metavar="LOGIN", help="The login of who does this.")
    ] = "",
    as_json: Json = False,
) -> None:
    """List the policies, or set one: who resolves what, tolerances, numbering, days to keep.

    Alone it lists all of them; with one and a setting, that is set.
    """
    from smartclient.headoffice.admin import maintenance  # noqa: PLC0415 (as above)
    from smartclient.reconcile.policy import parse_policy  # noqa: PLC0415

    with office_at(url) as office:
        if key is not None and setting is not None:
            key, setting = parse_policy(key, setting)
            maintenance.set_policy(office.engine, key, setting, actor=as_login, clock=SystemClock())
        policies = maintenance.policies(office.engine)
    chosen = [item for item in policies if key is None or key in {item.key, _field_of(item.key)}]
    if not chosen:
        raise RefusedError(
            "There is no policy {key}. See them all: smartclient headoffice policy --url URL.",
            key=key,
        )
    if key is not None and setting is not None:
        with work_done():
            _show_policies(chosen, as_json=as_json)
    else:
        _show_policies(chosen, as_json=as_json)


def _show_policies(policies: Sequence[PolicySetting], *, as_json: bool) -> None:
    if as_json:
        print_json([policy_shape(item) for item in policies])
    else:
        print_for_people(policies_page(policies))


def _field_of(key: str) -> str:
    return key.rpartition(".")[2]


headoffice_inbox.add_to(app)
headoffice_mail.add_to(app)
headoffice_cases.add_to(app)
headoffice_access.add_to(app)
headoffice_carrying.add_to(app)
headoffice_check_outs.add_to(app)
headoffice_clock.add_to(app)
headoffice_data_sets.add_to(app)
headoffice_devices.add_to(app)
headoffice_retention.add_to(app)
headoffice_web.add_to(app)
