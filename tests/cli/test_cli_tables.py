"""Tables on terminals of any width: numbers, ids and reasons whole, only names cut short."""

from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO

import pytest
from rich.console import Console, RenderableType

from smartclient.cli.render.conflicts import outbox_page
from smartclient.cli.render.tables import Room, Row, TerminalColumn, moment, short, table
from smartclient.domain.ids import RequestId, TaskId
from smartclient.domain.tasks import Subject, SubjectType, TaskKind, TaskStatus
from smartclient.read_models.records import OutboxEntry

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
WHY = "Customer {number} is no longer yours, so this was not sent. Ask head office, or withdraw it."


def read(part: RenderableType, width: int = 80) -> list[str]:
    text = StringIO()
    Console(file=text, width=width, highlight=False).print(part)
    return [line.rstrip() for line in text.getvalue().splitlines()]


def entry(place: int, kind: TaskKind, status: TaskStatus, **values: object) -> OutboxEntry:
    outbox_entry = OutboxEntry(
        request_id=RequestId(f"0193a5c2-0000-7000-8000-00000000000{place}"),
        task_id=TaskId(f"task-{place}"),
        kind=kind,
        subject=Subject(type=SubjectType.ORDER, id=f"order-{place}", label=""),
        status=status,
        since=NOON,
        attempts=0,
        next_try=None,
        why="",
        provisional_number=f"AN-4VKS-001{place}",
        customer_name="Kfz- und Fahrradhandelsgesellschaft Süddeutschland mbH & Co. KG",
    )
    return replace(outbox_entry, **values)  # type: ignore[arg-type]


ENTRIES = (
    entry(1, TaskKind.PLACE_ORDER, TaskStatus.PARKED, why=WHY, arguments={"number": "AW00000582"}),
    entry(2, TaskKind.AMEND_ORDER, TaskStatus.QUEUED, waits_for=TaskId("task-1")),
    entry(
        3,
        TaskKind.UPDATE_CUSTOMER,
        TaskStatus.AWAITING_DECISION,
        subject=Subject(type=SubjectType.CUSTOMER, id="AW00000582", label="Zweirad Müller"),
        provisional_number="",
    ),
    entry(4, TaskKind.CANCEL_ORDER, TaskStatus.QUEUED, number="SO-1042199", why="No link."),
)


@pytest.mark.parametrize("width", [80, 100, 200])
def test_the_outbox_shows_every_number_whole_and_each_reason_below_its_row(width: int) -> None:
    lines = read(outbox_page(ENTRIES), width)
    assert max(map(len, lines)) <= width
    numbers = ("AN-4VKS-0011*", "AN-4VKS-0012*", "AW00000582", "SO-1042199")
    rows = []
    for one, number in zip(ENTRIES, numbers, strict=True):
        [at] = [at for at, line in enumerate(lines) if short(one.request_id) in line]
        assert number in lines[at]
        assert moment(one.since) in lines[at]
        rows.append(at)
    begin = {lines[at].index(number) for at, number in zip(rows, numbers, strict=True)}
    assert begin == {lines[0].index("Number")}, "the columns stand under each other"
    stopped = " ".join(line.strip() for line in lines[rows[0] : rows[1]])
    assert WHY.format(number="AW00000582") in stopped
    assert lines[-1].strip() == "No link."
    reported = " ".join(" ".join(lines).split())
    for word in ("Zweirad", "deciding", "customer", "stopped"):
        assert word in reported, "a state and a kind wrap and are not cut"


def test_a_wide_terminal_shows_each_row_on_one_line() -> None:
    lines = read(outbox_page(ENTRIES), 200)
    assert len(lines) == 1 + len(ENTRIES) + 2
    assert "Kfz- und Fahrradhandelsgesellschaft Süddeutschland mbH & Co. KG" in lines[1]


def test_a_terminal_too_narrow_for_the_columns_cuts_nothing() -> None:
    lines = read(outbox_page(ENTRIES), 40)
    assert max(map(len, lines)) <= 40
    reported = " ".join(" ".join(lines).split())
    assert "…" not in reported.replace("… Head office", "Head office")
    for said in ("AN-4VKS-0011*", "SO-1042199", WHY.format(number="AW00000582"), "mbH & Co. KG"):
        assert said in reported


@pytest.mark.parametrize("width", [30, 40, 60, 80])
def test_what_is_compared_is_whole_at_every_width(width: int) -> None:
    columns = (
        TerminalColumn(title="Number"),
        TerminalColumn(title="State", room=Room.WRAPPED),
        TerminalColumn(title="Name", room=Room.CUT),
        TerminalColumn(title="Total", right=True),
    )
    row = Row(
        cells=(
            "SO-1042199",
            "Wartet auf Donaudampfschifffahrtsgesellschaft",
            "電器" * 20,
            "1,204.50",
        )
    )
    lines = read(table(columns, [row], empty=""), width)
    reported = " ".join(" ".join(lines).split())
    assert "SO-1042199" in reported
    assert "1,204.50" in reported
    assert "Donaudampfschifffahrts" in reported.replace(" ", "")
