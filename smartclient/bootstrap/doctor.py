"""The doctor: looks at everything the program needs, and says what to do about each."""

from dataclasses import dataclass
from pathlib import Path

from smartclient.domain.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one check found. ``detail`` is a sentence, ``advice`` what to do ("" = nothing)."""

    check: str
    ok: bool
    detail: str
    advice: str = ""


def doctor(home: Path, clock: Clock | None = None) -> tuple[Finding, ...]:
    """Check settings, store, key, keyring, driver, link and clock, in that order.

    Nothing is changed, and while offline by choice head office is not called.
    """
