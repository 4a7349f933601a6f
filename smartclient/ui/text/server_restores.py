"""Restores: texts for a head office that was restored from a backup."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from smartclient.read_models.server_restores import Restore, RestoreQuestion
from smartclient.ui.text import formats
from smartclient.ui.text.labels import restore_sign_label

translate = QCoreApplication.translate


def restored(restore: Restore | None, now: datetime) -> str:
    """When head office was restored, and how that was noticed; "" for none of late."""
    if restore is None:
        return ""
    text = translate(
        "Restores",
        "Head office was restored from a backup, noticed {when}: {why}. Requests offered again: "
        "{count}.",
    )
    return text.format(
        when=formats.moment(restore.noticed_at, now),
        why=restore_sign_label(restore.sign),
        count=formats.count(restore.offered),
    )


def question_text(question: RestoreQuestion, now: datetime) -> str:
    """What an admin is asked."""
    text = translate(
        "Restores",
        "Was head office restored from a backup? Since {when}, laptops report what only that "
        "explains (logins that do: {count}), and head office knows of none.",
    )
    return text.format(
        when=formats.moment(question.since, now), count=formats.count(question.logins)
    )
