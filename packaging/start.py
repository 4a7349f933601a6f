"""Set Smart Client up in a checkout and start something in it; needs nothing but Python 3.11.

    python3 packaging/start.py demo         set up, then open the window on the sample company
    python3 packaging/start.py test ...     set up, then run the tests
    python3 packaging/start.py check ...    set up, then lint, types, import contracts and tests
    python3 packaging/start.py benchmarks   set up, then print the table of speed ratios
    python3 packaging/start.py run ...      set up, then `smartclient ...`

Words after the first are handed on: after `test` and `check` to pytest. All tests take about four
minutes on two cores with `-n auto`, and twice as long without; `test tests/domain -k pricing` runs
a few.

A virtual environment is created in `.venv`, with the versions in `packaging/requirements-dev.lock`,
each file checked by its hash. On Debian and Ubuntu, system libraries that are missing are installed
where this user may do that; otherwise the command to run is printed. The libraries of the order
pad come from npm; without them all but orders in a browser works. Its tests need Chromium, which is
installed in the same way as libraries of the system, and are skipped where it is missing.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "packaging" / "requirements-dev.lock"
WINDOWS = sys.platform == "win32"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")

TESTS = (
    "Running the tests: all take some 4½ minutes on two cores with -n auto, twice as long "
    "without. Further words are handed on to pytest, for instance tests/domain -k pricing."
)

sys.path.insert(0, str(ROOT))

from smartclient.settings.system_libraries import (  # noqa: E402 (found in the checkout)
    DRIVER_LIBRARIES,
    WINDOW_LIBRARIES,
    missing_libraries,
)


def main(words: list[str]) -> int:
    """Set up, then do what the first word says; return the exit status."""
    if sys.version_info < (3, 11):
        return _say(f"Smart Client needs Python 3.11 or later; this is {sys.version.split()[0]}.")
    what, rest = (words[0], words[1:]) if words else ("", [])
    todo = {
        "demo": [[str(PYTHON), "-m", "smartclient", "demo", *rest]],
        "test": [[str(PYTHON), "-m", "pytest", *rest]],
        "check": [*_checks(), [str(PYTHON), "-m", "pytest", *rest]],
        "benchmarks": [[str(PYTHON), "-m", "tests.benchmarks", *rest]],
        "run": [[str(PYTHON), "-m", "smartclient", *rest]],
    }.get(what)
    if todo is None:
        print(__doc__, file=sys.stderr)
        return 2
    if not (set_up_system() and set_up_environment()):
        return 1
    subprocess.call([str(PYTHON), str(ROOT / "packaging" / "page" / "libraries.py")])
    if what in {"test", "check"}:
        set_up_browser()
    for command in todo:
        if "pytest" in command:
            print(TESTS, flush=True)
        status = subprocess.call(command, cwd=ROOT if what != "run" else None)
        if status != 0:
            return status
    return 0


def set_up_system() -> bool:
    """Install the system libraries that are missing, or say which; True when all are there."""
    packages = []
    if sys.platform.startswith("linux"):
        packages = list(missing_libraries({**WINDOW_LIBRARIES, **DRIVER_LIBRARIES}).values())
        if not _has_fonts():
            packages.append("fonts-dejavu-core")
    if not _has_venv():
        packages.append(f"python3.{sys.version_info.minor}-venv")
    if not packages:
        return True
    before = () if _is_root() else ("sudo",)
    if (_is_root() or shutil.which("sudo")) and _install(packages, before):
        return True
    _say(
        "These system packages are missing (names as on Debian 12): "
        + " ".join(packages)
        + "\nInstall them, for instance with\n    sudo "
        + " ".join(_installing(packages))
        + "\nand start this again."
    )
    return False


def set_up_browser() -> None:
    """Install the browser that tests drive, where that needs nobody's password."""
    if sys.platform.startswith("linux") and _is_root() and shutil.which("chromium") is None:
        _install(["chromium"])


def _install(packages: Sequence[str], before: Sequence[str] = ()) -> bool:
    """Install system packages; whether that was done."""
    if shutil.which("apt-get") is None:
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    print("Installing system packages:", " ".join(packages), flush=True)
    subprocess.call([*before, "apt-get", "update", "-q"], env=environment)
    return subprocess.call([*before, *_installing(packages)], env=environment) == 0


def _installing(packages: Sequence[str]) -> list[str]:
    return ["apt-get", "install", "-y", "--no-install-recommends", *packages]


def set_up_environment() -> bool:
    """Create the virtual environment and install the locked packages, unless that was done."""
    stamp = VENV / "set-up-for"
    wanted = _fingerprint()
    if PYTHON.exists() and stamp.is_file() and stamp.read_text() == wanted:
        return True
    print("Setting up .venv (this takes a minute or two the first time)", flush=True)
    if not PYTHON.exists() and subprocess.call([sys.executable, "-m", "venv", str(VENV)]) != 0:
        _say("The virtual environment could not be made in " + str(VENV) + ".")
        return False
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for what in (
        ["--require-hashes", "--requirement", str(LOCK)],
        ["--no-deps", "--no-build-isolation", "--editable", "."],
    ):
        if subprocess.call([*pip, *what], cwd=ROOT) != 0:
            _say("The packages could not be installed. Check the connection, then try again.")
            return False
    stamp.write_text(wanted)
    return True


def _checks() -> list[list[str]]:
    return [
        [str(PYTHON), "-m", "ruff", "format", "--check", "."],
        [str(PYTHON), "-m", "ruff", "check", "."],
        [str(PYTHON), "-m", "mypy"],
        [str(BIN / "lint-imports"), "--no-cache"],
        [str(PYTHON), str(ROOT / "packaging" / "page" / "check_types.py")],
    ]


def _fingerprint() -> str:
    parts = (ROOT / "pyproject.toml", LOCK)
    return hashlib.sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()


def _has_fonts() -> bool:
    folders = (Path("/usr/share/fonts"), Path.home() / ".fonts", Path.home() / ".local/share/fonts")
    return any(next(folder.rglob("*.[to]tf"), None) for folder in folders if folder.is_dir())


def _has_venv() -> bool:
    try:
        import ensurepip  # noqa: F401, PLC0415 (Debian splits it off)
        import venv  # noqa: F401, PLC0415
    except ImportError:
        return False
    return True


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _say(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
