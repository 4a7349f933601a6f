"""The JSON shapes of a sync, and of how a laptop stands."""

from collections.abc import Mapping

from smartclient.cli.json_output.values import Json, instant
from smartclient.domain.tasks import TaskStatus
from smartclient.read_models.server_restores import Restore
from smartclient.read_models.sync_progress import CacheState, ClientStatus, SyncSummary

_COUNTED = (
    TaskStatus.CONFIRMED,
    TaskStatus.ADJUSTED,
    TaskStatus.IN_CONFLICT,
    TaskStatus.AWAITING_DECISION,
    TaskStatus.REJECTED,
    TaskStatus.PARKED,
)


def sync_shape(summary: SyncSummary) -> dict[str, Json]:
    """Return what one sync did."""
    return {
        "link": str(summary.link),
        "sent": summary.sent,
        **{str(status): getattr(summary, status) for status in _COUNTED},
        "waiting": summary.waiting,
        "conflicts": summary.conflicts,
        "stopped": summary.stopped,
        "pulled": summary.pulled,
        "taken_back": summary.taken_back,
        "not_taken_back": summary.not_taken_back,
        "not_carried_out": summary.not_carried_out,
        "restored": None if summary.restored is None else _restore_shape(summary.restored),
    }


def standing_shape(standing: ClientStatus) -> dict[str, Json]:
    """Return how the laptop stands."""
    return {
        "link": str(standing.link),
        "offline": standing.offline_by_choice,
        "to_send": standing.to_send,
        "at_head_office": standing.at_head_office,
        "stopped": standing.stopped,
        "conflicts": standing.conflicts,
        "last_sync": instant(standing.last_sync),
        "no_answer_since": None if standing.silence is None else instant(standing.silence.since),
        "restored": None if standing.restore is None else _restore_shape(standing.restore),
        "cache": _cache_shape(standing.cache),
    }


def _restore_shape(restore: Restore) -> dict[str, Json]:
    return {
        "noticed_at": instant(restore.noticed_at),
        "by": str(restore.sign),
        "offered_again": restore.offered,
    }


def _cache_shape(cache: Mapping[str, CacheState]) -> dict[str, Json]:
    return {
        kind: {"rows": state.rows, "as_of": instant(state.as_of)} for kind, state in cache.items()
    }
