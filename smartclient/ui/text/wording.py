"""Wording: the sentences of the window that come from codes, translated with their arguments."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QCoreApplication

from smartclient.domain.ages import age_text
from smartclient.domain.clock import ClockProof
from smartclient.domain.devices import NewDevice
from smartclient.domain.errors import RefusedError, SmartClientError
from smartclient.domain.freshness import Consequence, FreshnessState, parse_freshness
from smartclient.domain.rules.problems import Action, Change, Problem
from smartclient.domain.sales.orders import Fulfilment, OrderState
from smartclient.domain.services import ServiceName
from smartclient.domain.tasks import TaskKind, TaskStatus
from smartclient.domain.text.canonical import name_key
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.read_models.records import WaitsFor
from smartclient.read_models.sync_progress import SyncProgress, SyncStep
from smartclient.reconcile.field_policies import FIELD_PREFIX
from smartclient.reconcile.order_merge import line_named
from smartclient.reconcile.policy import FRESHNESS_PREFIX, PRICE_PREFIX, WORTH_PREFIX
from smartclient.ui.text import formats
from smartclient.wording import labels, sentences
from smartclient.wording.arguments import ArgumentFormats, with_readable_end
from smartclient.wording.earlier_sentences import current_template
from smartclient.wording.sentences import Sentence

translate = QCoreApplication.translate

_POLICY_PREFIXES = (FIELD_PREFIX, FRESHNESS_PREFIX, PRICE_PREFIX, WORTH_PREFIX)
_FORMATS = ArgumentFormats(figure=formats.figure, day=formats.day, moment=formats.deadline)


def sentence_text(sentence: Sentence) -> str:
    """A sentence in the window's language, its arguments filled in."""
    translated = (translate("wording", template) for template in sentence.templates)
    return replace(sentence, templates=tuple(translated)).text


def filled(template: str, arguments: Mapping[str, str]) -> str:
    """A template in the window's language, filled with ``arguments``."""
    text = translate("wording", current_template(template)) if template else ""
    if not arguments:
        return text
    return text.format(
        **{
            name: _readable_argument(name, value)
            for name, value in with_readable_end(arguments, formats.deadline).items()
        }
    )


def error_text(error: SmartClientError) -> str:
    """The sentence about ``error`` for the rep whose call failed, and what to do about it."""
    return f"{filled(error.template, error.arguments)} {filled(error.advice, {})}".rstrip()


def problem_text(problem: Problem) -> str:
    """What is wrong, as one sentence."""
    sentence = sentences.problem_sentence(problem)
    return sentence_text(
        replace(sentence, arguments=_FORMATS.of_problem(problem, sentence.arguments))
    )


def action_text(action: Action, problem: Problem) -> str:
    """What choosing ``action`` does."""
    sentence = sentences.action_sentence(action, problem)
    return sentence_text(
        replace(sentence, arguments=_FORMATS.of_problem(problem, sentence.arguments))
    )


def change_text(change: Change) -> str:
    """What head office changed."""
    sentence = sentences.change_sentence(change)
    values = {**sentence.arguments, "field": field_label(change.field)}
    return sentence_text(replace(sentence, arguments=_FORMATS.of_change(change, values)))


def task_label(kind: TaskKind) -> str:
    """What a task does."""
    return translate("wording", labels.task_kind_labels[kind])


def request_label(kind: str) -> str:
    """What a request asks for, by the name of its kind."""
    if kind in set(TaskKind):
        return task_label(TaskKind(kind))
    texts = {
        "withdraw": translate("wording", "Withdraw it"),
        "escalate_conflict": translate("wording", "Ask head office"),
        "resolve_conflict": translate("wording", "Resolve a conflict"),
        "answer_mail": translate("wording", "Decide about a mail"),
        "together": translate("wording", "Carry out several together"),
        "check_out": translate("wording", "Check a customer out"),
        "check_in": translate("wording", "Check a customer in"),
        "break_check_out": translate("wording", "Break a check-out"),
        "list_check_outs": translate("wording", "List the check-outs"),
    }
    return texts.get(kind, kind)


def policy_label(key: str) -> str:
    """What a policy is called on screen, by its key."""
    if key.startswith(FRESHNESS_PREFIX):
        kind = feed_label(key.removeprefix(FRESHNESS_PREFIX))
        return translate("Policies", "How old data may be: {kind}").format(kind=kind)
    label = translate("wording", labels.policy_label(key))
    if key.startswith(FIELD_PREFIX):
        return translate("Policies", "Customer's field: {field}").format(field=label)
    return label


def setting_label(key: str, setting: str) -> str:
    """What a policy's setting means; a tolerance is a number."""
    if key.startswith(FIELD_PREFIX) and setting == "head_office":
        return translate("Policies", "Head office's value")
    return translate("wording", labels.setting_labels.get(setting, setting))


