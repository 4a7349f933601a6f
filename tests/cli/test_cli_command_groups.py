"""What a command line means: ``--home`` anywhere, and a group that lists by default."""

import pytest
import typer

from smartclient.cli.command_groups import ListingGroup, ProgramGroup

Run = tuple[str, str | None, tuple[object, ...]]
"""A command that ran, the home it was given, and its own arguments."""


@pytest.fixture
def ran() -> list[Run]:
    return []


@pytest.fixture
def program(ran: list[Run]) -> typer.Typer:
    """A program with one group that lists by default, one that doesn't, and a command."""
    app = typer.Typer(cls=ProgramGroup, add_completion=False)
    orders = typer.Typer(cls=ListingGroup)
    headoffice = typer.Typer()

    @app.callback()
    def start(context: typer.Context, home: str | None = None) -> None:
        context.obj = home

    @app.command()
    def sync(context: typer.Context, *, json: bool = False) -> None:
        ran.append(("sync", context.obj, (json,)))

    @orders.command("list")
    def list_orders(
        context: typer.Context,
        text: str = typer.Argument(""),
        *,
        limit: int | None = None,
        state: str = "",
        json: bool = False,
    ) -> None:
        ran.append(("orders list", context.obj, (text or state, limit, json)))

    @orders.command("new")
    def new(context: typer.Context, customer: str = "", *, json: bool = False) -> None:
        ran.append(("orders new", context.obj, (customer, json)))

    @headoffice.command("orders")
    def headoffice_orders(context: typer.Context) -> None:
        ran.append(("headoffice orders", context.obj, ()))

    @headoffice.command("serve")
    def serve() -> None:
        """Stand beside the other command, so that the group has two."""

    app.add_typer(orders, name="orders")
    app.add_typer(headoffice, name="headoffice")

    outbox = typer.Typer(cls=ListingGroup)

    @outbox.command("list")
    def list_outbox(context: typer.Context, *, json: bool = False) -> None:
        ran.append(("outbox list", context.obj, (json,)))

    app.add_typer(outbox, name="outbox")
    return app


def run(program: typer.Typer, *words: str) -> object:
    return typer.main.get_command(program).main(args=list(words), standalone_mode=False)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("sync --json", ("sync", None, (True,))),
        ("sync --json --home DIR", ("sync", "DIR", (True,))),
        ("sync --home=DIR --json", ("sync", "DIR", (True,))),
        ("--home DIR sync", ("sync", "DIR", (False,))),
        ("orders", ("orders list", None, ("", None, False))),
        ("orders --json", ("orders list", None, ("", None, True))),
        ("orders bike --json", ("orders list", None, ("bike", None, True))),
        ("orders --limit 5 bike", ("orders list", None, ("bike", 5, False))),
        ("orders --limit=5 bike", ("orders list", None, ("bike", 5, False))),
        ("orders --state new --json", ("orders list", None, ("new", None, True))),
        ("orders list new", ("orders list", None, ("new", None, False))),
        ("orders -- new", ("orders list", None, ("new", None, False))),
        ("orders -- --home", ("orders list", None, ("--home", None, False))),
        ("orders new --customer C1", ("orders new", None, ("C1", False))),
        ("orders --json new --customer C1", ("orders new", None, ("C1", True))),
        ("orders --home DIR new --customer C1", ("orders new", "DIR", ("C1", False))),
        ("headoffice orders", ("headoffice orders", None, ())),
    ],
)
def test_a_line_runs_the_command_that_it_means(
    program: typer.Typer, ran: list[Run], line: str, expected: Run
) -> None:
    run(program, *line.split())
    assert ran == [expected]


@pytest.mark.parametrize("line", ["sync --home", "orders --limit 5 new --limit"])
def test_an_option_without_its_value_is_a_mistake(
    program: typer.Typer, ran: list[Run], line: str
) -> None:
    with pytest.raises(typer.TyperException):
        run(program, *line.split())
    assert ran == []


def test_help_of_a_group_is_about_the_group_and_not_about_its_list(
    program: typer.Typer, ran: list[Run], capsys: pytest.CaptureFixture[str]
) -> None:
    run(program, "orders", "--help")
    assert "new" in capsys.readouterr().out
    assert ran == []


def test_words_that_are_not_text_are_refused(program: typer.Typer, ran: list[Run]) -> None:
    with pytest.raises(typer.BadParameter, match="can't be read as text"):
        run(program, "orders", "caf\udce9")
    assert ran == []


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ("outbox undoo ID", "No such command 'undoo'"),
        ("outbox --json undoo", "No such command 'undoo'"),
        ("outbox --home", "Option '--home' requires an argument"),
        ("--home", "Option '--home' requires an argument"),
    ],
)
def test_a_mistake_is_named_for_what_it_is(
    program: typer.Typer, ran: list[Run], line: str, mistake: str
) -> None:
    with pytest.raises(typer.TyperException) as error:
        run(program, *line.split())
    assert mistake in error.value.format_message()
    assert ran == []
