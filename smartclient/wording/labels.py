"""Labels: what states, rules, fields and settings are called on screen, in English."""

from smartclient.domain.check_out import HeldImports
from smartclient.domain.clock import ClockProof
from smartclient.domain.devices import NewDevice
from smartclient.domain.freshness import Consequence, FreshnessState
from smartclient.domain.mail import MailRecipients, MailSentBy
from smartclient.domain.retention import Retained
from smartclient.domain.rules.pinning import Pinning
from smartclient.domain.rules.problems import FieldPolicy, PriceDay, ResolvedBy
from smartclient.domain.sales.given_numbers import NumberWay
from smartclient.domain.sales.numbering import Numbering
from smartclient.domain.sales.orders import Fulfilment, OrderState
from smartclient.domain.services import HEAD_OFFICE, MAIL, OWN_MAIL, OfflineWithout, ServiceName
from smartclient.domain.steps import StepStatus, TaskPolicy
from smartclient.domain.tasks import TaskKind, TaskStatus
from smartclient.domain.undoing import TakeBackEffect
from smartclient.read_models.demand import DemandKind
from smartclient.read_models.records import WaitsFor
from smartclient.reconcile.order_merge import line_named
from smartclient.reconcile.policy import BY_TARIFF, FRESHNESS_PREFIX
from smartclient.wording.rules import RULE_WORDS

task_status_labels: dict[TaskStatus, str] = {
    TaskStatus.QUEUED: "Waiting to send",
    TaskStatus.SENDING: "Sending",
    TaskStatus.RECEIVED: "At head office",
    TaskStatus.CONFIRMED: "Confirmed",
    TaskStatus.ADJUSTED: "Confirmed, changed",
    TaskStatus.IN_CONFLICT: "Action needed",
    TaskStatus.AWAITING_DECISION: "Head office is deciding",
    TaskStatus.REJECTED: "Refused",
    TaskStatus.PARKED: "Stopped",
    TaskStatus.TAKING_BACK: "Withdrawing",
    TaskStatus.UNDONE: "Withdrawn",
}

step_status_labels: dict[StepStatus, str] = {
    StepStatus.PENDING: "Waiting to send",
    StepStatus.WAITING: "Waiting for another step",
    StepStatus.SENT: "Sent",
    StepStatus.IN_CONFLICT: "Action needed",
    StepStatus.AWAITING_DECISION: "Head office is deciding",
    StepStatus.CONFIRMED: "Confirmed",
    StepStatus.REFUSED: "Refused",
    StepStatus.PARKED: "Stopped",
    StepStatus.TAKING_BACK: "Taking back",
    StepStatus.TAKEN_BACK: "Taken back",
}

task_policy_labels: dict[TaskPolicy, str] = {
    TaskPolicy.TOGETHER: "together or not at all",
    TaskPolicy.EACH: "each by itself",
}

take_back_labels: dict[TakeBackEffect, str] = {
    TakeBackEffect.NOT_SENT: "is not sent any more",
    TakeBackEffect.WITHDRAWN: "is withdrawn",
    TakeBackEffect.CANCELLED: "is cancelled",
    TakeBackEffect.CHANGED_BACK: "is changed back",
    TakeBackEffect.PLACED_AGAIN: "is placed again as a new order",
    TakeBackEffect.DELETED: "is deleted again",
    TakeBackEffect.CORRECTED: "is corrected by another mail if it was sent",
    TakeBackEffect.CREATED_AGAIN: "is opened again as a new customer",
    TakeBackEffect.PINNED_AGAIN: "is pinned again",
    TakeBackEffect.UNPINNED: "is no longer pinned",
    TakeBackEffect.NONE: "nothing happens",
}
"""What taking a task back does to a step, after its name and a colon."""

