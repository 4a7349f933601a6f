"""The connection to head office on a terminal."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from smartclient.cli.render.tables import Row, TerminalColumn, moment, table
from smartclient.domain.link_price import Transport
from smartclient.read_models.link_report import LinkReport
from smartclient.wording.command_line import (
    connection_labels,
    link_band_labels,
    transport_labels,
)
from smartclient.wording.connection import cause_sentence

if TYPE_CHECKING:
    from rich.console import RenderableType

_SHOWN = 20
"""How many changes are listed; --json has all that are kept."""


def link_page(report: LinkReport) -> Iterator["RenderableType"]:
    """The state of the connection and why, what it goes over, and its last changes."""
    current = report.current
    since = f" since {moment(current.at)}" if current is not None else ""
    yield f"{connection_labels[report.state]}{since}. {cause_sentence(current)}"
    if report.is_held:
        yield (
            f"The last try says “{connection_labels[report.observed]}”. That is shown from "
            f"{moment(report.held_until)} on, if it lasts."
        )
    if report.last_contact is not None:
        yield f"Last contact: {moment(report.last_contact)}."
    yield from _network(report)
    yield f"Speed: {', '.join(_speed(report))}."
    yield ""
    columns = (
        TerminalColumn(title="Since"),
        TerminalColumn(title="State"),
        TerminalColumn(title="Why"),
    )
    rows = [
        Row(cells=(moment(change.at), connection_labels[change.state], cause_sentence(change)))
        for change in reversed(report.changes[-_SHOWN:])
    ]
    yield table(columns, rows, empty="The connection has not changed yet.")


def _network(report: LinkReport) -> Iterator[str]:
    network = report.network
    if network.transport is not Transport.UNKNOWN or network.name:
        named = f" ({network.name})" if network.name else ""
        yield f"Network: {transport_labels[network.transport]}{named}."
    if report.price:
        yield f"Price of this connection: {report.price} of 9."


def _speed(report: LinkReport) -> Iterator[str]:
    quality = report.quality
    yield link_band_labels[quality.band]
    if quality.kbit_per_s is not None:
        yield f"{quality.kbit_per_s:,.0f} kbit/s"
    if quality.round_trip_ms is not None:
        yield f"{quality.round_trip_ms:,.0f} ms for a round trip"
