"""Files that a person asked for: written whole or not at all."""

import os
import tempfile
from pathlib import Path

from smartclient.domain.errors import RefusedError


def write_whole(place: Path, content: bytes) -> None:
    """Write ``content`` to ``place``, in the place of what is there; a failure leaves that alone.

    Raises RefusedError, with the reason, where it can't be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=".", suffix=place.suffix)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).replace(place)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise RefusedError(
            "{file} can't be written here. Choose another place, or close the program that has it "
            "open.",
            file=place,
            detail=str(error),
        ) from error
