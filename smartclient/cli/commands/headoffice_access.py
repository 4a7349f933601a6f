"""The commands by which head office on SQL Server lets people in."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartclient.cli.exit_status import work_done
from smartclient.cli.invocation import office_at
from smartclient.cli.options import Json, Url
from smartclient.cli.render.access import access_page
from smartclient.cli.render.headoffice import notes_page
from smartclient.cli.terminal.printing import print_for_people, print_json
from smartclient.domain.errors import RefusedError
from smartclient.read_models.access import AccountKind

if TYPE_CHECKING:
    from smartclient.headoffice.admin.access import AccessChanges
    from smartclient.headoffice.importers.grants import GrantFile

Rep = Annotated[str, typer.Option("--rep", metavar="NUMBER", help="The rep's number.")]
Admin = Annotated[
    bool, typer.Option("--admin", help="Also decides cases and changes head office's data.")
]
Worker = Annotated[
    bool, typer.Option("--worker", help="Answers requests, as the service does; is no rep.")
]
Web = Annotated[
    bool, typer.Option("--web", help="Acts for enrolled devices, as the web service does.")
]
Login = Annotated[
    str, typer.Option("--login", metavar="NAME", help="A login of the server, or Windows'.")
]
External = Annotated[
    str, typer.Option("--external", metavar="NAME", help="A user or group of Entra ID.")
]
Contained = Annotated[
    str, typer.Option("--contained", metavar="NAME", help="A user of the database alone.")
]


LoginFile = Annotated[
    Path | None,
    typer.Option(
        "--file",
        metavar="FILE",
        help="A CSV file of logins, or a folder of an import with its reps.csv.",
    ),
]
SkipBadRows = Annotated[
    bool, typer.Option("--skip-bad-rows", help="Take the good lines and list the others.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")
]


def grant(
    *,
    url: Url,
    login: Login = "",
    external: External = "",
    contained: Contained = "",
    rep: Rep = "",
    admin: Admin = False,
    worker: Worker = False,
    web: Web = False,
    file: LoginFile = None,
    revoke_others: Annotated[
        bool,
        typer.Option("--revoke-others", help="Revoke the logins of reps that are not in the file."),
    ] = False,
    skip_bad_rows: SkipBadRows = False,
    dry_run: DryRun = False,
) -> None:
    """Let a login act as a rep, answer requests, or serve devices (SQL Server).

    Say one of --login, --external and --contained, or --file for many logins at once. Granting
    again changes what was granted: a login is a rep, an admin, a worker or the web service, and
    without --admin the rep decides nothing any more. When any line of a file is bad nothing is
    granted at all, unless bad rows are to be skipped.
    """
    named = {
        AccountKind.LOGIN: login,
        AccountKind.EXTERNAL: external,
        AccountKind.CONTAINED: contained,
    }
    given = {kind: name for kind, name in named.items() if name}
    if file is not None:
        if given or rep or admin or worker or web:
            raise typer.BadParameter(
                "--file goes without a login, --rep, --admin, --worker and --web"
            )
        if revoke_others and skip_bad_rows:
            raise typer.BadParameter(
                "--revoke-others and --skip-bad-rows don't go together: who stands on a bad line "
                "would lose access"
            )
        from smartclient.headoffice.importers.grants import read_grants  # noqa: PLC0415 (slow)

        content = read_grants(file)
        with office_at(url) as office:
            changes = office.access().check_grants(content.lines, revoke_others=revoke_others)
            _carry_out(changes, content, skip_bad_rows=skip_bad_rows, dry_run=dry_run)
        return
    if revoke_others or skip_bad_rows or dry_run:
        raise typer.BadParameter("--revoke-others, --skip-bad-rows and --dry-run go with --file")
    if len(given) != 1:
        raise typer.BadParameter("Say one of --login, --external, --contained and --file")
    _check_one_thing_is_granted(rep=rep, admin=admin, worker=worker, web=web)
    ((kind, name),) = given.items()
    with office_at(url) as office:
        if worker:
            called = office.access().grant_worker(kind, name)
            granted = f"{called} may answer requests."
        elif web:
            called = office.access().grant_web(kind, name)
            granted = f"{called} may act for enrolled devices."
        else:
            called = office.access().grant(kind, name, rep, admin=admin)
            granted = f"{called} is now rep {rep}{', an admin' if admin else ''}."
    with work_done():
        print_for_people(granted)


def _check_one_thing_is_granted(*, rep: str, admin: bool, worker: bool, web: bool) -> None:
    if web and (rep or admin or worker):
        raise typer.BadParameter(
            "--web goes without --rep, --admin and --worker: the web service is nobody else. "
            "Make a login for each"
        )
    if worker and admin:
        raise typer.BadParameter(
            "--worker and --admin don't go together: a worker answers, an admin decides. "
            "Make a login for each"
        )
    if worker and rep:
        raise typer.BadParameter("--worker and --rep don't go together: a worker is no rep")
    if admin and not rep:
        raise typer.BadParameter("--admin goes with --rep NUMBER: an admin decides as that rep")
    if not (worker or web or rep):
        raise typer.BadParameter("Say --rep NUMBER, --worker or --web")


def revoke(
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", help="As the server calls it.", show_default=False)
    ] = "",
    *,
    url: Url,
    file: LoginFile = None,
    skip_bad_rows: SkipBadRows = False,
    dry_run: DryRun = False,
) -> None:
    """Take back everything that was granted to a login, or to all of a file (SQL Server)."""
    if bool(name) == (file is not None):
        raise typer.BadParameter("Say one of NAME and --file")
    if file is None:
        if skip_bad_rows or dry_run:
            raise typer.BadParameter("--skip-bad-rows and --dry-run go with --file")
        with office_at(url) as office:
            office.access().revoke(name)
        with work_done():
            print_for_people(f"{name} may do nothing here any more.")
        return
    from smartclient.headoffice.importers.grants import read_grants  # noqa: PLC0415 (slow)

    content = read_grants(file)
    with office_at(url) as office:
        changes = office.access().check_revocations(content.lines)
        _carry_out(changes, content, skip_bad_rows=skip_bad_rows, dry_run=dry_run)


def _carry_out(
    changes: "AccessChanges",
    content: "GrantFile",
    *,
    skip_bad_rows: bool,
    dry_run: bool,
) -> None:
    """Change what was checked, unless a line is bad, and show what came of every line."""
    bad = content.with_refused(changes.report.refused)
    refused = bool(bad) and not skip_bad_rows
    if dry_run or refused:
        print_for_people(*access_page(changes.report, bad, dry_run=True))
        print_for_people(*notes_page(content.notes))
        if refused:
            raise RefusedError(
                "Nothing was changed: {count} of the lines can't be used. Correct them, or leave "
                "them out with --skip-bad-rows.",
                count=len({row.line for row in bad}),
            )
        return
    report = changes.apply()
    later = len(report.refused) - len(changes.report.refused)
    with work_done():
        rows = content.with_refused(report.refused)
        print_for_people(*access_page(report, rows, dry_run=False))
        print_for_people(*notes_page(content.notes))
    if later:
        raise RefusedError(
            "{count} of the lines were refused only when they were carried out; the others are "
            "done. Correct them and run this again.",
            count=later,
        )


def who_am_i(*, url: Url, as_json: Json = False) -> None:
    """Show what the server calls you, and what you may do (SQL Server)."""
    with office_at(url) as office:
        me = office.access().who_am_i()
    if as_json:
        print_json(
            {
                "login": me.login,
                "user": me.user,
                "owner": me.owns,
                "roles": list(me.roles),
                "rep": me.rep_number,
                "rep_login": me.rep_login,
            }
        )
        return
    print_for_people(f"The server calls you {me.login}; in this database you are {me.user}.")
    roles = ", ".join((*me.roles, *(["owner"] if me.owns else [])))
    print_for_people(f"Roles: {roles or 'none'}.")
    if me.rep_number:
        print_for_people(f"You are rep {me.rep_number} ({me.rep_login}).")


def script(
    *,
    dialect: Annotated[
        str, typer.Option("--dialect", help="The kind of database; mssql is the only one.")
    ] = "mssql",
    schema: Annotated[
        str,
        typer.Option(
            "--schema",
            metavar="NAME",
            help="The schema of the tables, where it is not to be sales.",
        ),
    ] = "sales",
) -> None:
    """Print the whole schema with its rights, to be reviewed and run by hand."""
    if dialect != "mssql":
        raise typer.BadParameter("The only dialect is mssql")
    from smartclient.headoffice.database.sql_script import whole_script  # noqa: PLC0415 (slow)

    typer.echo(whole_script(schema), nl=False)


def upgrade(
    *,
    url: Url,
    keep: Annotated[
        list[str] | None,
        typer.Option(
            "--keep", metavar="TABLE:ID", help="Of rows with one name, the one to be kept."
        ),
    ] = None,
) -> None:
    """Bring an existing head office up to date, also while laptops are connected.

    Names that differ only in letter case, Unicode form, width or the kind of kana are one. Where a
    file holds two rows of one name, they are listed and nothing is changed; --keep says which of
    them stays.
    """
    from smartclient.bootstrap.office_keys import ensure_office_key  # noqa: PLC0415 (slow, as above)
    from smartclient.headoffice.database.name_collisions import NamesCollideError  # noqa: PLC0415 (slow, as above)

    with office_at(url) as office:
        try:
            before, after = office.upgrade(keep=keep or ())
        except NamesCollideError as error:
            print_for_people(*map(str, error.collisions))
            raise
        ensure_office_key(office, url)
    with work_done():
        if before == after:
            print_for_people("Head office is up to date.")
        else:
            print_for_people(f"Head office is upgraded from version {before} to {after}.")


def restored(
    *,
    url: Url,
    dismiss: Annotated[
        bool,
        typer.Option("--dismiss", help="Say that it was not restored, whatever laptops report."),
    ] = False,
) -> None:
    """Say that the database was restored from a backup.

    Laptops then read everything again, and offer again what was answered since.
    """
    with office_at(url) as office:
        if dismiss:
            office.not_restored()
        else:
            office.restored()
    with work_done():
        print_for_people(
            "Noted: it was not restored. Nobody is asked about what laptops reported any more."
            if dismiss
            else "Laptops will read everything again and offer again what is not here."
        )


def add_to(app: typer.Typer) -> None:
    """Put these commands beside head office's others."""
    app.command("upgrade")(upgrade)
    app.command("grant")(grant)
    app.command("revoke")(revoke)
    app.command("whoami")(who_am_i)
    app.command("script")(script)
    app.command("restored")(restored)
