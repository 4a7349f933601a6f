"""The story at the window: a rep sells offline, head office answers, both settle what is left."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from smartclient import bootstrap
from smartclient.app import make_application
from smartclient.bootstrap import Session
from smartclient.domain.clock import Clock
from smartclient.headoffice.admin import maintenance
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.importers import import_folder
from smartclient.headoffice.importers.sample import sample_folder
from smartclient.ui.shell.main_window import MainWindow
from smartclient.ui.text import languages
from tests.ui.driver import UserDriver
from window_driver import child

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

NUMBER, NAME, WHAT = 1, 2, 3
MINE, THEIRS = "555-0100", "555-0199"


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Who and what the story is about."""

    rep: str
    admin: str
    customer: str
    discontinued: str
    replacement: str
    dearer: str
    price: Decimal
    plain: str


ADVENTUREWORKS = Cast(
    rep="adventure-works\\linda3",
    admin="adventure-works\\stephen0",
    customer="AW00000582",
    discontinued="BK-M68B-38",
    replacement="BK-R79Y-42",
    dearer="WB-H098",
    price=Decimal("7.50"),
    plain="HL-U509",
)
SAMPLE = Cast(
    rep="anna",
    admin="head",
    customer="G-1001",
    discontinued="TR-100",
    replacement="TR-110",
    dearer="WD-100",
    price=Decimal("19.90"),
    plain="BP-100",
)


@dataclass(frozen=True, kw_only=True)
class Words:
    """What the window says in one language where the story looks."""

    code: str
    offline: str
    to_send: str
    at_head_office: str
    waits: str
    news: str
    needs: str
    confirmed: str
    needs_you: str
    gone: str
    takes: str
    dearer: str
    phone: str
    email: str
    keep: str
    to_decide: str
    approve: str
    accepted: str


ENGLISH = Words(
    code="en",
    offline="Working offline, by choice",
    to_send="{} to send",
    at_head_office="{} at head office",
    waits="tentative, waiting to send",
    news="1 order confirmed",
    needs="3 need action",
    confirmed="Confirmed",
    needs_you="Action needed",
    gone="no longer sold",
    takes="Order ",
    dearer="rose from",
    phone="Phone",
    email="E-mail",
    keep="Keep {}",
    to_decide="To decide",
    approve="Approve as entered",
    accepted="accepted as entered",
)
GERMAN = Words(
    code="de",
    offline="Offline, auf Ihren Wunsch",
    to_send="{} zu senden",
    at_head_office="{} bei der Zentrale",
    waits="vorläufig, Zu senden",
    news="1 Auftrag bestätigt",
    needs="3 zu klären",
    confirmed="Bestätigt",
    needs_you="Zu klären",
    gone="nicht mehr verkauft",
    takes="Stattdessen ",
    dearer="gestiegen",
    phone="Telefon",
    email="E-Mail",
    keep="{} behalten",
    to_decide="Zu entscheiden",
    approve="Wie eingegeben genehmigen",
    accepted="wie eingegeben angenommen",
)


@dataclass
class Stage:
    """A head office and the laptops that were opened at it."""

    folder: Path
    clock: Clock
    qtbot: QtBot
    open_window: Callable[..., MainWindow]
    office: HeadOffice
    words: Words = ENGLISH
    sessions: list[Session] = field(default_factory=list)
    windows: list[MainWindow] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"sqlite:///{(self.folder / 'headoffice.db').as_posix()}"

    def sign_in(self, login: str, home: str) -> UserDriver:
        session = bootstrap.sign_in(self.folder / home, url=self.url, login=login, clock=self.clock)
        return self._open(session)

    def open_again(self, home: str) -> UserDriver:
        return self._open(bootstrap.open_session(self.folder / home, clock=self.clock))

    def _open(self, session: Session) -> UserDriver:
        self.sessions.append(session)
        self.windows.append(self.open_window(session.use_cases, session))
        return UserDriver(self.qtbot, self.windows[-1])

    def shut(self) -> None:
        """Close every window, then the laptops they were opened on."""
        for window in self.windows:
            window.end()
        while self.sessions:
            self.sessions.pop().close()


