"""The machine's clock: how long it has been running, since which start."""

import ctypes
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from importlib.util import module_from_spec, spec_from_file_location
from types import SimpleNamespace
from typing import Any

import pytest

from smartclient.bootstrap import machine_clock
from smartclient.bootstrap.machine_clock import MachineClock
from smartclient.domain.clock import Uptime, uptime_of

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


class _Ticks:
    """GetTickCount64 of Windows; without its result's type named, ctypes cuts it to 32 bits."""

    restype: object = ctypes.c_int

    def __init__(self, milliseconds: int) -> None:
        self.milliseconds = milliseconds

    def __call__(self) -> int:
        if self.restype is ctypes.c_ulonglong:
            return self.milliseconds
        return ctypes.c_int(self.milliseconds & 0xFFFFFFFF).value


class _Registry:
    """The module winreg with the number of the start, None for none."""

    HKEY_LOCAL_MACHINE = "HKLM"

    def __init__(self, boot: int | None) -> None:
        self.boot = boot

    def OpenKey(self, root: str, path: str) -> AbstractContextManager[str]:  # noqa: N802 (its name)
        assert root == self.HKEY_LOCAL_MACHINE
        assert path.endswith(r"\Memory Management\PrefetchParameters")
        if self.boot is None:
            raise FileNotFoundError
        return nullcontext(path)

    def QueryValueEx(self, _key: str, name: str) -> tuple[int | None, int]:  # noqa: N802
        assert name == "BootId"
        return self.boot, 4


class _System:
    """The C library of macOS with the UUID of the start, "" where the call fails."""

    def __init__(self, boot: str) -> None:
        self.boot = boot

    def sysctlbyname(self, name: bytes, into: Any, *_: object) -> int:  # noqa: ANN401 (ctypes')
        assert name == b"kern.bootsessionuuid"
        into.value = self.boot.encode()
        return 0 if self.boot else -1


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Uptime]:
    """Return what gives the uptime that a program has that is started on another system."""

    def windows(milliseconds: int, boot: int | None) -> Uptime:
        kernel = SimpleNamespace(GetTickCount64=_Ticks(milliseconds))
        monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
        monkeypatch.setitem(sys.modules, "winreg", _Registry(boot))
        return program("win32")

    def macos(seconds: float, boot: str) -> Uptime:
        # of this clock alone the manual says that it goes on while the system sleeps
        monkeypatch.setattr(time, "CLOCK_MONOTONIC_RAW", "raw", raising=False)
        monkeypatch.setattr(time, "clock_gettime", {"raw": seconds}.__getitem__, raising=False)
        monkeypatch.setattr(ctypes, "CDLL", lambda _: _System(boot))
        return program("darwin")

    def program(platform: str) -> Uptime:
        monkeypatch.setattr(sys, "platform", platform)
        spec = spec_from_file_location("machine_clock_elsewhere", machine_clock.__file__)
        assert spec is not None
        assert spec.loader is not None
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        uptime: Uptime | None = module.MachineClock().uptime()
        assert uptime is not None
        return uptime

    systems: dict[str, Callable[..., Uptime]] = {"windows": windows, "macos": macos}
    return lambda system, running, boot: systems[system](running, boot)


MONTHS = 60 * 24 * 3_600


@pytest.mark.parametrize(
    ("system", "per_second", "this", "next_one"),
    [("windows", 1_000, 7, 8), ("macos", 1, "3F2504E0", "6BA7B810")],
)
def test_uptimes_of_one_start_are_compared_by_every_program_and_of_two_by_none(
    started: Callable[..., Uptime], system: str, per_second: int, this: object, next_one: object
) -> None:
    before = started(system, MONTHS * per_second, this)
    after = started(system, (MONTHS + 90) * per_second, this)
    assert after.since(before) == timedelta(seconds=90)
    assert started(system, (MONTHS + 180) * per_second, next_one).since(after) is None


@pytest.mark.parametrize(("system", "no_name"), [("windows", None), ("macos", "")])
def test_where_the_start_has_no_name_only_the_program_itself_compares(
    started: Callable[..., Uptime], system: str, no_name: object
) -> None:
    before = started(system, 1_000, no_name)
    assert before.since(before) == timedelta(0)
    assert started(system, 2_000, no_name).since(before) is None
