"""Copies of frozen records whose changed fields are known only when a test runs."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Record = TypeVar("Record", bound="DataclassInstance")


def changed(record: Record, **fields: object) -> Record:
    """Return ``record`` with ``fields``; TypeError for a field that it hasn't."""
    copy: Callable[..., Record] = replace
    return copy(record, **fields)