take_back_notes: dict[TakeBackEffect, str] = {
    TakeBackEffect.NOT_SENT: "",
    TakeBackEffect.WITHDRAWN: "Head office may have this. Undoing sends a withdrawal; what was "
    "carried out by then is undone by another request.",
    TakeBackEffect.CANCELLED: "Head office has confirmed this. Undoing sends a cancellation.",
    TakeBackEffect.CHANGED_BACK: "Head office has confirmed this. Undoing asks it to change back "
    "what nobody has changed again.",
    TakeBackEffect.PLACED_AGAIN: "Head office has confirmed this. Undoing sends the order as a "
    "new one, at today's prices.",
    TakeBackEffect.DELETED: "Head office has confirmed this. Undoing asks it to delete the "
    "customer again.",
    TakeBackEffect.CREATED_AGAIN: "Head office has confirmed this. Undoing asks it to open the "
    "customer again, with a new number.",
    TakeBackEffect.PINNED_AGAIN: "Head office has confirmed this. Undoing asks it to pin the "
    "customer again.",
    TakeBackEffect.UNPINNED: "Head office has confirmed this. Undoing asks it to unpin the "
    "customer.",
    TakeBackEffect.CORRECTED: "",
    TakeBackEffect.NONE: "",
}
"""What is said of an undo before it is done; nothing where it is as if it had never been."""

demand_labels: dict[DemandKind, str] = {
    DemandKind.STOCK: "{stock} in stock, {taken} of them in your orders that are not confirmed",
    DemandKind.CREDIT: "{amount} of it in orders that are not confirmed",
}

order_state_labels: dict[OrderState, str] = {
    OrderState.DRAFT: "Draft",
    OrderState.TENTATIVE: "Tentative",
    OrderState.CONFIRMED: "Confirmed",
    OrderState.CANCELLED: "Cancelled",
    OrderState.REFUSED: "Refused",
}

new_device_texts: dict[str, str] = {
    "laptop": "A laptop was signed in as you on {when}. If that was not you, call head office.",
    "browser": "A browser was signed in as you on {when}. If that was not you, call head office.",
}
"""What is said of a new device by its kind."""

named_device_texts: dict[str, str] = {
    "laptop": "A laptop named {name} was signed in as you on {when}. If that was not you, call "
    "head office.",
    "browser": "A browser named {name} was signed in as you on {when}. If that was not you, call "
    "head office.",
}
"""What is said of a new device that has a name."""


def new_device_text(device: NewDevice) -> str:
    """What is said of a new device, with {name} and {when}; of an unknown kind as of a laptop."""
    texts = named_device_texts if device.name else new_device_texts
    return texts.get(device.kind, texts["laptop"])


fulfilment_labels: dict[Fulfilment, str] = {
    Fulfilment.BACK_ORDERED: "Back-ordered",
    Fulfilment.SHIPPED: "Shipped",
    Fulfilment.INVOICED: "Invoiced",
}

task_kind_labels: dict[TaskKind, str] = {
    TaskKind.PLACE_ORDER: "Place order",
    TaskKind.AMEND_ORDER: "Change order",
    TaskKind.CANCEL_ORDER: "Cancel order",
    TaskKind.CREATE_CUSTOMER: "Open customer",
    TaskKind.UPDATE_CUSTOMER: "Change customer",
    TaskKind.DELETE_CUSTOMER: "Delete customer",
    TaskKind.DECIDE_CASE: "Decide case",
    TaskKind.CHANGE_POLICY: "Change policy",
    TaskKind.RETRY_STOPPED: "Try stopped work again",
    TaskKind.TAKE_OVER: "Take over conflict",
    TaskKind.CLOSE_STOPPED: "Close stopped work",
    TaskKind.ANSWER_RESTORE: "Say whether head office was restored",
    TaskKind.ENROL_DEVICE: "Let a device sign in",
    TaskKind.REVOKE_DEVICE: "Revoke a device",
    TaskKind.RELEASE_HANDED_OVER: "Release what a device handed over",
    TaskKind.DROP_HANDED_OVER: "Drop what a device handed over",
    TaskKind.CHANGE_DATA_SET: "Change a data set",
    TaskKind.PIN_CUSTOMER: "Pin a customer",
    TaskKind.UNPIN_CUSTOMER: "Unpin a customer",
    TaskKind.SEND_MAIL: "Send a mail",
    TaskKind.LEASE_NUMBERS: "Take numbers ahead",
    TaskKind.RETURN_NUMBERS: "Give numbers back",
}

