"""Answering requests in a thread, beside what else a command does."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from smartclient.cli.render.serving import say
from smartclient.domain.errors import SmartClientError

if TYPE_CHECKING:
    from smartclient.headoffice.admin.service import HeadOffice


@contextmanager
def answering(office: "HeadOffice", stop: threading.Event) -> Iterator[None]:
    """Answer requests meanwhile; what ends the worker sets ``stop``, and is raised here."""
    ended_by: list[SmartClientError] = []

    def answer() -> None:
        try:
            office.serve(stop, say)
        except SmartClientError as error:
            ended_by.append(error)
        finally:
            stop.set()

    thread = threading.Thread(target=answer, name="worker")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
    if ended_by:
        raise ended_by[0]
