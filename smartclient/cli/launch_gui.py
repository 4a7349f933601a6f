"""The entrance: opens the window as fast as can be, without what only commands need.

What a start loads, and in which order, is most of the time until the window can be used. All that
does without Qt comes first: once Qt is there, its hook reads the source text of every module that
is imported. The store is opened meanwhile.
"""

# ruff: noqa: PLC0415 (see above)

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from smartclient.cli.exit_status import run_to_exit_status
from smartclient.cli.logging_setup import keep_log
from smartclient.domain.errors import SetUpError
from smartclient.settings.system_libraries import WINDOW_LIBRARIES, missing_libraries

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""What names the screen to Qt on Linux."""


def launch() -> int:
    """Open the window as a start from an icon does, and return the exit status."""
    return run_to_exit_status(_enter)


def open_window(home: Path) -> int:
    """Open the window on the laptop in ``home``, or sign in there."""
    check_screen()
    # hardly anything that is created while a program loads is garbage; the window collects again
    gc.disable()
    from smartclient.bootstrap import StorePreloader

    ahead = StorePreloader(home)
    try:
        with require_gui():
            from smartclient import app
        return app.run_program(home, ahead=ahead)
    finally:
        ahead.close()


@contextmanager
def require_gui() -> Iterator[None]:
    """Raise SetUpError when a library that the window is drawn with is missing."""
    try:
        yield
    except ImportError as error:
        _check_libraries()
        raise SetUpError(
            "The window can't be opened, because a part of it is missing: {missing}. Install "
            "Smart Client again, or work by command line: smartclient --help.",
            missing=error,
        ) from error


def check_screen() -> None:
    """Refuse where Qt would end the program: without a screen, or without what it draws with."""
    if sys.platform in {"win32", "darwin"}:
        return
    if os.environ.get("DISPLAY") and not os.environ.get("QT_QPA_PLATFORM"):
        # Qt loads them in any case; where one is missing it ends the program without an error
        _check_libraries()
    if not any(os.environ.get(name) for name in _SCREENS):
        raise SetUpError(
            "There is no screen to open the window on. Start it in a graphical session, "
            "or work by command line: smartclient --help."
        )


def _check_libraries() -> None:
    if not sys.platform.startswith("linux"):
        return
    missing = missing_libraries(WINDOW_LIBRARIES)
    if missing:
        raise SetUpError(
            "The window can't be opened, because system libraries are missing: {libraries}. On "
            "Debian and Ubuntu install these packages: {packages}. Until then, work by command "
            "line: smartclient --help.",
            libraries=", ".join(missing),
            packages=" ".join(missing.values()),
        )


def _enter() -> int:
    from smartclient.bootstrap import default_home

    home = default_home().absolute()
    keep_log(home)
    return open_window(home)
