"""What devices take along: the requests about it."""

from dataclasses import dataclass

from smartclient.domain.data_sets import DataSet
from smartclient.domain.ids import CustomerNumber


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDataSet:
    """Define the data set that is called ``name``; None removes it.

    ``anyway``: also with categories without products, and where reps are left without any.
    """

    name: str
    data_set: DataSet | None
    anyway: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PinCustomer:
    """Let the sender read a customer outside the partition, or no longer, if not ``pinned``."""

    number: CustomerNumber
    pinned: bool
