"""The doctor's checks, with the link and head office opened for them and closed afterwards."""

from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

from smartclient.bootstrap.link import HeadOfficeLink
from smartclient.bootstrap.session_factory import open_head_office
from smartclient.diagnostics.finding import Finding
from smartclient.diagnostics.headoffice import head_office_findings
from smartclient.diagnostics.laptop import laptop_findings
from smartclient.domain.clock import Clock
from smartclient.security.device_credentials import CredentialFile
from smartclient.security.passwords import AskPassword
from smartclient.settings.model import Settings


def check_laptop(
    home: Path,
    clock: Clock,
    ask_passphrase: Callable[[bool], str] | None = None,
    ask_password: AskPassword | None = None,
) -> tuple[Finding, ...]:
    """Check the laptop whose folder is ``home``; nothing is created or changed."""

    def opened(settings: Settings, key: bytes) -> AbstractContextManager[HeadOfficeLink]:
        credentials = CredentialFile(home, lambda: key)
        return closing(HeadOfficeLink(settings, clock, ask_password, credentials=credentials))

    return laptop_findings(home, clock, opened, ask_passphrase=ask_passphrase)


def check_head_office(
    url: str, clock: Clock, ask_password: AskPassword | None = None
) -> tuple[Finding, ...]:
    """Check the head office at ``url``; nothing is created or changed."""
    return head_office_findings(url, clock, lambda: open_head_office(url, clock, ask_password))
