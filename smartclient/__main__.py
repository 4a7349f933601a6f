"""The program: ``python -m smartclient`` and the installed ``smartclient``."""

import sys

from smartclient.cli.program import run


def main() -> int:
    """Run the command line and return its exit status."""
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
