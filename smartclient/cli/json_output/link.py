"""The JSON shapes of a sync, and of how a laptop stands."""

from datetime import datetime

from smartclient.cli.json_output.values import Json, instant
from smartclient.cli.reasons import refusal_text
from smartclient.contract.messages import AnswerStatus
from smartclient.read_models.data_ages import CacheState
from smartclient.read_models.link_outage import LinkOutage
from smartclient.read_models.refusals import Refusal
from smartclient.read_models.server_restores import Restore
from smartclient.read_models.sync_progress import ClientStatus, SyncSummary


def sync_shape(summary: SyncSummary) -> dict[str, Json]:
    """What one sync did."""
    return {
        "link": str(summary.link),
        "reason": summary.trouble or None,
        "sent": summary.sent,
        **{str(status): getattr(summary, status) for status in AnswerStatus},
        "waiting": summary.waiting,
        "unsent": summary.unsent,
        "held_back": summary.held_back,
        "held_back_data": list(summary.held_back_data),
        "conflicts": summary.conflicts,
        "stopped": summary.stopped,
        "pulled": summary.pulled,
        "taken_back": summary.taken_back,
        "not_taken_back": summary.not_taken_back,
        "not_carried_out": summary.not_carried_out,
        "restored": None if summary.restored is None else _restore_shape(summary.restored),
    }


def status_json(client_status: ClientStatus) -> dict[str, Json]:
    """How the laptop stands."""
    return {
        "link": str(client_status.link),
        "offline": client_status.offline_by_choice,
        "to_send": client_status.to_send,
        "at_head_office": client_status.at_head_office,
        "being_decided": client_status.being_decided,
        "stopped": client_status.stopped,
        "conflicts": client_status.conflicts,
        "refused": [refusal_shape(each) for each in client_status.refusals],
        "last_sync": instant(client_status.last_sync),
        "out_of_reach": None
        if client_status.link_outage is None
        else _outage_shape(client_status.link_outage),
        "no_answer_since": None
        if client_status.outage is None
        else instant(client_status.outage.since),
        "restored": None
        if client_status.restore is None
        else _restore_shape(client_status.restore),
        "new_devices": [
            {
                "device": each.device,
                "name": each.name,
                "kind": each.kind,
                "enrolled": instant(each.enrolled_at),
            }
            for each in client_status.new_devices
        ],
        "services": {each.service: str(each.state) for each in client_status.services},
        "numbers": {
            numbered: {"way": str(supply.way), "left": supply.left}
            for numbered, supply in client_status.numbers.items()
        },
        "clock": str(client_status.clock_proof),
        "cache": {
            kind: _cache_shape(state, client_status.taken_at)
            for kind, state in client_status.cache.items()
        },
    }


def refusal_shape(refusal: Refusal) -> dict[str, Json]:
    """What head office refused, and why."""
    return {
        "at": instant(refusal.at),
        "task": str(refusal.task),
        "about": refusal.subject.id,
        "reason": refusal_text(refusal),
    }


def _outage_shape(outage: LinkOutage) -> dict[str, Json]:
    return {
        "since": instant(outage.since),
        "until": instant(outage.until),
        "reason": outage.reason,
        "refused": outage.is_refusal,
    }


def _restore_shape(restore: Restore) -> dict[str, Json]:
    return {
        "noticed_at": instant(restore.noticed_at),
        "by": str(restore.sign),
        "offered_again": restore.offered,
    }


def _cache_shape(state: CacheState, now: datetime) -> dict[str, Json]:
    freshness = state.freshness(now)
    return {
        "rows": state.rows,
        "as_of": instant(freshness.as_of),
        "fresh_until": instant(freshness.fresh_until),
        "usable_until": instant(freshness.usable_until),
        "state": str(freshness.state),
        "policy": str(state.policy),
        "taken_along": state.taken_along,
    }
