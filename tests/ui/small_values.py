"""What a small desk knows by heart: the time, and a few prices."""

from datetime import UTC, datetime
from decimal import Decimal

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
PRICES = {"LAMP": Decimal("40.00"), "LADDER": Decimal("120.00")}
