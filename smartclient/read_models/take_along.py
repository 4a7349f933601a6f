"""What a device takes along, as the rep sees it."""

from dataclasses import dataclass
from datetime import datetime

from smartclient.domain.data_sets import DataSetContent
from smartclient.domain.rules.pinning import Pinning
from smartclient.domain.sales.pinned_customers import PinnedCustomer
from smartclient.read_models.refusals import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenSize:
    """How much belongs to a data set at head office.

    ``content_bytes`` are those of its photos and documents.
    """

    products: int
    content_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeAlong:
    """A data set that the rep is given.

    ``taken``: it is required, or chosen on this device. ``loaded``: what is taken is all here.
    ``comes_anyway``: it is not taken, and all that belongs to it is kept all the same. ``as_of`` is
    when it was last brought up to date, None for never and where it is not kept.
    """

    name: str
    required: bool
    taken: bool
    loaded: bool
    content: DataSetContent
    size: GivenSize
    as_of: datetime | None
    comes_anyway: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedList:
    """The customers outside the partition that the rep reads, as of when, and whom the rep may.

    ``refused`` are the requests to pin that head office refused of late.
    """

    customers: tuple[PinnedCustomer, ...]
    allowed: Pinning
    as_of: datetime | None
    refused: tuple[Refusal, ...] = ()
