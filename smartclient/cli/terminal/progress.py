"""The progress of what takes time on stderr, while somebody is watching."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from smartclient.read_models.sync_progress import SyncProgress, percent_of
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
        yield lambda step: line.update(step_text(step))


@contextmanager
def counts_shown(
    first: str, to_text: Callable[[int, int], str]
) -> Iterator[Callable[[int, int], None]]:
    """Show how many of how many are done on one line of a terminal; nothing where it is none.

    ``first`` is what is shown before anything is counted.
    """
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console  # noqa: PLC0415 (seldom wanted)

    with Console(stderr=True).status(first) as line:
        yield lambda done, total: line.update(to_text(done, total))


def import_text(done: int, total: int) -> str:
    """How far an import is."""
    return _counted(f"Importing: {done:,} of {total:,} rows", done, total)


def accept_text(done: int, total: int) -> str:
    """How many requests of a file are answered."""
    return _counted(f"Waiting for the answers: {done:,} of {total:,}", done, total)


def _counted(text: str, done: int, total: int) -> str:
    percent = percent_of(done, total)
    return text if percent is None else f"{text}, {percent} %"


def step_text(step: SyncProgress) -> str:
    """What a running sync is doing, and how far that is."""
    named = feed_labels.get(step.what, step.what)
    what = f" {named}" if named else ""
    if step.percent is not None:
        so_far = f"{step.done:,} of {step.total:,}, {step.percent} %"
        return f"{sync_step_labels[step.step]}{what}: {so_far}"
    return f"{sync_step_labels[step.step]}{what}" + (f": {step.done:,}" if step.done else "")