rule_labels: dict[str, str] = {
    **{code: words.label for code, words in RULE_WORDS.items()},
    "price_tolerance_percent": "Price rise head office accepts automatically, in percent",
    "reference_data_days": "How old an order's data may be (days, or such as 12h)",
    "refresh_at": "Times of the day at which devices refresh",
    "duplicate_order_days": "Days within which an order may be a double",
    "price_day": "Day whose prices count",
    "numbering": "Numbers of orders and customers",
    "numbering.orders": "How orders get their numbers",
    "numbering.customers": "How customers get their numbers",
    "numbering.block_size": "Numbers in a block that a device takes ahead",
    "mail_recipients": "Whom mails to customers may go to",
    "mail_sent_by": "Which mailbox mails to customers go from",
    "pinned_customers": "Customers outside the partition that reps may pin for reading",
    "check_out_days": "Days a customer is checked out for where the rep names none",
    "check_out_most_days": "Days a customer may be checked out for at most",
    "checked_out_imports": "What imports do with customers that are checked out",
    Retained.REQUESTS: "Days to keep answered requests and closed conflicts",
    Retained.DECISIONS: "Days to keep decided cases",
    Retained.CHANGES: "Days to keep the log of changes",
    Retained.DELETIONS: "Days to keep deletions, for devices that were away",
    Retained.DEVICES: "Days to keep a device that is not seen",
    "price.free": "Price of a free connection",
    "price.metered": "Price of a metered connection",
    "price.costly": "Price of a connection that the rep marked as expensive",
    "price.ethernet": "Price of a cable connection",
    "price.wifi": "Price of a Wi-Fi connection",
    "price.cellular": "Price of a mobile connection",
    "price.bluetooth": "Price of a Bluetooth connection",
    "price.unknown": "Price of a connection of unknown kind",
    "worth.place_order": "Highest price at which new orders go",
    "worth.amend_order": "Highest price at which changed orders go",
    "worth.resolve_conflict": "Highest price at which answers to conflicts go",
    "worth.escalate_conflict": "Highest price at which questions to head office go",
    "worth.decide_case": "Highest price at which decisions of cases go",
    "worth.create_customer": "Highest price at which new customers go",
    "worth.update_customer": "Highest price at which changed customers go",
    "worth.delete_customer": "Highest price at which deletions of customers go",
    "worth.change_policy": "Highest price at which changed policies go",
    "worth.retry_stopped": "Highest price at which stopped work is tried again",
    "worth.take_over": "Highest price at which conflicts are taken over",
    "worth.close_stopped": "Highest price at which stopped work is closed",
    "worth.enrol_device": "Highest price at which codes for devices are asked for",
    "worth.release_handed_over": "Highest price at which handed-over work is released",
    "worth.drop_handed_over": "Highest price at which handed-over work is dropped",
    "worth.change_data_set": "Highest price at which changed data sets go",
    "offline_without.head_office": "Offline while head office is out of reach",
    "offline_without.mail": "Offline while head office can't send mail",
    "offline_without.own_mail": "Offline while this device can't send mail",
    "worth.pin_customer": "Highest price at which pinned customers go",
    "worth.send_mail": "Highest price at which mails go",
    "worth.answer_mail": "Highest price at which decisions about mails go",
    "worth.lease_numbers": "Highest price at which numbers are taken ahead",
    "worth.refresh": "Highest price at which data is refreshed",
    "worth.photos": "Highest price at which photos are fetched",
    "worth.documents": "Highest price at which documents are fetched",
}
"""Rules, tolerances, periods of retention, prices and worths by the key of their policy."""

field_labels: dict[str, str] = {
    "name": "Name",
    "contact": "Contact",
    "phone": "Phone",
    "email": "E-mail",
    "notes": "Notes",
    "more_reps": "Other reps",
    "check_out": "Check-out",
    "customer": "Customer",
    "order_date": "Order date",
    "ordered_on": "Ordered on",
    "ship_to": "Ship to",
    "ship_via": "Ship via",
    "deliver_on": "Delivery day",
    "reference": "Reference",
    "note": "Note",
    "sku": "Product",
    "quantity": "Quantity",
    "unit_price": "Price",
    "discount_percent": "Discount",
    "offer": "Offer",
    "back_order": "Back order",
    "line": "Line",
    "accepted": "Accepted as entered",
    "net": "Net",
    "tax": "Tax",
    "freight": "Freight",
    "total": "Total",
    "address": "Address",
    "ship-to address": "Ship-to address",
    "ship method": "Way to ship",
    "order number": "Order number",
    "provisional_number": "Provisional number",
    "way to ship": "Way to ship",
    "login": "Login",
    "customer number": "Customer number",
    "product number": "Product number",
    "line1": "Street",
    "line2": "More of the address",
    "city": "City",
    "state": "State",
    "postal_code": "Postal code",
    "country": "Country",
}

