"""Head office's new address: checked there first, and nothing that was not sent is lost."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from smartclient.bootstrap import Session, open_session, sign_in
from smartclient.bootstrap.new_address import move_head_office
from smartclient.domain.clock import Clock
from smartclient.domain.errors import (
    OutOfReachError,
    RefusedError,
    SetUpError,
    SignInError,
    SmartClientError,
)
from smartclient.domain.sales.orders import OrderLine
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.importers import import_folder
from tests.small_company import CUSTOMER, REP, SKUS, write_company

Make = Callable[[HeadOffice, Path, Clock], None]


@pytest.fixture
def laptop(home: Path, url: str, clock: Clock) -> Path:
    """A laptop that has synced, and holds an order that was not sent."""
    with sign_in(home, url=url, login=REP, clock=clock) as session:
        place(session)
    return home


def place(session: Session) -> None:
    order = session.use_cases.orders.new(CUSTOMER)
    line = OrderLine(line=1, sku=SKUS[0], quantity=1)
    session.use_cases.orders.place(
        session.use_cases.orders.quote(replace(order, lines=(line,))).order
    )


def address_of(home: Path) -> str:
    return str(json.loads((home / "settings.json").read_text())["url"])


def test_what_was_not_sent_goes_to_the_new_address(
    laptop: Path, office_file: Path, tmp_path: Path, clock: Clock
) -> None:
    new = tmp_path / "moved here" / "office.db"
    new.parent.mkdir()
    office_file.rename(new)
    settings = move_head_office(laptop, url=f"sqlite:///{new}", clock=clock)
    assert settings.url == address_of(laptop) == f"sqlite:///{new}"
    with open_session(laptop, clock=clock) as session:
        summary = session.sync_now()
        assert (summary.sent, summary.waiting) == (1, 0)
    with sign_in(laptop, url=f"sqlite:///{new}", login=REP, clock=clock) as again:
        assert again.use_cases.status.current().to_send == 0


def another_company(office: HeadOffice, folder: Path, clock: Clock) -> None:
    office.init()
    import_folder(office.engine, write_company(folder), clock=clock)


def without_the_rep(office: HeadOffice, folder: Path, clock: Clock) -> None:
    office.init()


@pytest.mark.parametrize(
    ("make", "error"), [(another_company, SetUpError), (without_the_rep, SignInError)]
)
def test_another_head_office_is_refused_and_nothing_is_changed(
    laptop: Path, url: str, tmp_path: Path, clock: Clock, make: Make, error: type[SmartClientError]
) -> None:
    office = HeadOffice.open(f"sqlite:///{tmp_path / 'other.db'}", clock)
    make(office, tmp_path / "other", clock)
    office.close()
    with pytest.raises(error):
        move_head_office(laptop, url=f"sqlite:///{tmp_path / 'other.db'}", clock=clock)
    assert address_of(laptop) == url
    with open_session(laptop, clock=clock) as session:
        assert session.use_cases.status.current().to_send == 1


def test_an_address_where_nobody_answers_is_not_taken(
    laptop: Path, url: str, tmp_path: Path, clock: Clock
) -> None:
    with pytest.raises(OutOfReachError):
        move_head_office(laptop, url=f"sqlite:///{tmp_path / 'none.db'}", clock=clock)
    assert address_of(laptop) == url


def test_while_offline_nobody_is_asked(laptop: Path, url: str, clock: Clock) -> None:
    with open_session(laptop, clock=clock) as session:
        session.work_offline(on=True)
    with pytest.raises(RefusedError, match="offline off"):
        move_head_office(laptop, url=url, clock=clock)


def test_before_signing_in_there_is_nothing_to_move(home: Path, url: str, clock: Clock) -> None:
    with pytest.raises(RefusedError, match="sign-in"):
        move_head_office(home, url=url, clock=clock)


def test_preferences_saved_by_an_open_window_keep_the_new_address(
    laptop: Path, office_file: Path, tmp_path: Path, clock: Clock
) -> None:
    with open_session(laptop, clock=clock) as session:
        new = tmp_path / "moved.db"
        office_file.rename(new)
        move_head_office(laptop, url=f"sqlite:///{new}", clock=clock)
        session.save_preferences(replace(session.settings, theme="dark"))
    assert address_of(laptop) == f"sqlite:///{new}"
