"""The progress of a sync or an import on stderr, while somebody is watching."""

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


@contextmanager
def import_progress_shown() -> Iterator[Callable[[int, int], None]]:
    """Show how many rows are imported on one line of a terminal; nothing where it is none."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console  # noqa: PLC0415 (seldom wanted)

    with Console(stderr=True).status("Checking the files") as line:
        yield lambda done, total: line.update(f"Importing: {done:,} of {total:,} rows")


def _step_text(step: SyncProgress) -> str:
    named = feed_labels.get(step.what, step.what)
    what = f" {named}" if named else ""
    if step.total:
        return f"{sync_step_labels[step.step]}{what}: {step.done:,} of {step.total:,}"
    return f"{sync_step_labels[step.step]}{what}" + (f": {step.done:,}" if step.done else "")
