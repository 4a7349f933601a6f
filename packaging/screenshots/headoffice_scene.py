"""What goes on at the sample company's head office: other reps' cases, decisions, and policies."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from devices_scene import play_devices
from smartclient import bootstrap
from smartclient.bootstrap import Session
from smartclient.contract.encoding import request_for
from smartclient.contract.messages import PlaceOrder, Request
from smartclient.domain.clock import Clock
from smartclient.domain.ids import CustomerNumber, RequestId, Sku, new_id
from smartclient.domain.rules.problems import Action, ActionKind, RuleCode
from smartclient.domain.sales.customers import CustomerStatus, EditableField
from smartclient.domain.sales.orders import Order, OrderLine
from smartclient.headoffice.admin import maintenance
from smartclient.headoffice.admin.service import HeadOffice

OTHER_REP = "ben"
_LATE = timedelta(minutes=-4)


def play_head_office(
    url: str, office: HeadOffice, admin: Session, folder: Path, clock: Clock
) -> None:
    """Let another rep ask, the admin decide, and a request be set aside."""
    rep = bootstrap.sign_in(folder / OTHER_REP, url=url, login=OTHER_REP, clock=clock)
    try:
        maintenance.change_customer(
            office.engine, "G-1008", credit_limit=Decimal(300), actor="head", clock=clock
        )
        maintenance.change_customer(
            office.engine, "G-1014", status=CustomerStatus.ON_HOLD, actor="head", clock=clock
        )
        _ask(rep)
        _decide(admin)
        _ask_more(rep)
        _send_unreadable(office, rep, clock)
        quantities = (6, 12)
        unsent = [_request(_order(rep, "G-1014", ("TR-110", count)), clock) for count in quantities]
        rep.check_outs.check_out(["G-1008"], days=2)
        play_devices(office, OTHER_REP, unsent, clock)
    finally:
        rep.close()


def _ask(rep: Session) -> None:
    rep.use_cases.orders.place(_order(rep, "G-1008", ("SL-012", 240)))
    rep.sync_now()


def _ask_more(rep: Session) -> None:
    rep.use_cases.orders.place(_order(rep, "G-1014", ("SV-015", 120), ("SV-012", 60)))
    fields = {EditableField.NAME: "Sage Corner Farm Shop", EditableField.PHONE: "402-555-0103"}
    rep.use_cases.customers.create(fields)
    rep.sync_now()


def _decide(admin: Session) -> None:
    admin.sync_now()
    case = next(item for item in admin.use_cases.admin.cases() if item.rep == OTHER_REP)
    admin.use_cases.admin.decide(
        case.conflict.id, Action(ActionKind.APPROVE), note="They pay the old invoices today."
    )
    admin.use_cases.admin.change_policy(RuleCode.NOT_ENOUGH_STOCK, "admin")
    admin.use_cases.admin.change_policy("price_tolerance_percent", "3")
    admin.use_cases.admin.change_policy("keep_changes_days", "1095")
    admin.sync_now()
    admin.use_cases.admin.change_policy(RuleCode.NOT_ENOUGH_STOCK, "rep")
    admin.sync_now()


def _send_unreadable(office: HeadOffice, rep: Session, clock: Clock) -> None:
    """Send what only a newer program could read; head office sets it aside."""
    request = _request(_order(rep, "G-1014", ("TR-110", 6)), clock)
    office.operations(OTHER_REP).submit([replace(request, version=request.version + 1)])
    office.answer_waiting()


def _request(order: Order, clock: Clock) -> Request:
    return request_for(
        PlaceOrder(order=order),
        request_id=RequestId(new_id()),
        lane=order.customer,
        made_at=clock.now() + _LATE,
    )


def _order(rep: Session, customer: str, *lines: tuple[str, int]) -> Order:
    order = rep.use_cases.orders.new(CustomerNumber(customer))
    for index, (sku, quantity) in enumerate(lines, start=1):
        order = order.with_line(OrderLine(line=index, sku=Sku(sku), quantity=quantity))
    return rep.use_cases.orders.quote(replace(order, ship_via="GROUND")).order
