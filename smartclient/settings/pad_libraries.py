"""The libraries that the order pad needs: whether they were fetched.

It needs nothing but Python, since it is asked when a checkout is set up.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

MANIFEST: Final = "libraries.json"
"""The file that names them, in the folder of the page."""

MARK: Final = "integrity"
"""The file beside a library's own that says which package they come from."""


def missing_libraries(page: Path) -> dict[str, dict[str, Any]]:
    """What the manifest says of each library that the page's folder lacks, in its version."""
    return missing_from(page / MANIFEST, library_folder(page))


def missing_from(manifest: Path, folder: Path) -> dict[str, dict[str, Any]]:
    """What a manifest says of each library that is not in a folder in that version."""
    return {
        name: library
        for name, library in json.loads(manifest.read_text("utf-8")).items()
        if not _is_here(folder / name, library)
    }


def library_folder(page: Path) -> Path:
    """Where the libraries of the page in this folder are."""
    return page / "libraries"


def _is_here(folder: Path, library: Mapping[str, Any]) -> bool:
    mark = folder / MARK
    return (
        mark.is_file()
        and mark.read_text("utf-8") == library["integrity"]
        and all(any(folder.glob(name)) for name in library["files"])
    )
