"""The program: ``python -m smartclient`` and the installed ``smartclient``."""

import sys

# ruff: noqa: PLC0415 (a start without words opens the window, and needs no parser of words)


def main() -> int:
    """Run the command line, or open the window where it says nothing; return the exit status."""
    words = sys.argv[1:]
    if not words:
        from smartclient.cli.launch_gui import launch

        return launch()
    from smartclient.cli.program import run

    return run(words)


if __name__ == "__main__":
    sys.exit(main())
