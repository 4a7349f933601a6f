"""The settings themselves, and what is allowed in each."""

from dataclasses import dataclass, fields
from typing import Final

from smartclient.domain.errors import SetUpError

SETTINGS_VERSION: Final = 1
"""The version of the settings file that this program writes."""

SOONEST_SYNC_SECONDS: Final = 5
THEMES: Final = ("system", "light", "dark")
_EMBEDDED_PREFIX: Final = "sqlite:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is set on this machine.

    ``url`` and ``login`` say which head office the store belongs to and as whom, "" before the
    first sign-in. ``sync_every_seconds`` is the pace of the background, ``batch_rows`` how many
    requests travel together at most. ``driver`` names the ODBC driver for SQL Server, or the path
    of its library; "" lets the program find one. ``ca_file`` holds the authorities, in PEM, that
    head office's service is trusted by, "" for those of the system. ``theme`` is system, light or
    dark; ``language`` a code as in ``de``, "" for the system's own; ``start_in_tray`` opens no
    window at the start.
    """

    version: int = SETTINGS_VERSION
    url: str = ""
    login: str = ""
    sync_every_seconds: int = 60
    batch_rows: int = 1_000
    driver: str = ""
    ca_file: str = ""
    theme: str = "system"
    language: str = ""
    start_in_tray: bool = False

    def __post_init__(self) -> None:
        _check_theme(self.theme)
        _check_range(
            "sync_every_seconds", self.sync_every_seconds, range(SOONEST_SYNC_SECONDS, 86_401)
        )
        _check_range("batch_rows", self.batch_rows, range(1, 1_001))

    @property
    def is_signed_in(self) -> bool:
        """Whether a head office and a login are set."""
        return bool(self.url and self.login)

    @property
    def embedded(self) -> bool:
        """Whether head office is a file that this program opens itself."""
        return self.url.startswith(_EMBEDDED_PREFIX)


KEYS: Final = frozenset(field.name for field in fields(Settings))
"""Every key that a settings file may hold."""


def _check_theme(theme: str) -> None:
    if theme not in THEMES:
        raise SetUpError(
            "The setting theme is {theme}. Set it to one of {allowed}.",
            theme=theme,
            allowed=", ".join(THEMES),
        )


def _check_range(key: str, value: int, allowed: range) -> None:
    if value not in allowed:
        raise SetUpError(
            "The setting {key} is {value}. Set it between {lowest} and {highest}.",
            key=key,
            value=value,
            lowest=allowed[0],
            highest=allowed[-1],
        )