def setting_meaning(key: str, setting: str) -> str:
    """What the setting of a policy means step by step, "" where it is no policy of freshness."""
    if not key.startswith(FRESHNESS_PREFIX):
        return ""
    try:
        policy = parse_freshness(setting)
    except RefusedError:
        return ""
    steps = [
        translate("Policies", "from {age} on {consequence}").format(
            age=age_text(step.age), consequence=consequence_label(step.consequence)
        )
        for step in policy.steps
    ]
    return formats.at_start(", ".join(steps) or translate("Policies", "used however old it is"))


def clock_proof_text(proof: ClockProof) -> str:
    """How far ages are certain."""
    return translate("wording", labels.clock_proof_sentences[proof])


def service_label(service: ServiceName, label: str = "") -> str:
    """What a service is called; ``label`` is what one calls itself that is registered."""
    return translate("wording", labels.service_labels.get(service, label or service))


def waits_for_label(waits_for: WaitsFor) -> str:
    """What a request waits for, in a few words."""
    return translate("wording", labels.waits_for_labels[waits_for])


def consequence_label(consequence: Consequence) -> str:
    """What happens to data from an age on."""
    return translate("wording", labels.consequence_labels[consequence])


def freshness_state_label(state: FreshnessState) -> str:
    """How fresh data is, in a word."""
    return translate("wording", labels.freshness_state_labels[state])


def decision_text(decision: str) -> str:
    """How a case was decided, by the actions that were chosen."""
    texts = {
        "approve": translate("Decisions", "Approved"),
        "refuse": translate("Decisions", "Refused"),
        "hand_back": translate("Decisions", "Handed back"),
        "withdrawn": translate("Decisions", "Resolved by the rep meanwhile"),
        "take_replacement": translate("Decisions", "Replacement taken"),
        "drop_line": translate("Decisions", "Line dropped"),
        "order_later": translate("Decisions", "Ordered for later"),
        "accept_price": translate("Decisions", "New price accepted"),
        "accept_date": translate("Decisions", "Head office's day accepted"),
        "accept_without_offer": translate("Decisions", "Accepted without the offer"),
        "change_quantity": translate("Decisions", "Quantity changed to {value}"),
        "round_up": translate("Decisions", "Rounded up"),
        "reduce_to_stock": translate("Decisions", "Reduced to the stock"),
        "back_order": translate("Decisions", "Rest back-ordered"),
        "it_is_new": translate("Decisions", "It is new"),
        "it_is_that_one": translate("Decisions", "It is {value}"),
        "cancel": translate("Decisions", "Cancelled"),
    }
    parts = [part.partition("=") for part in decision.split(", ") if part]
    return ", ".join(texts.get(name, name).format(value=value) for name, _, value in parts)


def status_of_task(status: TaskStatus) -> str:
    """The status of a task."""
    return translate("wording", labels.task_status_labels[status])


def fulfilment_label(fulfilment: Fulfilment | None) -> str:
    """What became of an order; "" for nothing yet."""
    return "" if fulfilment is None else translate("wording", labels.fulfilment_labels[fulfilment])


def new_device_text(device: NewDevice) -> str:
    """What is said of a device that was signed in as the rep of late."""
    text = translate("wording", labels.new_device_text(device))
    return text.format(name=device.name, when=formats.day(device.enrolled_at.astimezone().date()))


def field_label(name: str) -> str:
    """What a field is called on screen."""
    place = line_named(name)
    if place is not None:
        text = translate("Fields", "Line {line}, {sku}: quantity")
        return text.format(line=place[0], sku=place[1])
    return translate("wording", labels.field_label(name))


def cause_text(cause: str) -> str:
    """Why a task took a step; "" where the step speaks for itself."""
    texts: dict[str, str] = {
        TransitionReason.RESOLVED: translate("Causes", "you resolved it"),
        TransitionReason.ASKED_HEAD_OFFICE: translate("Causes", "you asked head office"),
        TransitionReason.AMENDED: translate("Causes", "you changed it"),
        TransitionReason.CANCELLED: translate("Causes", "you cancelled it"),
        TransitionReason.RETRIED: translate("Causes", "you tried it again"),
        TransitionReason.REFUSED_BY_LINK: translate("Causes", "head office could not accept it"),
        TransitionReason.CUSTOMER_DEPARTED: translate("Causes", "the customer is no longer yours"),
        TransitionReason.ADOPTED: translate("Causes", "sent from another device"),
        TransitionReason.RESTORED: translate("Causes", "head office was restored from a backup"),
        TransitionReason.REPLY_LOST: translate("Causes", "head office's answer was lost"),
        TransitionReason.DATA_TOO_OLD: translate("Causes", "the data was too old for head office"),
        TransitionReason.REFRESHED: translate("Causes", "the data was refreshed"),
        TransitionReason.WITHDRAWN: translate("Causes", "it was withdrawn"),
        TransitionReason.PREREQUISITE_REFUSED: translate("Causes", "what it builds on was refused"),
        TransitionReason.STANDS: translate("Causes", "current status"),
        TransitionReason.LATEST_TIME_PASSED: translate("Causes", "its latest time passed"),
        TransitionReason.EXPORTED: translate("Causes", "written to a file for head office"),
        TransitionReason.HELD_BACK: translate("Causes", "waits for what it stands together with"),
    }
    return texts.get(cause, "")


