"""Files that are carried by hand: read and written whole."""

from pathlib import Path

from smartclient.contract.bundles import MAX_BUNDLE_BYTES
from smartclient.domain.errors import RefusedError
from smartclient.settings.durable import not_written, write_durably


def read_bundle(path: Path) -> bytes:
    """What a file holds; RefusedError where it can't be read or is too large."""
    try:
        if path.stat().st_size > MAX_BUNDLE_BYTES:
            raise RefusedError(
                "The file {path} is larger than any that Smart Client writes. Nothing was changed.",
                path=path,
            )
        return path.read_bytes()
    except OSError as error:
        raise RefusedError(
            "The file {path} can't be read. Check its name and the rights on it; nothing was "
            "changed.",
            path=path,
            detail=str(error),
        ) from error


def write_bundle(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    try:
        write_durably(path, content)
    except OSError as error:
        raise not_written(path, error) from error
