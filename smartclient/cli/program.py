"""The program as the command line sees it: every command, and how a run of one ends."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from smartclient.cli.command_groups import ProgramGroup
from smartclient.cli.commands import (
    catalog,
    check_outs,
    conflicts,
    connection,
    customers,
    documents,
    headoffice,
    link,
    mail,
    manual,
    orders,
    outbox,
    setup,
    take_along,
    tasks,
)
from smartclient.cli.demo import command
from smartclient.cli.exit_status import FAILED, run_to_exit_status
from smartclient.cli.invocation import Invocation
from smartclient.cli.launch_gui import open_window
from smartclient.cli.logging_setup import keep_log
from smartclient.cli.terminal.printing import complain

app = typer.Typer(
    cls=ProgramGroup,
    help="Take orders where the network doesn't reach; head office answers when it does.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:  # noqa: FBT001 (typer hands it in by place)
    if wanted:
        typer.echo(f"smartclient {_version()}")
        raise typer.Exit


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 (seldom wanted)

    try:
        return version("smartclient")
    except PackageNotFoundError:
        return "from a checkout that is not installed"


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    *,
    home: Annotated[
        Path | None,
        typer.Option(
            "--home",
            envvar="SMARTCLIENT_HOME",
            show_envvar=True,
            metavar="DIR",
            help="Where settings and the store live. May stand anywhere in the line.",
        ),
    ] = None,
    version: Annotated[  # noqa: ARG001 (the callback does it)
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Take orders where the network doesn't reach; head office answers when it does.

    Without a command, open the window.
    """
    said_by = context.get_parameter_source("home")
    context.obj = Invocation(
        chosen_home=home, home_is_in_line=said_by is not None and said_by.name == "COMMANDLINE"
    )
    keep_log(context.obj.home)
    if context.invoked_subcommand is None:
        raise typer.Exit(open_window(context.obj.home))


app.command("demo")(command.demo)
app.add_typer(headoffice.app, name="headoffice")
app.command("sign-in")(setup.sign_in)
app.command("address")(setup.address)
app.command("offline")(link.offline)
app.command("sync")(link.sync)
app.command("status")(link.status)
app.add_typer(connection.app, name="link")
app.add_typer(customers.app, name="customers")
app.command("catalog")(catalog.catalog)
take_along.add_to(app, customers.app)
check_outs.add_to(customers.app)
app.add_typer(documents.app, name="documents")
app.add_typer(orders.app, name="orders")
app.add_typer(mail.app, name="mail")
app.add_typer(outbox.app, name="outbox")
app.add_typer(tasks.app, name="tasks")
app.add_typer(conflicts.app, name="conflicts")
app.command("doctor")(setup.doctor)
app.command("manual")(manual.manual)


def run(arguments: Sequence[str]) -> int:
    """Run a command line, and return the exit status.

    Whatever goes wrong becomes one line on stderr.
    """
    return run_to_exit_status(lambda: _parsed_and_done(arguments))


def _parsed_and_done(arguments: Sequence[str]) -> object:
    try:
        return typer.main.get_command(app).main(
            args=list(arguments), prog_name="smartclient", standalone_mode=False
        )
    except typer.TyperException as error:
        complain(f"{_mistake(error)} See “{_help_for(error)}”.")
        return error.exit_code
    except typer.Abort:
        complain("Stopped, because an answer was needed and there was nobody to give it.")
        return FAILED


def _mistake(error: typer.TyperException) -> str:
    mistake = error.format_message().replace("Value error, ", "").rstrip(".")
    return mistake if mistake.endswith("?") else f"{mistake}."


def _help_for(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    return f"{context.command_path if context is not None else 'smartclient'} --help"
