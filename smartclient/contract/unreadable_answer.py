"""What is said of an answer of head office that this program can't read."""

from smartclient.domain.errors import UnforeseenError


def unreadable_answer(what: object) -> UnforeseenError:
    """The error for such an answer; ``what`` is for the log."""
    return UnforeseenError(
        "Head office answered in a way that this Smart Client does not understand. Your work is "
        "kept. Ask head office whether it was upgraded, and upgrade Smart Client.",
        detail=str(what),
    )
