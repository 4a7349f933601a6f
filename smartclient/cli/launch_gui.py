"""The entrance: opens the window as fast as can be, without what only commands need.

What a start loads, and in which order, is most of the time until the window can be used. All that
does without Qt comes first: once Qt is there, its hook reads the source text of every module that
is imported. The store's key is derived, and the store opened, meanwhile.
"""

# ruff: noqa: PLC0415 (see above)

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path

from smartclient.domain.errors import SetUpError
from smartclient.security.key_preload import KeyPreloader
from smartclient.settings.places import default_home
from smartclient.settings.system_libraries import WINDOW_LIBRARIES, missing_libraries

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""What names the screen to Qt on Linux."""

_ASKED_BY_FIRST_PAGE = (
    "smartclient.bootstrap.machine_clock",
    "smartclient.use_cases.status",
    "smartclient.use_cases.edits",
)
_FIRST_PAGE = "smartclient.ui.pages.today"


def launch() -> int:
    """Open the window as a start from an icon does, and return the exit status."""
    home = default_home()
    key = KeyPreloader(home)
    from smartclient.cli.exit_status import run_to_exit_status

    return run_to_exit_status(partial(_enter, home, key))


def open_window(home: Path, key: KeyPreloader | None = None) -> int:
    """Open the window on the laptop in ``home``, whose ``key`` may be under way, or sign in there.

    Returns the exit status.
    """
    check_screen()
    # hardly anything that is created while a program loads is garbage; the window collects again
    gc.disable()
    key = key or KeyPreloader(home)
    from smartclient.bootstrap import StorePreloader

    ahead = StorePreloader(home, key)
    try:
        _import_ahead(*_ASKED_BY_FIRST_PAGE)
        with require_gui():
            from smartclient import app

            _import_ahead(_FIRST_PAGE)
        return app.run_program(home, ahead=ahead)
    finally:
        ahead.close()


def _import_ahead(*modules: str) -> None:
    """Import what is loaded only when it is needed, while the store is being opened."""
    for module in modules:
        import_module(module)


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


def _enter(home: Path, key: KeyPreloader) -> int:
    from smartclient.cli.logging_setup import keep_log

    home = home.absolute()
    keep_log(home)
    return open_window(home, key)
