"""The machine's clock: how long it has been running, since which start."""

import subprocess
import sys
from datetime import timedelta

from smartclient.bootstrap.machine_clock import MachineClock
from smartclient.domain.clock import uptime_of

ASK = (
    "from smartclient.bootstrap.machine_clock import MachineClock\n"
    "uptime = MachineClock().uptime()\n"
    "print(uptime.boot, uptime.seconds)"
)


def test_every_program_on_a_machine_measures_the_same_uptime() -> None:
    before = uptime_of(MachineClock())
    answer = subprocess.run(
        [sys.executable, "-c", ASK], capture_output=True, text=True, check=True
    ).stdout
    boot, seconds = answer.rsplit(maxsplit=1)
    after = uptime_of(MachineClock())
    assert before is not None
    assert after is not None
    assert before.boot == boot.strip() == after.boot
    assert before.seconds <= float(seconds) <= after.seconds
    passed = after.since(before)
    assert passed is not None
    assert passed > timedelta(0)
