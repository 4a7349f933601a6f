"""Options for columns that were added to a feed, built from the feed's description."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from inspect import Parameter, signature
from typing import Annotated, Any, TypeVar

import typer

from smartclient.cli.options import amount, day, whole_number
from smartclient.contract.feeds import ColumnType, FeedColumn
from smartclient.wording.labels import field_label

Command = TypeVar("Command", bound=Callable[..., None])


def with_added_options(columns: Iterable[FeedColumn]) -> Callable[[Command], Command]:
    """A decorator that gives a command an option for each column, in place of its ``**keywords``.

    The option ``--new-name`` of the column ``new_name`` is None where it is not given.
    """

    def decorate(command: Command) -> Command:
        described = signature(command)
        own = [
            parameter
            for parameter in described.parameters.values()
            if parameter.kind is not Parameter.VAR_KEYWORD
        ]
        parameters = [*own, *map(_parameter, columns)]
        command.__signature__ = described.replace(parameters=parameters)  # type: ignore[attr-defined]
        return command

    return decorate


def _parameter(column: FeedColumn) -> Parameter:
    return Parameter(
        column.name, Parameter.KEYWORD_ONLY, default=None, annotation=_annotation(column)
    )


def _annotation(column: FeedColumn) -> Any:  # noqa: ANN401 (an annotation)
    name, label = f"--{column.name.replace('_', '-')}", f"{field_label(column.name)}."
    match column.type:
        case ColumnType.AMOUNT:
            option = typer.Option(name, metavar="AMOUNT", parser=amount, help=label)
            return Annotated[Decimal | None, option]
        case ColumnType.DAY:
            return Annotated[
                date | None, typer.Option(name, metavar="DATE", parser=day, help=label)
            ]
        case ColumnType.INTEGER:
            option = typer.Option(name, metavar="N", parser=whole_number, help=label)
            return Annotated[int | None, option]
        case ColumnType.FLAG:
            return Annotated[bool | None, typer.Option(help=label)]
    return Annotated[str | None, typer.Option(name, metavar="TEXT", help=label)]
