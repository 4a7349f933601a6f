"""The clock of this machine, with how long it has been running: time that passed while it slept.

Each system has one clock that goes on during sleep and can't be set: ``CLOCK_BOOTTIME`` on Linux
(clock_getres(2)), ``CLOCK_MONOTONIC_RAW`` on macOS (mach_continuous_time, which goes on while the
system is asleep; CLOCK_UPTIME_RAW does not), ``GetTickCount64`` on Windows, whose time "includes
time the system spends in sleep or hibernation" (Windows Time); QueryUnbiasedInterruptTime leaves
that out. Each also names its start, which no other uptime has.
"""

import ctypes
import sys
import time
from functools import cache
from pathlib import Path

from smartclient.domain.clock import SystemClock, Uptime
from smartclient.domain.ids import new_id

_LINUX_BOOT = Path("/proc/sys/kernel/random/boot_id")
_MACOS_BOOT = b"kern.bootsessionuuid"
_WINDOWS_BOOT = (
    r"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters"
)
_LONGEST_NAME = 64
_PROGRAM = new_id()
"""Stands for the start where the system doesn't name it: what this program measures counts."""


class MachineClock(SystemClock):
    """The machine's own clock, which also measures its uptime."""

    def uptime(self) -> Uptime | None:
        """How long the machine has been running, sleep included."""
        try:
            return Uptime(boot=_boot(), seconds=_running_seconds())
        except (OSError, AttributeError):  # a system that has no such clock
            return None


if sys.platform == "win32":

    def _running_seconds() -> float:
        ticks = ctypes.windll.kernel32.GetTickCount64
        ticks.restype = ctypes.c_ulonglong
        return int(ticks()) / 1000

    def _name_of_boot() -> str:
        import winreg  # noqa: PLC0415 (Windows has it alone)

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _WINDOWS_BOOT) as key:
            number, _ = winreg.QueryValueEx(key, "BootId")
        return f"windows {number}"

elif sys.platform == "darwin":

    def _running_seconds() -> float:
        return time.clock_gettime(time.CLOCK_MONOTONIC_RAW)

    def _name_of_boot() -> str:
        name = ctypes.create_string_buffer(_LONGEST_NAME)
        size = ctypes.c_size_t(_LONGEST_NAME)
        library = ctypes.CDLL(None)
        if library.sysctlbyname(_MACOS_BOOT, name, ctypes.byref(size), None, ctypes.c_size_t(0)):
            return ""
        return name.value.decode("ascii")

else:

    def _running_seconds() -> float:
        return time.clock_gettime(time.CLOCK_BOOTTIME)

    def _name_of_boot() -> str:
        return _LINUX_BOOT.read_text("ascii").strip()


@cache
def _boot() -> str:
    try:
        return _name_of_boot() or _PROGRAM
    except (OSError, ValueError):
        return _PROGRAM
