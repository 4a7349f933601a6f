"""Work carried by hand at the window: exported from the outbox, and its answers taken in there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from smartclient import bootstrap
from smartclient.bootstrap import Session
from smartclient.bootstrap.accepting import accept_work
from smartclient.bootstrap.office_keys import ensure_office_key
from smartclient.domain.clock import Clock
from smartclient.domain.ids import CustomerNumber, Sku
from smartclient.domain.sales.orders import OrderLine
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.read_models.sync_progress import SyncProgress
from smartclient.ui.shell.main_window import MainWindow
from tests.prepared import import_sample, write_office
from tests.ui.driver import UserDriver
from window_driver import child

# said by Qt's offscreen platform of every window with a smallest size
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")


@dataclass
class Place:
    """A rep's laptop, offline, with its window, and its head office."""

    session: Session
    driver: UserDriver
    office: HeadOffice
    url: str
    folder: Path
    clock: Clock

    def order(self) -> None:
        orders = self.session.use_cases.orders
        order = orders.new(CustomerNumber("G-1001"))
        orders.place(order.with_line(OrderLine(line=1, sku=Sku("TR-100"), quantity=2)))

    def look(self) -> None:
        self.driver.window.context.changed.emit()
        self.driver.go_to("pageOutbox")
        self.driver.wait()

    def button(self, name: str) -> QPushButton:
        return child(self.driver.window.pages.current, QPushButton, name)

    def choose(self, button: str, dialog: str, file: Path) -> None:
        self.button(button).click()
        shown = child(self.driver.window.pages.current, QFileDialog, dialog)
        shown.selectFile(str(file))
        shown.accept()
        self.driver.wait()


@pytest.fixture
def place(
    tmp_path: Path, clock: Clock, qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> Iterator[Place]:
    url = write_office(tmp_path / "headoffice.db", clock, import_sample)
    office = bootstrap.open_head_office(url, clock)
    ensure_office_key(office, url)
    session = bootstrap.sign_in(tmp_path / "anna", url=url, login="anna", clock=clock)
    session.work_offline(True)  # noqa: FBT003 (a switch)
    window = open_window(session.use_cases, session)
    driver = UserDriver(qtbot, window)
    yield Place(session, driver, office, url, tmp_path, clock)
    window.end()
    session.close()
    office.close()


def test_work_goes_to_a_file_and_its_answers_come_from_one(place: Place) -> None:
    place.look()
    assert not place.button("buttonExportWork").isEnabled()
    assert place.button("buttonExportWork").toolTip() == "Nothing waits for head office."
    place.order()
    place.look()
    work, answers = place.folder / "work.age", place.folder / "answers.sc"
    notes: list[str] = []
    place.driver.window.context.notified.connect(notes.append)
    progress: list[SyncProgress | None] = []
    place.driver.window.context.progressed.connect(progress.append)
    place.choose("buttonExportWork", "dialogExportWork", work)
    assert [step and (step.step, step.percent) for step in progress] == [("writing", 100), None]
    assert notes.pop().startswith("1 request written to work.age. Have it carried to head office")
    accept_work(
        place.office,
        place.url,
        work,
        answers=answers,
        wait_seconds=0,
        clock=place.clock,
        answer_now=place.office.answer_waiting,
    )
    place.choose("buttonTakeInAnswers", "dialogTakeInAnswers", answers)
    assert notes.pop() == "1 answer taken in."
    assert [step and step.step for step in progress[2:]] == ["collecting", None]
    assert not place.session.use_cases.outbox.entries()
    place.choose("buttonTakeInAnswers", "dialogTakeInAnswers", answers)
    assert notes.pop() == "These answers are here already. Nothing was changed."


def test_a_wrong_file_is_refused_with_the_reason(place: Place) -> None:
    place.look()
    wrong = place.folder / "wrong"
    wrong.write_bytes(b"something else")
    errors: list[object] = []
    place.driver.window.context.went_wrong.connect(errors.append)
    progress: list[object] = []
    place.driver.window.context.progressed.connect(progress.append)
    place.choose("buttonTakeInAnswers", "dialogTakeInAnswers", wrong)
    # what was said before must not stay
    assert progress == [None]
    (error,) = errors
    assert "This is no file of answers from head office." in str(error)
