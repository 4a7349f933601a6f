"""What head office's status says to an administrator, and to a script."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smartclient.cli.json_output.headoffice import head_office_shape
from smartclient.cli.program import run
from smartclient.cli.render.headoffice import status_page
from smartclient.cli.terminal.hints import OfficeHints
from smartclient.domain.sales.given_numbers import Numbered, NumberWay
from smartclient.headoffice.admin.numbering_status import NumberingStatus
from smartclient.headoffice.admin.status import DeadLetter, InboxStatus, Status
from smartclient.headoffice.database.backend import BlockedFeeds, BlockingSession
from smartclient.headoffice.retention.last_purge import LastPurge

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
HINTS = OfficeHints(url="sqlite:///office.db", admin="head")
SESSION = BlockingSession(session="57", login="erp", host="APP1", program="Night run")


def test_a_quiet_head_office_says_nothing_of_trouble() -> None:
    reported = "\n".join(status_page(Status(worker_seen=NOON), HINTS))
    assert "A worker was last seen" in reported
    assert "held back" not in reported
    assert "Stopped" not in reported
    shape = head_office_shape(Status())
    assert (shape["held"], shape["stopped"], shape["oldest_waiting"]) == (None, [], None)


def test_the_session_that_holds_the_feeds_back_is_named_with_its_age() -> None:
    held = BlockedFeeds(seconds=3_720, holder=SESSION)
    reported = "\n".join(status_page(Status(held=held), HINTS))
    assert "held back for 1 hour and 2 minutes, probably by session 57" in reported
    assert "login erp, computer APP1, program Night run" in reported
    assert head_office_shape(Status(held=held))["held"] == {
        "seconds": 3_720,
        "session": {"id": "57", "login": "erp", "host": "APP1", "program": "Night run"},
    }


def test_what_may_not_be_seen_is_named_with_the_right_that_shows_it() -> None:
    reported = "\n".join(status_page(Status(held=BlockedFeeds()), HINTS))
    assert "VIEW SERVER STATE" in reported
    assert "None" not in reported
    assert head_office_shape(Status(held=BlockedFeeds()))["held"] == {
        "seconds": None,
        "session": None,
    }


def test_what_was_stopped_is_listed_with_its_error_in_one_line() -> None:
    stopped = DeadLetter(
        request_id="66e89846",
        sender="anna",
        kind="place_order",
        error="KeyError:\n 'x'\n[SQL: INSERT INTO sales_orders]",
        stopped_at=NOON,
    )
    # a kind is whatever a laptop said
    rude = replace(stopped, kind="\x1b[2Jnothing")
    status = Status(inbox=InboxStatus(parked=2), oldest_waiting=NOON, stopped=(stopped, rude))
    lines = list(status_page(status, HINTS))
    assert "Stopped 2026-11-21 12:00: place_order 66e89846 of anna: KeyError: 'x'" in lines
    assert not [line for line in lines if "\x1b" in line]
    assert any(line.startswith("The oldest request waits since") for line in lines)


def test_what_explains_gaps_and_what_is_purged_is_said() -> None:
    numbering = NumberingStatus(
        may_have_gaps=True,
        passed_over={"order_number": range(10_951, 30_001)},
        ways={Numbered.ORDERS: NumberWay.BLOCK, Numbered.CUSTOMERS: NumberWay.TEMPORARY},
        in_blocks={Numbered.ORDERS: 1_040},
    )
    purge = LastPurge(at=NOON, worker="APP1:\x1b[2J7", rows=1_234, saved=56_789)
    status = Status(numbering=numbering, moved_customers=2, last_purge=purge)
    reported = " ".join(status_page(status, HINTS))
    assert "Numbers may have gaps, as the policy numbering says" in reported
    assert "Order numbers from 10951 to 30000 were passed over" in reported
    assert "Numbers of new orders: Of a block that the device took ahead" in reported
    assert "new customers" not in reported
    assert "Devices took 1,040 numbers of orders ahead." in reported
    assert "2 customers changed hands" in reported
    assert "Last purge 2026-11-21 12:00 by worker APP1" in reported
    assert "1,234 rows, 56,789 bytes of text" in reported
    assert "requests 365, decided cases 730" in reported
    assert "\x1b" not in reported
    shape = head_office_shape(status)
    assert shape["numbering"] == {
        "setting": "concurrent",
        "may_have_gaps": True,
        "passed_over": {"order_number": [10_951, 30_000]},
        "ways": {"orders": "block", "customers": "temporary"},
        "in_blocks": {"orders": 1_040, "customers": 0},
    }
    assert shape["moved_customers"] == 2
    assert shape["last_purge"] == {
        "at": "2026-11-21T12:00:00.000Z",
        "worker": purge.worker,
        "rows": 1_234,
        "bytes": 56_789,
    }
    assert isinstance(shape["retention"], dict)
    assert shape["retention"]["keep_changes_days"] == 730


def test_creating_a_head_office_in_a_file_prints_what_it_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'office.db'}"
    assert run(["headoffice", "init", "--url", url]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "It is a plain file: it is not encrypted" in said
    assert "can sign in as anyone" in said
    assert run(["doctor", "--url", url]) == 0
    assert "can sign in as anyone" in " ".join(capsys.readouterr().out.split())


def test_numbers_that_devices_took_ahead_may_be_gaps() -> None:
    numbering = NumberingStatus(in_blocks={Numbered.ORDERS: 20})
    status = Status(numbering=numbering)
    assert "without gaps" not in " ".join(status_page(status, HINTS))
    shape = head_office_shape(status)["numbering"]
    assert isinstance(shape, dict)
    assert shape["may_have_gaps"] is True