def address_label(kind: str) -> str:
    """What an address is for; its kind as received where it is none of ours."""
    texts = {
        "main": translate("Addresses", "Main"),
        "shipping": translate("Addresses", "Shipping"),
        "billing": translate("Addresses", "Billing"),
    }
    return texts.get(name_key(kind), kind)


def status_label(status: str) -> str:
    """A customer's own status as a rep knows it."""
    texts = {
        "active": translate("Customers", "Active"),
        "on_hold": translate("Customers", "On hold"),
        "closed": translate("Customers", "Closed"),
    }
    return texts.get(status, status)


def step_text(progress: SyncProgress) -> str:
    """What is running, and how far it is."""
    texts = {
        SyncStep.CONNECTING: translate("Sync", "Connecting…"),
        SyncStep.SENDING: translate("Sync", "Sending…"),
        SyncStep.COLLECTING: translate("Sync", "Collecting answers…"),
        SyncStep.PULLING: translate("Sync", "Getting {what}…"),
        SyncStep.WRITING: translate("Sync", "Writing the file…"),
        SyncStep.DONE: translate("Sync", "Done"),
    }
    text = texts[progress.step].format(what=feed_label(progress.what))
    if progress.percent is not None:
        return f"{text} {progress.percent} %"
    return text


def feed_label(kind: str) -> str:
    """What a kind of reference data is called."""
    texts = {
        "membership": translate("Feeds", "your customers"),
        "policies": translate("Feeds", "policies"),
        "customers": translate("Feeds", "customers"),
        "addresses": translate("Feeds", "addresses"),
        "products": translate("Feeds", "products"),
        "prices": translate("Feeds", "prices"),
        "offers": translate("Feeds", "offers"),
        "offer_products": translate("Feeds", "products on offer"),
        "stock": translate("Feeds", "stock"),
        "tax_rates": translate("Feeds", "taxes"),
        "ship_methods": translate("Feeds", "ways to ship"),
        "orders": translate("Feeds", "orders"),
        "cases": translate("Feeds", "cases"),
        "tombstones": translate("Feeds", "deletions"),
        "photos": translate("Feeds", "photos"),
        "documents": translate("Feeds", "documents"),
        "document_parts": translate("Feeds", "contents of documents"),
        "open_work": translate("Feeds", "open work"),
        "reps": translate("Feeds", "reps"),
        "laptops": translate("Feeds", "reps' laptops"),
        "stopped": translate("Feeds", "stopped requests"),
        "policy_history": translate("Feeds", "changes of policies"),
        "enrolled_devices": translate("Feeds", "enrolled devices"),
        "take_along": translate("Feeds", "data sets to take along"),
        "pinned_customers": translate("Feeds", "pinned customers"),
    }
    return texts.get(kind, kind)


def order_state_label(state: str) -> str:
    """The state of an order, by the name of the state."""
    known = state in set(OrderState)
    return translate("wording", labels.order_state_labels[OrderState(state)]) if known else state


def _readable_argument(name: str, value: str) -> str:
    """An argument of an error as it is shown: codes travel, labels are shown."""
    match name:
        case "field":
            return formats.mid_sentence(field_label(value))
        case "fields":
            return ", ".join(
                formats.mid_sentence(field_label(name_of_field))
                for name_of_field in value.split(", ")
            )
        case "state":
            return formats.mid_sentence(order_state_label(value))
        case "decision":
            return formats.mid_sentence(decision_text(value))
        case "setting":
            return setting_label("", value)
        case "key" if value in labels.rule_labels or value.startswith(_POLICY_PREFIXES):
            return policy_label(value)
        case "kinds" | "as_of" | "too_old_since":
            return _readable_age(name, value)
        case "by" if value == "Head office":
            return translate("OrderLife", "Head office")
        case "most":
            return formats.figure(value.replace(",", ""))
        case _:
            return value


def _readable_age(name: str, value: str) -> str:
    """An argument of the error about data that is too old."""
    if name == "kinds":
        return ", ".join(feed_label(kind.replace(" ", "_")) for kind in value.split(", "))
    day, _, time = value.partition(" ")
    return f"{formats.day(date.fromisoformat(day))} {time}"
