"""The commands by which head office on SQL Server lets people in."""

from typing import Annotated

import typer

from smartclient.cli.exit_status import work_done
from smartclient.cli.invocation import office_at
from smartclient.cli.options import Json, Url
from smartclient.cli.terminal.printing import print_for_people, print_json

Rep = Annotated[str, typer.Option("--rep", metavar="NUMBER", help="The rep's number.")]
Admin = Annotated[
    bool, typer.Option("--admin", help="Also decides cases and changes head office's data.")
]
Worker = Annotated[
    bool, typer.Option("--worker", help="Answers requests, as the service does; is no rep.")
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


def grant(
    *,
    url: Url,
    login: Login = "",
    external: External = "",
    contained: Contained = "",
    rep: Rep = "",
    admin: Admin = False,
    worker: Worker = False,
) -> None:
    """Let a login act as a rep, or answer requests (SQL Server).

    Say one of --login, --external and --contained. Granting again changes what was granted: a
    login is a rep, an admin or a worker, and without --admin the rep decides nothing any more.
    """
    named = {"login": login, "external": external, "contained": contained}
    given = {kind: name for kind, name in named.items() if name}
    if len(given) != 1:
        raise typer.BadParameter("Say one of --login, --external and --contained")
    _check_one_thing_is_granted(rep=rep, admin=admin, worker=worker)
    ((kind, name),) = given.items()
    with office_at(url) as office:
        if worker:
            called = office.access().grant_worker(kind, name)
            granted = f"{called} may answer requests."
        else:
            called = office.access().grant(kind, name, rep, admin=admin)
            granted = f"{called} is now rep {rep}{', an admin' if admin else ''}."
    with work_done():
        print_for_people(granted)


def _check_one_thing_is_granted(*, rep: str, admin: bool, worker: bool) -> None:
    if worker and admin:
        raise typer.BadParameter(
            "--worker and --admin don't go together: a worker answers, an admin decides. "
            "Make a login for each"
        )
    if worker and rep:
        raise typer.BadParameter("--worker and --rep don't go together: a worker is no rep")
    if admin and not rep:
        raise typer.BadParameter("--admin goes with --rep NUMBER: an admin decides as that rep")
    if not worker and not rep:
        raise typer.BadParameter("Say --rep NUMBER, or --worker")


def revoke(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As the server calls it.")],
    *,
    url: Url,
) -> None:
    """Take back everything that was granted to a login (SQL Server)."""
    with office_at(url) as office:
        office.access().revoke(name)
    with work_done():
        print_for_people(f"{name} may do nothing here any more.")


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
) -> None:
    """Print the whole schema with its rights, to be reviewed and run by hand."""
    if dialect != "mssql":
        raise typer.BadParameter("The only dialect is mssql")
    from smartclient.headoffice.database.sql_script import whole_script  # noqa: PLC0415 (slow)

    typer.echo(whole_script(), nl=False)


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
    from smartclient.headoffice.database.name_collisions import NamesCollideError  # noqa: PLC0415 (slow, as above)

    with office_at(url) as office:
        try:
            before, after = office.upgrade(keep=keep or ())
        except NamesCollideError as error:
            print_for_people(*map(str, error.collisions))
            raise
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
