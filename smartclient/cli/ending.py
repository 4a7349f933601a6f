"""How a run ends: whatever goes wrong becomes one line on stderr and an exit status."""

import logging
import sys
from collections.abc import Callable

from smartclient.cli.logbook import log_file
from smartclient.cli.printing import complain
from smartclient.domain.errors import FatalError, SmartClientError

DONE, FAILED = 0, 1
"""The exit statuses; words that mean nothing have the parser's own."""

_log = logging.getLogger(__name__)


def ended(deed: Callable[[], object]) -> int:
    """Do it and return the exit status: its own where it returns one, else whether it went well."""
    try:
        status = deed()
        sys.stdout.flush()
    except SmartClientError as error:
        _note(error)
        complain(error.user_message)
        return FAILED
    except BrokenPipeError:
        sys.stdout = None  # its reader is gone; nothing may try to flush it again
        return DONE
    except Exception:  # noqa: BLE001 (the outermost boundary: a bug is logged, not shown)
        _log.exception("a bug ended the command")
        complain(
            "Something in Smart Client went wrong that should not. What was saved is safe. "
            f"Support finds more in {log_file() or 'no log'}."
        )
        return FAILED
    return status if isinstance(status, int) else DONE


def _note(error: SmartClientError) -> None:
    if isinstance(error, FatalError):
        _log.error("the command can't go on: %s", error.detail, exc_info=error)
    else:
        _log.info("refused: %s %s", type(error).__name__, error.detail)
