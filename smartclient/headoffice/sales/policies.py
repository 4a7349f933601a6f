"""Policies: who resolves what, as the admins set it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from smartclient.domain.ids import Login
from smartclient.domain.rules.policies import Policies
from smartclient.headoffice.database.backend import backend_of
from smartclient.headoffice.database.tables import tables_for
from smartclient.reconcile.policy import policies_from, policy_settings


def policy_rows(connection: Connection) -> dict[str, str]:
    """Every policy that was ever set, by its key."""
    t = tables_for(connection.dialect.name).policies
    return {row.key: row.setting for row in connection.execute(select(t.c.key, t.c.setting))}


def current_policies(connection: Connection) -> Policies:
    """The current policies, the defaults included."""
    return policies_from(policy_rows(connection))


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentSetting:
    """What a policy is set to, and by whom; "" where it is as delivered."""

    setting: str
    changed_by: str = ""


def current_setting(connection: Connection, key: str) -> CurrentSetting:
    """What one policy is set to now, the default included."""
    t = tables_for(connection.dialect.name).policies
    row = connection.execute(
        select(t.c.setting, t.c.changed_by).where(t.c.key == key)
    ).one_or_none()
    if row is not None:
        return CurrentSetting(setting=row.setting, changed_by=row.changed_by)
    defaults = {policy.key: policy.default for policy in policy_settings()}
    return CurrentSetting(setting=defaults[key])


def store_policy(
    connection: Connection, key: str, setting: str, *, by: Login | str, at: datetime
) -> None:
    """Set one policy; setting it to what it is changes nothing, so nothing is sent again."""
    if policy_rows(connection).get(key) == setting:
        return
    row = {"key": key, "setting": setting, "changed_by": by, "changed_at": at}
    t = tables_for(connection.dialect.name).policies
    backend_of(connection).rows.upsert(connection, t, keys=("key",), rows=[row])
