"""How many examples a costly law is tried with: few by default, more on demand."""

import os
from typing import Final

_TIMES: Final = int(os.environ.get("SMARTCLIENT_TEST_EXAMPLES", "1"))


def examples(count: int) -> int:
    """Return ``count``, times what the variable SMARTCLIENT_TEST_EXAMPLES says."""
    return count * _TIMES
