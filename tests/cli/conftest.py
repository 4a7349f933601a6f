"""What tests of the command line start from: a terminal, and a company that is set up."""

from collections.abc import Callable
from pathlib import Path

import pytest

from smartclient.headoffice.importers.sample import sample_folder
from tests.cli.terminal import PASSPHRASE, Terminal


def terminal_in(folder: Path) -> Terminal:
    return Terminal(home=folder / "home", url=f"sqlite:///{(folder / 'headoffice.db').as_posix()}")


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return terminal_in(tmp_path)


@pytest.fixture
def company(terminal: Terminal) -> Callable[[Path, str], Terminal]:
    """What imports a folder at head office and signs a rep in."""

    def made(folder: Path, login: str) -> Terminal:
        return set_up(terminal, folder, login)

    return made


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A terminal signed in as anna of the sample company, shared by a module's tests.

    Each test takes a customer of its own and leaves the laptop online.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SMARTCLIENT_PASSPHRASE", PASSPHRASE)
        return set_up(terminal_in(tmp_path_factory.mktemp("shop")), sample_folder(), "anna")


@pytest.fixture
def synced(shop: Terminal) -> Terminal:
    """The shared terminal with nothing left to send, for a test that counts what is sent."""
    shop.says("sync")
    return shop


def set_up(terminal: Terminal, folder: Path, login: str) -> Terminal:
    terminal.says(*terminal.at_head_office("init"))
    terminal.says(*terminal.at_head_office("import", str(folder)))
    terminal.says("sign-in", "--url", terminal.url, "--login", login)
    return terminal
