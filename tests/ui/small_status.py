"""A small desk's status and day."""

from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from smartclient.domain.services import HEAD_OFFICE
from smartclient.read_models.link_report import LinkReport
from smartclient.read_models.overview import (
    Answers,
    Today,
    WeekSales,
)
from smartclient.read_models.readiness import EndsWith, Preparation, Readiness
from smartclient.read_models.services import ServiceReport
from smartclient.read_models.sync_progress import ClientStatus
from tests.ui.small_values import NOW

if TYPE_CHECKING:
    from tests.ui.small_use_cases import SmallUseCases


class SmallStatus:
    """The status and the day that a test asks for."""

    def __init__(self, everything: "SmallUseCases") -> None:
        self._all = everything

    def current(self) -> ClientStatus:
        return ClientStatus(
            link=self._all.link,
            link_outage=self._all.link_outage,
            connection=self._all.history.state if self._all.history.changes else None,
            connection_held_until=self._all.history.held_until,
            is_captive=bool(self._all.network.captive),
            offline_by_choice=self._all.offline,
            to_send=self._all.to_send,
            at_head_office=self._all.at_head_office,
            conflicts=0,
            last_sync=NOW - timedelta(hours=3),
            taken_at=NOW,
            login=self._all.login,
            is_admin=self._all.is_admin,
            company="Small Company",
            currency=self._all.currency,
            outage=self._all.outage,
            refusals=self._all.refusals,
            new_devices=tuple(self._all.new_devices),
            cache=dict(self._all.cache),
            begin_order=self._all.begin_order,
            open_documents=self._all.open_documents,
            begin_task=dict(self._all.begin_task),
        )

    def dismiss_new_devices(self, devices: Collection[str]) -> None:
        self._all.new_devices = [
            each for each in self._all.new_devices if each.device not in devices
        ]

    def preparation(self) -> Preparation:
        return self._all.preparation

    def connection(self) -> LinkReport:
        history = self._all.history
        return LinkReport(
            state=history.state,
            observed=history.state if history.observed is None else history.observed.state,
            current=history.current,
            held_until=history.held_until,
            network=self._all.network,
            costly=False,
            price=0,
            quality=self._all.quality,
            last_contact=NOW,
            changes=history.known_changes,
            services=(
                ServiceReport(
                    service=HEAD_OFFICE,
                    state=history.state,
                    observed=history.state,
                    waiting=self._all.to_send,
                    next_try=self._all.next_try,
                    last_contact=NOW,
                    was_called=bool(history.known_changes),
                ),
            ),
        )

    def readiness(self) -> Readiness:
        return Readiness(
            missing=self._all.missing,
            as_of=NOW,
            until=NOW + timedelta(days=6, hours=9),
            ends_with=EndsWith.PRICES,
            to_send=self._all.to_send,
            at_head_office=0,
        )

    def today(self) -> Today:
        self._all.calls.append("today")
        return Today(
            client_status=self.current(),
            needs=tuple(self._all.needs),
            drafts=0,
            drafts_value=Decimal(0),
            waiting_value=Decimal(0),
            there_value=Decimal(0),
            answers=Answers(since=None, mark=1, rows=tuple(self._all.answers)),
            weeks=tuple(
                WeekSales(monday=date(2026, 11, 16) - timedelta(weeks=back))
                for back in range(11, -1, -1)
            ),
        )

    def mark_answers_read(self, mark: int) -> None:
        self._all.answers.clear()
