"""Policies: an admin changes who settles what."""

from smartclient.contract.messages import Answer, AnswerStatus, ChangePolicy
from smartclient.domain.errors import RefusedError
from smartclient.headoffice.inbox import Incoming
from smartclient.headoffice.policies import store_policy
from smartclient.headoffice.work import Work
from smartclient.reconcile.policy import parse_policy


def change_policy(incoming: Incoming, body: ChangePolicy, work: Work) -> Answer:
    """Answer an admin's change of a policy; RefusedError for no admin, no such key or setting."""
    if not work.is_admin(incoming.sender):
        raise RefusedError("Only an admin changes policies. Ask head office.")
    key, setting = parse_policy(body.key, body.setting)
    store_policy(work.connection, key, setting, by=incoming.sender, at=work.now)
    work.facts.forget_policies()
    return Answer(status=AnswerStatus.CONFIRMED)
