"""What tests of the window start from: a theme, a desk from memory, and the window on it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sample_scene import Scene
from smartclient import bootstrap
from smartclient.app import make_application
from smartclient.domain.clock import Clock
from smartclient.domain.mail import MailAccount
from smartclient.headoffice.inbox import devices
from smartclient.ui.look.stylesheet import stylesheet
from smartclient.ui.look.theme import Theme, palette
from smartclient.ui.look.tokens import Scheme, ThemeChoice
from smartclient.ui.ports import Laptop
from smartclient.ui.shell.main_window import MainWindow
from smartclient.use_cases.use_cases import UseCases
from tests.prepared import write_office
from tests.services.mail_server import PASSWORD, MailServer, mail_server
from tests.small_company import REP, import_company
from tests.ui.driver import UserDriver
from tests.ui.office_place import Place
from tests.ui.prepared_scene import PreparedScene, open_scene
from tests.ui.small_link import SmallLink
from tests.ui.small_use_cases import SmallUseCases


@pytest.fixture(autouse=True)
def _known_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let head office assign codes to devices in a known order."""
    codes = (f"KXQ{symbol}" for symbol in "RSTVWXZ")
    monkeypatch.setattr(devices, "_random_code", lambda: next(codes))


@pytest.fixture(scope="session")
def themes() -> list[Theme]:
    """Return the theme that the application was dressed in last, where a test asked for one."""
    return []


@pytest.fixture
def theme(qtbot: QtBot, themes: list[Theme]) -> Theme:
    """Return the light theme: dressing the application takes longer than most tests, so seldom."""
    application = make_application()
    if not (themes and _is_worn(themes[-1], application)):
        themes[:] = [Theme(application, ThemeChoice.LIGHT)]
    return themes[-1]


def _is_worn(theme: Theme, application: QApplication) -> bool:
    return (
        theme.choice is ThemeChoice.LIGHT
        and application.styleSheet() == stylesheet(Scheme.LIGHT)
        and application.palette() == palette(theme.tokens)
    )


@pytest.fixture(scope="session")
def prepared_scene(tmp_path_factory: pytest.TempPathFactory) -> PreparedScene:
    return PreparedScene.play(tmp_path_factory.mktemp("scene"))


@pytest.fixture
def scene(prepared_scene: PreparedScene) -> Iterator[Scene]:
    """Return the scene on the sample company: laptops with work in every state."""
    prepared_scene.restore()
    with open_scene(prepared_scene.folder, prepared_scene.ended) as scene:
        yield scene


@pytest.fixture
def use_cases() -> SmallUseCases:
    return SmallUseCases()


@pytest.fixture
def link(use_cases: SmallUseCases) -> SmallLink:
    return SmallLink(use_cases)


@pytest.fixture
def open_window(qtbot: QtBot, theme: Theme, clock: Clock) -> Iterator[Callable[..., MainWindow]]:
    """Return what opens a window and waits until it has looked everything up."""
    windows: list[MainWindow] = []

    def made(use_cases: UseCases | SmallUseCases, control: Laptop) -> MainWindow:
        window = MainWindow(cast("UseCases", use_cases), control, clock, theme)
        windows.append(window)
        window.show()
        qtbot.waitUntil(
            lambda: window.context.client_status is not None and not window.context.busy
        )
        return window

    yield made
    for window in windows:
        window.end()
        window.deleteLater()


@pytest.fixture
def window(
    open_window: Callable[..., MainWindow], use_cases: SmallUseCases, link: SmallLink
) -> MainWindow:
    return open_window(use_cases, link)


@pytest.fixture
def place(
    tmp_path: Path, clock: Clock, qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> Iterator[Place]:
    url = write_office(tmp_path / "headoffice.db", clock, import_company)
    office = bootstrap.open_head_office(url, clock)
    office.describe(company="Small Company", currency="USD")
    session = bootstrap.sign_in(tmp_path / "laptop", url=url, login=REP, clock=clock)
    window = open_window(session.use_cases, session)
    yield Place(office=office, session=session, driver=UserDriver(qtbot, window))
    window.end()
    session.close()
    office.close()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    """A mail server whose certificate this machine trusts."""
    with mail_server(tmp_path) as served:
        monkeypatch.setenv("SSL_CERT_FILE", str(served.certificate))
        yield served


@pytest.fixture
def shop(place: Place, server: MailServer, tmp_path: Path) -> Place:
    """A rep's window where head office sends mail."""
    path = tmp_path / "mail-password"
    path.write_text(PASSWORD, encoding="utf-8")
    path.chmod(0o600)
    place.office.mail.set_up(MailAccount(mailbox=server.mailbox, password_file=str(path)))
    place.sync()
    return place
