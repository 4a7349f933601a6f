"""News in a file: what is new for all who wait, by as many statements however many they are."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from smartclient.contract.feeds import FeedKind
from smartclient.contract.web.gate import DeviceState, News, Waiting
from smartclient.contract.web.limits import CREDENTIAL_UNSEEN
from smartclient.database.types import instant_text
from smartclient.domain.ids import Login
from smartclient.headoffice.database.sqlite.feed_scopes import heads_of_many
from smartclient.headoffice.database.stored_states import ADMIN

_CALLERS: Final = """
SELECT c.credential_hash, d.login, r.role = :admin,
    coalesce((SELECT max(p.row_version) FROM sync_replies AS p WHERE p.sender = d.login), 0)
FROM json_each(:waiting) AS w
CROSS JOIN sync_credentials AS c ON c.credential_hash = w.value
JOIN sync_enrolled_devices AS d ON d.device = c.device
JOIN sales_reps AS r ON r.login = d.login
WHERE d.state = :active AND coalesce(c.seen_at, c.given_at) >= :since
"""


def news_for(
    connection: Connection, waiting: Sequence[Waiting], now: datetime
) -> Mapping[bytes, News]:
    """What is new for each, by its credential's hash; three statements altogether."""
    callers = {
        bytes.fromhex(digest): (Login(login), bool(is_admin), int(newest_reply))
        for digest, login, is_admin, newest_reply in _callers(connection, waiting, now)
    }
    heads: dict[Login, dict[FeedKind, int]] = {}
    for is_admin in (False, True):
        logins = {login for login, admin, _ in callers.values() if admin == is_admin}
        if logins:
            heads |= heads_of_many(connection, logins, is_admin=is_admin)
    return {each.credential: _news(callers.get(each.credential), heads) for each in waiting}


def _callers(
    connection: Connection, waiting: Sequence[Waiting], now: datetime
) -> Iterator[tuple[str, str, int, int]]:
    values = {
        "waiting": json.dumps([each.credential.hex() for each in waiting]),
        "admin": ADMIN,
        "active": DeviceState.ACTIVE.value,
        "since": instant_text(now - CREDENTIAL_UNSEEN),
    }
    yield from connection.exec_driver_sql(_CALLERS, values).cursor.fetchall()


def _news(
    caller: tuple[Login, bool, int] | None, heads: Mapping[Login, Mapping[FeedKind, int]]
) -> News:
    if caller is None:
        return News(is_refused=True)
    login, _, newest_reply = caller
    return News(heads=heads[login], newest_reply=newest_reply)
