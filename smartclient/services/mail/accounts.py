"""The account of mail from this device, as it is stored there."""

import msgspec

from smartclient.domain.mail import MailAccount


def account_text(account: MailAccount) -> str:
    """An account as it is stored on a device; its password is not in it."""
    return msgspec.json.encode(account).decode()


def account_of(text: str) -> MailAccount | None:
    """The account that is stored on a device, None for none."""
    return msgspec.json.decode(text, type=MailAccount) if text else None
