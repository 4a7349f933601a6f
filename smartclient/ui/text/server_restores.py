"""Restores: what is said when head office was restored from a backup."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from smartclient.read_models.server_restores import Restore, RestoreQuestion, RestoreSign
from smartclient.ui.text import formats

translate = QCoreApplication.translate


def restored(restore: Restore | None, now: datetime) -> str:
    """Return when head office was restored, and how that was noticed; "" for none of late."""
    if restore is None:
        return ""
    said = translate(
        "Restores",
        "Head office was restored from a backup, noticed {when}: {why}. Requests offered again: "
        "{count}.",
    )
    return said.format(
        when=formats.moment(restore.noticed_at, now),
        why=_why(restore.sign),
        count=formats.count(restore.offered),
    )


def _why(sign: RestoreSign) -> str:
    return {
        RestoreSign.EPOCH: translate("Restores", "it says so"),
        RestoreSign.ROW_VERSIONS: translate("Restores", "it is behind what was read here"),
        RestoreSign.RECEIPTS: translate("Restores", "requests that it acknowledged were gone"),
        RestoreSign.FINGERPRINTS: translate(
            "Restores", "orders or customers differed without a cause"
        ),
    }[sign]


def asked(question: RestoreQuestion, now: datetime) -> str:
    """Return what an admin is asked."""
    said = translate(
        "Restores",
        "Was head office restored from a backup? Since {when}, laptops report what only that "
        "explains (logins that do: {count}), and head office knows of none.",
    )
    return said.format(
        when=formats.moment(question.since, now), count=formats.count(question.logins)
    )
