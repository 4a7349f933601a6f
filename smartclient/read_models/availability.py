"""Availability: whether a function is available now, by the check that it makes itself."""

from collections.abc import Callable

from smartclient.domain.errors import RefusedError
from smartclient.domain.ids import TaskId
from smartclient.read_models.records import POSSIBLE, CommandState


def availability(check: Callable[[], None], blocking: TaskId | None = None) -> CommandState:
    """Whether a function is available by its ``check``, which raises RefusedError if not."""
    try:
        check()
    except RefusedError as error:
        return CommandState(
            possible=False, why=error.template, arguments=error.arguments, blocking=blocking
        )
    return POSSIBLE
