"""Work that is carried by hand, as JSON."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from smartclient.bootstrap.accepting import AcceptedWork
    from smartclient.bootstrap.carrying import ExportedFile
    from smartclient.use_cases.commands.carrying import ImportedAnswers


def exported_shape(exported: "ExportedFile") -> dict[str, object]:
    """A file of work."""
    return {
        "file": str(exported.path),
        "requests": exported.requests,
        "held_back": exported.held_back,
        "awaited": exported.awaited,
    }


def imported_shape(imported: "ImportedAnswers") -> dict[str, object]:
    """What a file of answers brought."""
    return {"received": imported.received, "answered": imported.answered}


def accepted_shape(accepted: "AcceptedWork", answers: "Path | None") -> dict[str, object]:
    """What head office took in."""
    return {
        "login": accepted.login,
        "requests": accepted.requests,
        "new": accepted.new,
        "held": accepted.held,
        "refused": accepted.refused,
        "answered": accepted.answered,
        "unanswered": accepted.unanswered,
        "for_admin": accepted.for_admin,
        "answers": None if answers is None else str(answers),
    }


def office_key_shape(public_key: str, file: "Path", keys: int) -> dict[str, object]:
    """Head office's key, and how many private ones this computer has."""
    return {"public_key": public_key, "file": str(file), "private_keys": keys}
