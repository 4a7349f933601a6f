"""How a run ends: whatever goes wrong becomes one line on stderr and an exit status."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from smartclient.cli.logging_setup import log_file
from smartclient.cli.terminal.output import OutputFailedError, flush_output, safe_output
from smartclient.cli.terminal.printing import complain
from smartclient.domain.errors import BlockedError, FatalError, SmartClientError

DONE, FAILED = 0, 1
"""The exit statuses; mistakes in a command line have the parser's own."""

NOT_LET_IN = 77
"""The exit status of a service that the server does not let in: a service manager must not start it
again and again, which would lock its login."""

_log = logging.getLogger(__name__)


def run_to_exit_status(deed: Callable[[], object]) -> int:
    """Do it and return the exit status: its own where it returns one, else whether it went well."""
    with safe_output():
        try:
            status = deed()
            flush_output()
        except OutputFailedError as error:
            return _output_failed(error)
        except SmartClientError as error:
            _note(error)
            parts = _sentence(error), error.advice, _more(error)
            complain(" ".join(filter(None, parts)))
            return FAILED
        except Exception:  # noqa: BLE001 (the outermost boundary: a bug is logged, not shown)
            _log.exception("a bug ended the command")
            complain(
                "Something in Smart Client went wrong that should not. What was saved is safe. "
                f"Support finds more in {log_file() or 'no log'}."
            )
            return FAILED
    return status if isinstance(status, int) else DONE


@contextmanager
def work_done() -> Iterator[None]:
    """Show what was done: the work is safe from here on, so nothing may end as if it were not.

    What fails while it is shown is reported on stderr, and the command has succeeded.
    """
    try:
        yield
        flush_output()
    except OutputFailedError as error:
        if not error.reader_gone:
            complain(f"Done and saved. {error.user_message}")
    except Exception:  # noqa: BLE001 (as above; whoever reads "failed" does the work twice)
        _log.exception("what was done can't be shown")
        complain(
            "Done and saved, but it can't be shown. Don't enter it again. "
            f"Support finds more in {log_file() or 'no log'}."
        )


def _output_failed(error: OutputFailedError) -> int:
    if error.reader_gone:
        return DONE
    _log.info("the output can't be written: %s", error.detail)
    complain(error.user_message)
    return FAILED


def _sentence(error: SmartClientError) -> str:
    from smartclient.cli.reasons import filled  # noqa: PLC0415 (what only an error needs)

    return filled(error.template, error.arguments)


def _more(error: SmartClientError) -> str:
    """Where more is to be seen: of the task that blocks it, or in the manual; "" for nowhere."""
    if isinstance(error, BlockedError) and error.blocked_by:
        return f"See: smartclient tasks show {error.blocked_by}"
    return f"More: smartclient manual {error.help_page}" if error.help_page else ""


def _note(error: SmartClientError) -> None:
    if isinstance(error, FatalError):
        _log.error("the command can't go on: %s", error.detail, exc_info=error)
    else:
        _log.info("refused: %s %s", type(error).__name__, error.detail)
