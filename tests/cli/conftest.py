"""What tests of the command line start from: a terminal, and a company that is set up."""

from collections.abc import Callable
from pathlib import Path

import pytest
from terminal import Terminal


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    return Terminal(
        home=tmp_path / "home", url=f"sqlite:///{(tmp_path / 'headoffice.db').as_posix()}"
    )


@pytest.fixture
def company(terminal: Terminal) -> Callable[[Path, str], Terminal]:
    """Return what imports a folder at head office and signs a rep in."""

    def made(folder: Path, login: str) -> Terminal:
        terminal.says(*terminal.at_head_office("init"))
        terminal.says(*terminal.at_head_office("import", str(folder)))
        terminal.says("sign-in", "--url", terminal.url, "--login", login)
        return terminal

    return made
