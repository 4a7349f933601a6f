"""A process of the program that is killed just before, or just after, one of its commits."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
_SECONDS = 200

_PROGRAM = """
import sys
from tests.killed_commits import kill_at
kill_at(int(sys.argv[1]))
from smartclient.cli import program
sys.exit(program.run(sys.argv[2:]))
"""


def kill_at(point: int) -> None:
    """Have this process killed at a point: 1 before its first commit that writes, 2 after it."""
    import signal  # noqa: PLC0415 (in the process alone)

    from sqlalchemy import RootTransaction  # noqa: PLC0415 (as above)

    from smartclient.database.transactions import WRITES  # noqa: PLC0415 (as above)

    left, commit = point, RootTransaction.commit

    def step() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def committing(transaction: RootTransaction) -> None:
        if not transaction.connection.get_execution_options().get(WRITES):
            commit(transaction)
            return
        step()
        commit(transaction)
        step()

    RootTransaction.commit = committing  # type: ignore[assignment, method-assign]


def was_killed(command: Sequence[str], point: int, environment: Mapping[str, str]) -> bool:
    """Run a command; whether it was killed at a point, and not over before it came there."""
    ended = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(point), *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=_SECONDS,
        check=False,
    )
    return ended.returncode < 0
