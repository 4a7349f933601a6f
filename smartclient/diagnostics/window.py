"""The doctor on the window: whether the libraries that draw it are on this machine."""

import sys
from importlib.util import find_spec

from smartclient.diagnostics.finding import Check, Finding
from smartclient.settings.system_libraries import WINDOW_LIBRARIES, missing_libraries


def window_finding() -> Finding:
    """Look for Qt and, on Linux, the system libraries that it loads; nothing is opened."""
    if find_spec("PySide6") is None:
        return Finding(
            check=Check.WINDOW,
            ok=False,
            template="The window can't be opened: the package PySide6-Essentials is missing.",
            advice="Install Smart Client again. Until then you can work by command line.",
        )
    missing = missing_libraries(WINDOW_LIBRARIES) if sys.platform.startswith("linux") else {}
    if missing:
        return Finding(
            check=Check.WINDOW,
            ok=False,
            template="The window can't be opened, because system libraries are missing: "
            "{libraries}. On Debian and Ubuntu these packages bring them: {packages}.",
            arguments={
                "libraries": ", ".join(missing),
                "packages": " ".join(missing.values()),
            },
            advice="Install them. Until then you can work by command line.",
        )
    return Finding(
        check=Check.WINDOW, ok=True, template="The window has all that it is drawn with."
    )
