"""Inserts that two programs may make at the same time: the later one is to be tried again."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError

from smartclient.domain.errors import ContendedError


@contextmanager
def first_of_its_key() -> Iterator[None]:
    """Raise ContendedError where somebody else inserts the same key at the same time."""
    try:
        yield
    except IntegrityError as error:
        raise ContendedError(
            "Head office is busy at the moment.", detail=str(error.orig)
        ) from error
