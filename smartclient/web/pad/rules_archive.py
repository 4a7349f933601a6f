"""The rules for the page: the modules that the order pad runs, as they are, in one archive."""

import ast
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import smartclient

NAME: Final = "rules/smartclient.zip"
"""The archive's name among the files of a release."""

ENTRANCE: Final = "smartclient.orderpad.calls"
"""The module whose functions the page calls."""

_OURS: Final = "smartclient"
_ROOT: Final = Path(smartclient.__file__).parents[1]
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)


def rules_archive() -> bytes:
    """The entrance with all of ours that it imports; the same bytes for the same modules."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in sorted(modules()):
            file = _file(name)
            place = name.replace(".", "/")
            inside = f"{place}/__init__.py" if file.name == "__init__.py" else f"{place}.py"
            entry = zipfile.ZipInfo(inside, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.read_bytes())
    return content.getvalue()


def modules() -> frozenset[str]:
    """The names of the modules of ours that the entrance needs, itself among them."""
    found: set[str] = set()
    waiting = [ENTRANCE]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        package = name.rpartition(".")[0]
        waiting += [*([package] if package else []), *_imported(name)]
    return frozenset(found)


def _imported(name: str) -> Iterator[str]:
    """The modules of ours that a module imports, wherever in it that stands."""
    for node in ast.walk(ast.parse(_file(name).read_bytes())):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names if _is_ours(each.name))
        elif isinstance(node, ast.ImportFrom) and node.module and _is_ours(node.module):
            yield node.module
            names = (f"{node.module}.{each.name}" for each in node.names)
            yield from (each for each in names if _is_module(each))


def _is_ours(name: str) -> bool:
    return name.partition(".")[0] == _OURS


def _is_module(name: str) -> bool:
    return any(file.is_file() for file in _places(name))


def _file(name: str) -> Path:
    return next(file for file in _places(name) if file.is_file())


def _places(name: str) -> tuple[Path, Path]:
    """Where the source of a module of ours may be: a file, or that of a package."""
    path = _ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py"), path / "__init__.py"
