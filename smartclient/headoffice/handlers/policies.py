"""Policies: an admin changes who resolves what."""

from smartclient.contract.admin_bodies import ChangePolicy
from smartclient.contract.messages import Answer, AnswerStatus
from smartclient.domain.errors import RefusedError
from smartclient.headoffice.inbox.inbox import Incoming
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction
from smartclient.headoffice.sales.policies import current_setting, store_policy
from smartclient.reconcile.policy import parse_policy


def change_policy(incoming: Incoming, body: ChangePolicy, work: WorkerTransaction) -> Answer:
    """Answer an admin's change of a policy; RefusedError for no admin, no such key or setting."""
    if not work.is_admin(incoming.sender):
        raise RefusedError("Only an admin changes policies. Ask head office.")
    key, setting = parse_policy(body.key, body.setting)
    if body.seen:
        _refuse_if_changed(key, setting, body.seen, work)
    store_policy(work.connection, key, setting, by=incoming.sender, at=work.now)
    work.context.forget_policies()
    return Answer(status=AnswerStatus.CONFIRMED)


def _refuse_if_changed(key: str, setting: str, seen: str, work: WorkerTransaction) -> None:
    """Refuse to overwrite what another admin set since this one read it."""
    current = current_setting(work.connection, key)
    if current.setting not in {seen, setting}:
        raise RefusedError(
            "{by} has changed this to {setting} meanwhile. Nothing was changed; look at it again.",
            by=current.changed_by or "Head office",
            setting=current.setting,
        )
