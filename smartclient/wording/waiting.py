"""Sentences about requests that wait at head office: which it is, what holds it, what to do."""

from datetime import datetime

from smartclient.read_models.headoffice import WaitingRequest
from smartclient.wording.command_line import request_labels


def overdue_sentence(request: WaitingRequest) -> str:
    """Which request gets nowhere, from whom, for which customer and since when."""
    about = f"{request_labels.get(request.kind, request.kind)} {request.label}".rstrip()
    sentence = (
        f"Waits since {_moment(request.received_at)} and gets nowhere: {about}, "
        f"{whose(request.customer)}, from {request.sender}, request {request.request_id}."
    )
    # a kind is whatever a laptop sent
    return " ".join(sentence.split())


def lane_sentence(request: WaitingRequest) -> str:
    """What holds the requests of its customer, or that nothing does."""
    if request.deferred_until is not None:
        return (
            f"Deferred until {_moment(request.deferred_until)}: others lock something that it "
            "needs, or it can't be set aside."
        )
    if request.leased_until is not None:
        worker = f"worker {request.leased_by}" if request.leased_by else "a worker"
        return f"Leased by {worker} until {_moment(request.leased_until)}."
    return "Free: any worker may take it, and none does."


def lane_advice(request: WaitingRequest) -> str:
    """What to do about a request that gets nowhere."""
    if request.deferred_until is not None:
        return "It is safe. The log of the workers says what is in its way."
    if request.leased_until is not None:
        return (
            "It is safe. Look at the log of that worker. Where it does not go on, end it: "
            "another worker takes over within a minute."
        )
    return (
        "It is safe. Look at the log of the workers, bring them up to date and start them again. "
        "If it still waits then, call support and name the request."
    )


def whose(customer: str) -> str:
    """The customer that something at head office is for."""
    return f"customer {customer}" if customer else "no customer"


def _moment(at: datetime) -> str:
    """An instant in the person's own time; leases end within seconds."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M:%S")
