"""The dialogs of set-up in a process of its own, on a screen as large as it is told.

    python -m tests.ui.small_setup LANGUAGE

Prints, as JSON, which were opened, and what of them is scrolled to the side or beyond the screen.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QRadioButton, QWidget

if TYPE_CHECKING:
    from smartclient.ui.look.theme import Theme
    from smartclient.use_cases.use_cases import UseCases
    from window_driver import View

_OF_THE_MENU = frozenset({"dialogDoctor", "dialogReady", "dialogPreferences", "dialogHelp"})


def setup_views(theme: "Theme") -> "Iterator[View]":
    """Open everything that a person is shown before, and when, a laptop is set up."""
    from session_views import sign_in_views  # noqa: PLC0415 (Qt reads the screen first)

    for name, dialog in sign_in_views(theme):
        dialog.show()
        # what is asked for depends on the choice
        yield name, dialog
        for choice in dialog.findChildren(QRadioButton):
            choice.click()
            yield f"{name}, {choice.objectName()}", dialog
    yield from _window_views(theme)


def _window_views(theme: "Theme") -> "Iterator[View]":
    from session_views import menu_views  # noqa: PLC0415 (as above)
    from smartclient.diagnostics.finding import Check, Finding  # noqa: PLC0415 (as above)
    from smartclient.domain.clock import SystemClock  # noqa: PLC0415 (as above)
    from smartclient.ui.shell.main_window import MainWindow  # noqa: PLC0415 (as above)
    from tests.ui.small_link import SmallLink  # noqa: PLC0415 (as above)
    from tests.ui.small_use_cases import SmallUseCases  # noqa: PLC0415 (as above)
    from window_driver import close, wait_until_idle  # noqa: PLC0415 (as above)

    path = Path("/home/a.person.with.a.long.name/.local/share/smartclient/of-this-company/store.db")
    long = Finding(
        check=Check.OFFICE_FILE,
        ok=False,
        template="The head office file {path} can't be reached now.",
        arguments={"path": str(path)},
        advice="That is fine for a trial. For the work of a company use SQL Server.",
    )
    use_cases = SmallUseCases()
    link = SmallLink(use_cases, findings=(long,))
    window = MainWindow(cast("UseCases", use_cases), link, SystemClock(), theme)
    window.show()
    wait_until_idle(window)
    yield from (view for view in menu_views(window) if view[0] in _OF_THE_MENU)
    close(window)


def main(language: str) -> None:
    """Look at every dialog in a language."""
    from smartclient.app import make_application  # noqa: PLC0415 (as above)
    from smartclient.ui.look.theme import Theme  # noqa: PLC0415 (as above)
    from smartclient.ui.look.tokens import ThemeChoice  # noqa: PLC0415 (as above)
    from smartclient.ui.text import languages  # noqa: PLC0415 (as above)
    from tests.ui.access import beyond_the_screen, scrolled_sideways  # noqa: PLC0415 (as above)

    seen: list[str] = []
    wrong: list[str] = []

    def look(views: Iterable[tuple[str, QWidget]]) -> None:
        for name, dialog in views:
            dialog.show()
            seen.append(name)
            faults = (*beyond_the_screen(dialog), *scrolled_sideways(dialog))
            wrong.extend(f"{name}: {fault}" for fault in faults)

    application = make_application()
    languages.install(application, language)
    look(setup_views(Theme(application, ThemeChoice.LIGHT)))
    sys.stdout.write(json.dumps({"seen": seen, "wrong": wrong}))


if __name__ == "__main__":
    main(sys.argv[1])