setting_labels: dict[str, str] = {
    ResolvedBy.HEAD_OFFICE: "Head office decides",
    ResolvedBy.REP: "The rep decides",
    ResolvedBy.ADMIN: "An admin decides",
    ResolvedBy.REFUSE: "Refuse",
    FieldPolicy.REP_VALUE: "The rep's value",
    FieldPolicy.LATEST: "The latest made",
    FieldPolicy.COMBINE: "Combine both",
    PriceDay.ORDER: "The day of the order",
    PriceDay.RECEIPT: "The day head office receives it",
    PriceDay.DELIVERY: "The delivery day",
    Numbering.CONCURRENT: "Some numbers may be missing",
    Numbering.GAPLESS: "Without gaps",
    NumberWay.SERVER: "From head office, with its answer",
    NumberWay.GUID: "By chance, final at once",
    NumberWay.TEMPORARY: "Provisional, then head office's own",
    NumberWay.BLOCK: "Of a block that the device took ahead, final at once",
    NumberWay.PREFIX: "The device's code and a count, final at once",
    OfflineWithout.YES: "Yes",
    OfflineWithout.NO: "No",
    MailRecipients.OWN: "The customer's own address",
    MailRecipients.ANY: "Any address",
    MailSentBy.OFFICE: "Head office's mailbox",
    MailSentBy.DEVICE: "The rep's own mailbox",
    MailSentBy.EITHER: "The rep's own mailbox where it is set up, or head office's",
    HeldImports.LEAVE: "They stay as they are",
    HeldImports.ALLOW: "They are changed",
    Pinning.NOBODY: "No customer",
    Pinning.TERRITORY: "Customers of the rep's territory",
    Pinning.ALL: "Every customer",
    BY_TARIFF: "As the system reports it",
}
"""Settings of policies; for a field, ``head_office`` means head office's value."""

clock_proof_sentences: dict[ClockProof, str] = {
    ClockProof.PROVEN: "How old the data is, is certain.",
    ClockProof.UNPROVEN: (
        "This computer was started again since the last contact: how old the data is goes by its "
        "own clock, and is certain after the next sync."
    ),
    ClockProof.NEVER_LEARNT: (
        "Head office's time is not known here yet: how old the data is goes by the clock of this "
        "computer."
    ),
}
"""How far ages are certain."""


service_labels: dict[ServiceName, str] = {
    HEAD_OFFICE: "Head office",
    MAIL: "Mail by head office",
    OWN_MAIL: "Mail from this device",
}
"""What each service is called."""

waits_for_labels: dict[WaitsFor, str] = {
    WaitsFor.OFFLINE: "Waits until you work online",
    WaitsFor.TASK: "Waits for another",
    WaitsFor.CHEAPER_LINK: "Waits for a cheaper connection",
    WaitsFor.NEXT_TRY: "Waits for its next try",
}
"""What a request waits for before it can be sent."""

consequence_labels: dict[Consequence, str] = {
    Consequence.USE: "used as it is",
    Consequence.MARK: "marked",
    Consequence.WARN: "warned of",
    Consequence.REFUSE: "refused",
    Consequence.REMOVE: "removed",
}
"""What happens to data from an age on."""

freshness_state_labels: dict[FreshnessState, str] = {
    FreshnessState.FRESH: "fresh",
    FreshnessState.STALE: "stale",
    FreshnessState.EXPIRED: "expired",
}


def field_label(name: str) -> str:
    """Label of a field, by its name or by that of one line."""
    place = line_named(name)
    if place is not None:
        number, sku = place
        return f"{field_labels['line']} {number}, {sku}: {field_labels['quantity'].lower()}"
    return field_labels.get(name, name.replace("_", " ").capitalize())


def policy_label(key: str) -> str:
    """Label of a policy, by its key."""
    if key.startswith(FRESHNESS_PREFIX):
        kind = key.removeprefix(FRESHNESS_PREFIX).replace("_", " ")
        return f"How old data may be: {kind}"
    return rule_labels.get(key) or field_label(key.removeprefix("customer."))
