"""Data sets in a sync: what is not taken along leaves the store, what is again is loaded by key."""

from smartclient.contract.feeds import FeedKind
from smartclient.contract.operations import Pulse
from smartclient.store.feeds.left_out import SELECTED
from smartclient.sync.context import SyncContext
from smartclient.sync.repair import part_width, reload_part
from smartclient.use_cases.commands.take_along import is_applied, keeping, leave_out_all


def apply_selection(context: SyncContext, pulse: Pulse) -> None:
    """Leave out of the store what is not taken along, and load what is taken along again.

    Call it when all news was pulled. A sync that is stopped meanwhile goes on with it the next
    time.
    """
    store, today = context.store, context.clock.today()
    with store.view() as view:
        if is_applied(view, today):
            return
    leave_out_all(store, today)
    for kind in SELECTED:
        if _load(context, pulse, kind):
            # it came in parts, in which there are others, too
            leave_out_all(store, today)
        if context.stopped():
            return
    with store.work() as work:
        work.meta.kept_signature = keeping(work, today).signature
        work.commit()


def _load(context: SyncContext, pulse: Pulse, kind: FeedKind) -> bool:
    """Load the parts of a feed in which there are rows to be loaded; return whether any are."""
    with context.store.view() as view:
        ids = view.feeds.to_load(keeping(view, context.clock.today()), kind)
    width = part_width(kind)
    for part in sorted({key // width for key in ids}):
        if context.stopped():
            break
        reload_part(context, pulse, kind, part)
    return bool(ids)
