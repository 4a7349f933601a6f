"""The price of a link, 0 to 9, against which the worth of what waits is weighed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

HIGHEST_PRICE: Final = 9


class Transport(StrEnum):
    """What carries a link, as far as the operating system says."""

    ETHERNET = "ethernet"
    WIFI = "wifi"
    CELLULAR = "cellular"
    BLUETOOTH = "bluetooth"
    UNKNOWN = "unknown"


class Tariff(StrEnum):
    """What a link costs where the company has set no price for its transport."""

    FREE = "free"
    METERED = "metered"
    COSTLY = "costly"


DEFAULT_TARIFFS: Mapping[Tariff, int] = {
    Tariff.FREE: 0,
    Tariff.METERED: 3,
    Tariff.COSTLY: 6,
}


class CostlyMark(StrEnum):
    """What the rep says of a network; ``auto`` leaves it to the operating system."""

    ON = "on"
    OFF = "off"
    AUTO = "auto"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPrices:
    """The company's prices: of each tariff, and of the transports for which it has set one."""

    tariffs: Mapping[Tariff, int] = field(default_factory=lambda: dict(DEFAULT_TARIFFS))
    transports: Mapping[Transport, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkMark:
    """What the rep said of the network of a name, "" for one that the system does not name."""

    network: str
    mark: CostlyMark


def price_of(transport: Transport, *, metered: bool, mark: CostlyMark, prices: LinkPrices) -> int:
    """The price of a link, 0 (free) to 9.

    The company's price of a transport holds whatever the system says of the network. Without one
    the price follows the tariff; a cellular link counts as metered, since not every system says
    so. The rep's ``off`` overrules that, and the rep's ``on`` makes no link cheaper.
    """
    metered = metered or transport is Transport.CELLULAR
    tariff = Tariff.METERED if metered and mark is not CostlyMark.OFF else Tariff.FREE
    price = prices.transports.get(transport, prices.tariffs[tariff])
    return max(price, prices.tariffs[Tariff.COSTLY]) if mark is CostlyMark.ON else price
