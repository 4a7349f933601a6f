"""The one tree of errors, named by what the caller does next: try again, ask the person, stop."""

from typing import ClassVar, Final

TRY_LATER: Final = "Try again later."


class SmartClientError(Exception):
    """Root of every error that may cross a package boundary.

    The sentence is a template with named arguments, so that a screen can translate it;
    ``user_message`` is the sentence itself, fit to show. ``detail`` is for the log only.
    ``advice`` is what a person does whose own call failed, "" where the sentence says it or there
    is nothing to do; whether what fails in the background is tried again is said by what began it.
    ``help_page`` names the page of the manual that says more, "" for none.
    """

    help_page: ClassVar[str] = ""
    advice: str = ""

    def __init__(self, template: str, *, detail: str = "", **arguments: object) -> None:
        self.template = template
        self.arguments = {name: str(value) for name, value in arguments.items()}
        self.detail = detail
        super().__init__(self.user_message, detail)

    @property
    def user_message(self) -> str:
        """The sentence to show, in English."""
        return self.template.format(**self.arguments) if self.arguments else self.template


class TransientError(SmartClientError):
    """Nobody's fault; the outbox tries again with backoff.

    ``retry_after`` is in how many seconds head office asks to be called again, 0 for no wish.
    """

    def __init__(
        self,
        template: str,
        *,
        detail: str = "",
        advice: str = TRY_LATER,
        retry_after: int = 0,
        **arguments: object,
    ) -> None:
        super().__init__(template, detail=detail, **arguments)
        self.advice = advice
        self.retry_after = retry_after


class OutOfReachError(TransientError):
    """Head office can't be reached now; this, and only this, counts as being offline."""


class WorkingOfflineError(OutOfReachError):
    """The rep works offline by choice, so head office isn't called."""


class ContendedError(TransientError):
    """Someone else holds what is needed: a lock, a lease, a running sync."""


class NoRoomError(TransientError):
    """A disk or a log is full; what reads goes on, and somebody has to make room."""


class RefusedError(SmartClientError):
    """What a person asked for can't be done as asked; the sentence says what to do."""


class NotFoundError(RefusedError):
    """What was named does not exist in what this person may see."""


class BlockedError(RefusedError):
    """Another task must come first; the sentence names it, ``blocked_by`` is its id where known."""

    def __init__(
        self, template: str, *, detail: str = "", blocked_by: str = "", **arguments: object
    ) -> None:
        super().__init__(template, detail=detail, **arguments)
        self.blocked_by = blocked_by


class SignInError(RefusedError):
    """Head office did not accept who this is."""


class UnknownLoginError(SignInError):
    """Head office has no rep with this login, or not any more."""


class PasswordRefusedError(SignInError):
    """The password was not accepted; trying it again and again would lock the login."""

    help_page = "lost"


class DeviceWipedError(SignInError):
    """Head office had this device's data removed; there is nothing left to go on with."""


class ClientTooOldError(RefusedError):
    """Head office no longer serves this version of the client."""


class FatalError(SmartClientError):
    """Going on would do harm; stop, keep everything, and say what to do."""


class StoreError(FatalError):
    """The local store can't be opened or trusted; it is kept as it is."""

    help_page = "lost"


class DiskError(StoreError):
    """The disk does not do what the local store needs of it: it is full, or it fails."""


class DiskFullError(FatalError):
    """Nothing can be written for want of room; what was saved can be read."""

    help_page = "files"


class SchemaError(FatalError):
    """A database is newer than this program, or is not what it should be."""


class NewerVersionError(FatalError):
    """What was received is of a later version than this program reads; its sender keeps it."""


class UnforeseenError(FatalError):
    """A library failed in a way that no adapter classifies: a mistake of ours, reported calmly."""


class SetUpError(FatalError):
    """Something the program needs is missing or set wrongly on this machine."""