@pytest.fixture
def stage(
    tmp_path: Path, clock: Clock, qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> Iterator[Stage]:
    office = bootstrap.open_head_office(
        f"sqlite:///{(tmp_path / 'headoffice.db').as_posix()}", clock
    )
    office.init()
    stage = Stage(tmp_path, clock, qtbot, open_window, office)
    yield stage
    stage.shut()
    office.close()
    languages.install(make_application(), languages.ENGLISH)


def test_the_story_on_adventureworks(stage: Stage, adventureworks: Path) -> None:
    import_folder(stage.office.engine, adventureworks, clock=stage.clock)
    maintenance.change_rep_role(
        stage.office.engine, ADVENTUREWORKS.admin, "admin", clock=stage.clock
    )
    play_the_story(stage, ADVENTUREWORKS)


@pytest.mark.parametrize("words", [ENGLISH, GERMAN], ids=lambda words: words.code)
def test_the_story_on_the_sample_company(stage: Stage, words: Words) -> None:
    stage.words = words
    languages.install(make_application(), words.code)
    import_folder(stage.office.engine, sample_folder(), clock=stage.clock)
    play_the_story(stage, SAMPLE)


def play_the_story(stage: Stage, cast: Cast) -> None:
    said = stage.words
    rep = stage.sign_in(cast.rep, "rep")
    work_offline(rep, cast, said)
    stage.shut()
    meanwhile_at_head_office(stage, cast)
    rep = stage.open_again("rep")
    all_is_still_tentative(rep, said)
    go_online(rep, said)
    resolve_conflict(rep, said)
    admin = stage.sign_in(cast.admin, "admin")
    decide(admin, said)
    read_the_outcome(rep, cast, said)


def work_offline(rep: UserDriver, cast: Cast, said: Words) -> None:
    rep.trigger("actionWorkOffline")
    for sku in (cast.discontinued, cast.dearer, cast.plain):
        rep.order(cast.customer, sku)
    rep.go_to("pageCustomers")
    QTest.keyClicks(child(rep.window.pages.current, QLineEdit, "searchCustomers"), cast.customer)
    rep.wait()
    rep.open_row("tableCustomers", cast.customer, NUMBER)
    rep.press(rep.window, "overviewEdit")
    editor = rep.dialog("dialogCustomer")
    child(editor, QLineEdit, "customerPhone").setText(MINE)
    rep.press(editor, "buttonSaveCustomer")
    rep.press(rep.window, "overviewBack")
    assert rep.accessible_name("tableCustomers") == [said.waits]
    all_is_still_tentative(rep, said)


def all_is_still_tentative(rep: UserDriver, said: Words) -> None:
    rep.trigger("actionSyncNow")
    assert rep.said("statusLink") == said.offline
    assert said.to_send.format(4) in rep.said("statusToSend")
    rep.go_to("pageOutbox")
    assert rep.accessible_name("tableOutbox") == [said.waits] * 4
    rep.go_to("pageOrders")
    assert rep.accessible_name("tableOrders")[:3] == [said.waits] * 3
    assert all(number.endswith("*") for number in rep.cells("tableOrders", NUMBER)[:3])


def meanwhile_at_head_office(stage: Stage, cast: Cast) -> None:
    engine, clock = stage.office.engine, stage.clock
    maintenance.change_product(
        engine,
        cast.discontinued,
        discontinue=clock.today(),
        replaced_by=cast.replacement,
        clock=clock,
    )
    maintenance.change_product(engine, cast.dearer, price=cast.price, clock=clock)
    maintenance.change_customer(
        engine, cast.customer, phone=THEIRS, email="new@shop.example", clock=clock
    )


def go_online(rep: UserDriver, said: Words) -> None:
    rep.trigger("actionWorkOffline")
    rep.trigger("actionSyncNow")
    assert said.news in rep.window.banner.text
    assert said.needs in rep.window.banner.text
    rep.go_to("pageOrders")
    words = rep.cells("tableOrders", 0)[:3]
    assert sorted(words) == sorted([said.confirmed, said.needs_you, said.needs_you])
    rep.go_to("pageConflicts")
    assert len(rep.cells("tableConflicts", 0)) == 3


def conflict_about(rep: UserDriver, words: str) -> QDialog:
    rep.go_to("pageConflicts")
    what = next(cell for cell in rep.cells("tableConflicts", WHAT) if words in cell)
    rep.open_row("tableConflicts", what, WHAT)
    return rep.dialog("dialogConflict")


def resolve_conflict(rep: UserDriver, said: Words) -> None:
    gone = conflict_about(rep, said.gone)
    assert rep.choose(gone, "action_take_replacement_1").startswith(said.takes)
    rep.press(gone, "buttonResolve")

    dearer = conflict_about(rep, said.dearer)
    rep.press(dearer, "buttonAskHeadOffice")
    asking = child(dearer, QDialog, "dialogAskHeadOffice")
    rep.note(asking, "May I keep the old price?")
    rep.press(asking, "dialogAskHeadOfficeYes")

    phone = conflict_about(rep, said.phone)
    assert said.email in child(phone, QLabel, "mergedFields").text()
    assert rep.choose(phone, "mine_phone") == said.keep.format(MINE)
    rep.press(phone, "buttonResolve")

    rep.trigger("actionSyncNow")
    rep.go_to("pageConflicts")
    assert rep.cells("tableConflicts", 0) == []


def decide(admin: UserDriver, said: Words) -> None:
    admin.go_to("pageHeadOffice")
    assert admin.cells("tableCases", 0) == [said.to_decide]
    admin.open_row("tableCases", "", 0)
    case = admin.dialog("dialogConflict")
    assert "May I keep the old price?" in child(case, QLabel, "conflictNote").text()
    assert admin.choose(case, "action_approve_1") == said.approve
    admin.press(case, "buttonResolve")
    admin.trigger("actionSyncNow")
    admin.go_to("pageHeadOffice")
    assert admin.cells("tableCases", 0) == []


def read_the_outcome(rep: UserDriver, cast: Cast, said: Words) -> None:
    rep.trigger("actionSyncNow")
    rep.go_to("pageOrders")
    assert all(word.startswith(said.confirmed) for word in rep.cells("tableOrders", 0)[:3])
    assert not any(number.endswith("*") for number in rep.cells("tableOrders", NUMBER)[:3])
    reports = []
    for number in rep.cells("tableOrders", NUMBER)[:3]:
        rep.open_row("tableOrders", number, NUMBER)
        view = rep.dialog("dialogOrderView")
        reports.append(child(view, QLabel, "orderReport").text())
        view.reject()
        rep.wait()
    assert any(cast.replacement in report for report in reports)
    assert any(said.accepted in report for report in reports)
    rep.go_to("pageCustomers")
    QTest.keyClicks(child(rep.window.pages.current, QLineEdit, "searchCustomers"), cast.customer)
    rep.wait()
    assert rep.accessible_name("tableCustomers") == [""]
    assert said.to_send.format(0) in rep.said("statusToSend")
    assert said.at_head_office.format(0) in rep.said("statusAtHeadOffice")
