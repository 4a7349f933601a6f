"""The program as a process of its own that wraps keys at next to no cost, as tests do here."""

import sys

from smartclient.__main__ import main
from smartclient.security import keys
from smartclient.security.derivation import Cost

CHEAP_PROGRAM = (sys.executable, "-u", "-m", "tests.cli.cheap_program")

if __name__ == "__main__":
    keys.COST = Cost(n=2, r=8, p=1)  # type: ignore[attr-defined]
    sys.exit(main())
