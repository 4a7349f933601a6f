"""The progress of a sync on stderr, while somebody is watching."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from smartclient.read_models.sync_progress import SyncProgress
from smartclient.wording.command_line import feed_labels, sync_step_labels


@contextmanager
def progress_shown(
    first: str = "Calling head office",
) -> Iterator[Callable[[SyncProgress], None] | None]:
    """Show each step on one line of a terminal; None where stderr is no terminal.

    ``first`` is what is shown before the first step.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 (seldom wanted)

    with Console(stderr=True).status(first) as line:
        yield lambda step: line.update(_step_text(step))


def _step_text(step: SyncProgress) -> str:
    named = feed_labels.get(step.what, step.what)
    what = f" {named}" if named else ""
    if step.total:
        return f"{sync_step_labels[step.step]}{what}: {step.done:,} of {step.total:,}"
    return f"{sync_step_labels[step.step]}{what}" + (f": {step.done:,}" if step.done else "")
