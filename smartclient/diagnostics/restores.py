"""The doctor on restores: that head office went back to a backup, now or in the last 90 days."""

from smartclient.contract.operations import Pulse
from smartclient.database.types import instant_text
from smartclient.diagnostics.finding import Check, Finding
from smartclient.domain.clock import Clock
from smartclient.read_models.server_restores import RestoreSign
from smartclient.store.unit_of_work import ReadView
from smartclient.sync.restores import sign_of_restore
from smartclient.use_cases.queries.status import recent_restore

_NOTICED = {
    RestoreSign.EPOCH: "Head office was restored from a backup, and said so on {day}. "
    "Requests offered again: {count}.",
    RestoreSign.ROW_VERSIONS: "Head office was restored from a backup, noticed on {day}: it had "
    "gone back behind what was read here. Requests offered again: {count}.",
    RestoreSign.RECEIPTS: "Head office was restored from a backup, noticed on {day}: requests that "
    "it had acknowledged were gone. Requests offered again: {count}.",
    RestoreSign.FINGERPRINTS: "Head office may have been restored from a backup, noticed on {day}: "
    "orders or customers differed without a cause. Requests offered again: {count}.",
}
_GOES_ON = {
    RestoreSign.EPOCH: "Head office was restored from a backup, and says so.",
    RestoreSign.ROW_VERSIONS: "Head office was restored from a backup: it is behind what was read "
    "here.",
    RestoreSign.RECEIPTS: "Head office was restored from a backup: requests that it acknowledged "
    "are gone.",
    RestoreSign.FINGERPRINTS: "Head office may have been restored from a backup.",
}


def restore_findings(view: ReadView, clock: Clock) -> tuple[Finding, ...]:
    """What was noticed of a restore in the last 90 days."""
    restore = recent_restore(view=view, clock=clock)
    if restore is None:
        return ()
    return (
        Finding(
            check=Check.HISTORY,
            ok=restore.sign is RestoreSign.EPOCH,
            template=_NOTICED[restore.sign],
            arguments={
                "day": instant_text(restore.noticed_at)[:10],
                "count": str(restore.offered),
            },
            advice="Nothing that you entered is lost. Look through your orders of these days.",
        ),
    )


def noticed_now(view: ReadView, pulse: Pulse) -> tuple[Finding, ...]:
    """The finding that head office has gone back since the last sync, if it has."""
    sign = sign_of_restore(view, pulse)
    if sign is None:
        return ()
    return (
        Finding(
            check=Check.HISTORY,
            ok=False,
            template=_GOES_ON[sign],
            advice="Sync: what head office lost of your work is offered again by itself.",
        ),
    )
