"""How head office takes the numbers that it gives to orders and customers."""

from enum import StrEnum


class Numbering(StrEnum):
    """Whether numbers may have gaps: the setting of the policy ``numbering``.

    ``concurrent`` workers wait for nobody, and what a transaction that fails had taken is given to
    nobody. With ``gapless`` numbers one worker after the other answers orders and new customers.
    """

    CONCURRENT = "concurrent"
    GAPLESS = "gapless"
