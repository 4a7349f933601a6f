"""Worker outages: what a rep is shown while nobody at head office answers what is held there."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from smartclient.read_models.worker_outage import WorkerOutage
from smartclient.ui.text import formats

translate = QCoreApplication.translate


def outage_text(outage: WorkerOutage | None, now: datetime) -> str:
    """Since when nobody answers, what it means and what to do; "" where there is no outage."""
    if outage is None:
        return ""
    return translate(
        "WorkerOutage",
        "Head office has not answered since {since} (asked last: {asked}). What you sent is safe "
        "there, and there is nothing for you to do. If an answer is urgent, call head office: they "
        "may not know.",
    ).format(
        since=formats.moment(outage.since, now),
        asked=formats.moment(outage.contacted_at, now),
    )


def short_outage_text(outage: WorkerOutage, now: datetime) -> str:
    """Since when nobody answers, as a sentence below a figure."""
    return translate("WorkerOutage", "Safe there. No answer since {since}.").format(
        since=formats.moment(outage.since, now)
    )
