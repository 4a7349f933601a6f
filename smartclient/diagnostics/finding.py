"""Findings: the result of one check of the doctor, and what is common to its checks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from smartclient.documents.manual import Topic
from smartclient.domain.errors import SmartClientError
from smartclient.settings.model import Settings

if TYPE_CHECKING:
    from smartclient.database.mssql.address import ServerAddress

_WHY_DRIVER: Final = {
    "named": "{name}, because the address or the settings name it.",
    "installed": "{name}, because it is the newest of Microsoft's that is installed.",
    "wheel": "{name}, the library inside the wheel mssql-python-odbc, because none is installed.",
    "freetds": "{name}, because none of Microsoft's is here.",
}


class Check(StrEnum):
    """What the doctor checks; the last ones at head office alone."""

    SETTINGS = "settings"
    FOLDER = "folder"
    STORE = "store"
    KEY = "key"
    KEYRING = "keyring"
    WINDOW = "window"
    DRIVER = "driver"
    ENCRYPTION = "encryption"
    CERTIFICATE = "certificate"
    VERSIONS = "versions"
    PROXY = "proxy"
    OFFICE_FILE = "office file"
    OFFICE_DISK = "office disk"
    LINK = "link"
    HISTORY = "history"
    FEEDS = "feeds"
    CLOCK = "clock"
    OFFICE = "office"
    SERVICE = "service"
    WORKER = "worker"
    STOPPED = "stopped"
    IMPORT = "import"


PAGES: Final[Mapping[Check, Topic | None]] = {
    Check.SETTINGS: Topic.FILES,
    Check.FOLDER: Topic.FILES,
    Check.STORE: Topic.LOST,
    Check.KEY: Topic.LOST,
    Check.KEYRING: Topic.SECURITY,
    Check.WINDOW: None,
    Check.DRIVER: Topic.SQLSERVER,
    Check.ENCRYPTION: Topic.SECURITY,
    Check.CERTIFICATE: Topic.SECURITY,
    Check.VERSIONS: None,
    Check.PROXY: None,
    Check.OFFICE_FILE: Topic.SQLSERVER,
    Check.OFFICE_DISK: Topic.FILES,
    Check.LINK: None,
    Check.HISTORY: Topic.RESTORE,
    Check.FEEDS: Topic.OPERATING,
    Check.CLOCK: Topic.OPERATING,
    Check.OFFICE: Topic.SQLSERVER,
    Check.SERVICE: Topic.WEB,
    Check.WORKER: Topic.OPERATING,
    Check.STOPPED: Topic.OPERATING,
    Check.IMPORT: Topic.IMPORT,
}
"""The page of the manual that says more about a check, None where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The result of one check: a sentence with its arguments, and what to do ("" = nothing)."""

    check: Check
    ok: bool
    template: str
    arguments: dict[str, str] = field(default_factory=dict)
    advice: str = ""

    @property
    def detail(self) -> str:
        """The sentence, in English."""
        return self.template.format(**self.arguments) if self.arguments else self.template

    @property
    def page(self) -> Topic | None:
        """The page of the manual that says more, where there is something to do."""
        return PAGES[self.check] if self.advice else None


PLAIN_FILE: Final = Finding(
    check=Check.OFFICE_FILE,
    ok=True,
    template="Head office is a plain file: it is not encrypted, and whoever can open it can sign "
    "in as anyone.",
    advice="That is fine for a trial. For the work of a company use SQL Server.",
)
"""The finding about every embedded head office."""


def failed(check: Check, error: SmartClientError, advice: str = "") -> Finding:
    """A finding with the sentence of an error."""
    return Finding(
        check=check, ok=False, template=error.template, arguments=error.arguments, advice=advice
    )


def driver_findings(settings: Settings) -> tuple[Finding, ...]:
    """Which driver is used and why, and whether the link is encrypted."""
    if settings.embedded or not settings.is_signed_in:
        return (
            Finding(
                check=Check.DRIVER,
                ok=True,
                template="An embedded head office needs no database driver.",
            ),
            *((PLAIN_FILE,) if settings.embedded else ()),
        )
    from smartclient.database.mssql.address import server_address  # noqa: PLC0415 (needs ODBC)
    from smartclient.database.mssql.drivers import find_driver, loadable  # noqa: PLC0415

    try:
        address = server_address(settings)
        driver = find_driver(address.driver)
    except SmartClientError as error:
        return (failed(Check.DRIVER, error),)
    if not loadable(driver):
        return (
            Finding(
                check=Check.DRIVER,
                ok=False,
                template="The driver {name} is not on this computer.",
                arguments={"name": driver.name},
                advice="Correct its name in the settings, or take it out to have one found.",
            ),
        )
    found = Finding(
        check=Check.DRIVER,
        ok=True,
        template=_WHY_DRIVER[driver.way],
        arguments={"name": driver.name},
    )
    return (found, _encryption(address))


def _encryption(address: "ServerAddress") -> Finding:
    if not address.encrypted:
        return Finding(
            check=Check.ENCRYPTION,
            ok=False,
            template="The link is not encrypted: the address says Encrypt=no.",
            advice="Take that out of the address, unless the network is your own.",
        )
    if not address.checks_certificate:
        return Finding(
            check=Check.ENCRYPTION,
            ok=False,
            template="The server's certificate is not checked: the address says "
            "TrustServerCertificate=yes.",
            advice="Take that out of the address, unless the network is your own.",
        )
    return Finding(
        check=Check.ENCRYPTION,
        ok=True,
        template="The link is encrypted, and the server must prove that it is head office's.",
    )
