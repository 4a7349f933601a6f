"""Handlers: one function for each kind of request."""

from collections.abc import Callable
from typing import Any

from smartclient.contract.admin_bodies import (
    AnswerRestore,
    ChangePolicy,
    CloseStopped,
    DecideCase,
    DropHandedOver,
    EnrolDevice,
    ReleaseHandedOver,
    RetryStopped,
    RevokeDevice,
    TakeOver,
)
from smartclient.contract.check_outs import (
    BreakCheckOut,
    CheckInCustomer,
    CheckOutCustomer,
    ListCheckOuts,
)
from smartclient.contract.mail import AnswerMail, SendMail
from smartclient.contract.messages import (
    AmendOrder,
    Answer,
    Body,
    CancelOrder,
    CreateCustomer,
    DeleteCustomer,
    EscalateConflict,
    PlaceOrder,
    ResolveConflict,
    UpdateCustomer,
    Withdraw,
)
from smartclient.contract.number_blocks import LeaseNumbers
from smartclient.contract.saved_under import saved_under
from smartclient.contract.take_along import ChangeDataSet, PinCustomer
from smartclient.contract.together import Together
from smartclient.headoffice.handlers.cases import decide_case
from smartclient.headoffice.handlers.check_outs import (
    break_check_out,
    check_in_customer,
    check_out_customer,
    list_check_outs,
)
from smartclient.headoffice.handlers.conflicts import escalate_conflict, resolve_conflict
from smartclient.headoffice.handlers.customers import (
    create_customer,
    delete_customer,
    update_customer,
)
from smartclient.headoffice.handlers.devices import (
    drop_handed_over,
    enrol_device,
    release_handed_over,
    revoke_device,
)
from smartclient.headoffice.handlers.mail import answer_mail, send_mail
from smartclient.headoffice.handlers.number_blocks import lease_numbers
from smartclient.headoffice.handlers.orders import cancel_order, place_or_amend_order
from smartclient.headoffice.handlers.policies import change_policy
from smartclient.headoffice.handlers.restores import answer_restore
from smartclient.headoffice.handlers.retry_dead_letter import close_stopped, retry_stopped
from smartclient.headoffice.handlers.take_along import change_data_set, pin_customer
from smartclient.headoffice.handlers.take_over import take_over
from smartclient.headoffice.handlers.together import carry_out_together
from smartclient.headoffice.handlers.together_decisions import check_not_alone
from smartclient.headoffice.handlers.withdraw import withdraw
from smartclient.headoffice.inbox.inbox import Incoming, PassedOn
from smartclient.headoffice.inbox.worker_transaction import WorkerTransaction

Handler = Callable[[Incoming, Any, WorkerTransaction], Answer | PassedOn]


def _place_or_amend(
    incoming: Incoming, body: PlaceOrder | AmendOrder, work: WorkerTransaction
) -> Answer:
    check_not_alone(incoming, body, work)
    return place_or_amend_order(incoming, body, work)


HANDLERS: dict[type[Body], Handler] = {
    PlaceOrder: _place_or_amend,
    AmendOrder: _place_or_amend,
    CancelOrder: cancel_order,
    CreateCustomer: create_customer,
    UpdateCustomer: update_customer,
    DeleteCustomer: delete_customer,
    EscalateConflict: escalate_conflict,
    ResolveConflict: resolve_conflict,
    DecideCase: decide_case,
    ChangePolicy: change_policy,
    RetryStopped: retry_stopped,
    Withdraw: withdraw,
    TakeOver: take_over,
    CloseStopped: close_stopped,
    AnswerRestore: answer_restore,
    EnrolDevice: enrol_device,
    RevokeDevice: revoke_device,
    ReleaseHandedOver: release_handed_over,
    DropHandedOver: drop_handed_over,
    ChangeDataSet: change_data_set,
    PinCustomer: pin_customer,
    SendMail: send_mail,
    AnswerMail: answer_mail,
    LeaseNumbers: lease_numbers,
    Together: carry_out_together,
    CheckOutCustomer: check_out_customer,
    CheckInCustomer: check_in_customer,
    BreakCheckOut: break_check_out,
    ListCheckOuts: list_check_outs,
}
"""The kind of a request → its handler. Each may raise RefusedError: then the request is
refused with that sentence, and all that it did is rolled back."""


def handle(incoming: Incoming, body: Body, work: WorkerTransaction) -> Answer | PassedOn:
    """Carry out and answer one request, on the worker's transaction."""
    work.context.saved_under = saved_under(body)
    return HANDLERS[type(body)](incoming, body, work)
