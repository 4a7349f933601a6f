"""Why head office does not let somebody sign a device in: the same in a file and on a server."""

from datetime import timedelta

from smartclient.contract.web.limits import CODE_VALID_LONGEST, CODE_VALID_SHORTEST
from smartclient.domain.errors import NotFoundError, RefusedError


def unknown_rep(login: str) -> RefusedError:
    """The error for a login that belongs to no rep."""
    return RefusedError("Head office knows no rep with the login {login}.", login=login)


def only_for_owner(login: str) -> RefusedError:
    """The error for an admin's login, which only an owner lets sign in."""
    return RefusedError(
        "{login} is an admin, and only the owner of head office's database lets admins sign in. "
        "Ask the owner to run: smartclient headoffice enrol {login}.",
        login=login,
    )


def unknown_device(device: str) -> NotFoundError:
    """The error for a device that head office does not know."""
    return NotFoundError("Head office knows no device {device}.", device=device)


def code_given_before() -> RefusedError:
    """The error for a code that was given for another login."""
    return RefusedError("This code was given before. Make another one.")


def require_validity(valid: timedelta) -> None:
    """Raise RefusedError for a time for which no code counts."""
    if not CODE_VALID_SHORTEST <= valid <= CODE_VALID_LONGEST:
        raise RefusedError(
            "A code counts for a minute at least and {days} days at most.",
            days=CODE_VALID_LONGEST.days,
        )
