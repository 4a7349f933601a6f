"""Wording: the sentences of the window that come from codes, translated with their arguments."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from smartclient.domain.errors import SmartClientError
from smartclient.domain.rules.problems import Action, Change, Problem
from smartclient.domain.sales.orders import Fulfilment, OrderState
from smartclient.domain.tasks import TaskKind, TaskStatus
from smartclient.domain.text.canonical import name_key
from smartclient.domain.transition_reasons import TransitionReason
from smartclient.read_models.sync_progress import SyncProgress, SyncStep
from smartclient.reconcile.order_merge import line_named
from smartclient.ui.text import formats
from smartclient.ui.text import message_arguments as arguments
from smartclient.wording import labels, sentences
from smartclient.wording.earlier_sentences import current_template
from smartclient.wording.sentences import Sentence

translate = QCoreApplication.translate


def say(sentence: Sentence) -> str:
    """Return a sentence in the window's language, its arguments filled in."""
    said = (translate("wording", template) for template in sentence.templates)
    return replace(sentence, templates=tuple(said)).text


def filled(template: str, arguments: Mapping[str, str]) -> str:
    """Return a template in the window's language, filled with ``arguments``."""
    text = translate("wording", current_template(template)) if template else ""
    if not arguments:
        return text
    return text.format(**{name: _in_words(name, said) for name, said in arguments.items()})


def error_text(error: SmartClientError) -> str:
    """Return what to tell the rep about ``error``."""
    return filled(error.template, error.arguments)


def problem_text(problem: Problem) -> str:
    """Return what is wrong, as one sentence."""
    sentence = sentences.problem_sentence(problem)
    return say(replace(sentence, arguments=arguments.of_problem(problem, sentence.arguments)))


def action_text(action: Action, problem: Problem) -> str:
    """Return what choosing ``action`` does."""
    sentence = sentences.action_sentence(action, problem)
    return say(replace(sentence, arguments=arguments.of_problem(problem, sentence.arguments)))


def change_text(change: Change) -> str:
    """Return what head office changed."""
    sentence = sentences.change_sentence(change)
    told = {**sentence.arguments, "field": field_words(change.field)}
    return say(replace(sentence, arguments=arguments.of_change(change, told)))


def task_words(kind: TaskKind) -> str:
    """Return what a task does."""
    return translate("wording", labels.task_kind_labels[kind])


def request_words(kind: str) -> str:
    """Return what a request asks for, by the name of its kind."""
    if kind in set(TaskKind):
        return task_words(TaskKind(kind))
    said = {
        "withdraw": translate("wording", "Withdraw it"),
        "escalate_conflict": translate("wording", "Ask head office"),
        "resolve_conflict": translate("wording", "Resolve a conflict"),
    }
    return said.get(kind, kind)


def policy_words(key: str) -> str:
    """Return what a policy is called on screen, by its key."""
    said = translate("wording", labels.policy_label(key))
    if key.startswith("customer."):
        return translate("Policies", "Customer's field: {field}").format(field=said)
    return said


def setting_words(key: str, setting: str) -> str:
    """Return what a policy's setting means; a tolerance is a number."""
    if key.startswith("customer.") and setting == "head_office":
        return translate("Policies", "Head office's value")
    return translate("wording", labels.setting_labels.get(setting, setting))


def decision_words(decision: str) -> str:
    """Return how a case was decided, by the actions that were taken."""
    said = {
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
    return ", ".join(said.get(name, name).format(value=value) for name, _, value in parts)


def status_of_task(status: TaskStatus) -> str:
    """Return where a task stands."""
    return translate("wording", labels.task_status_labels[status])


def fulfilment_words(fulfilment: Fulfilment | None) -> str:
    """Return what became of an order; "" for nothing yet."""
    return "" if fulfilment is None else translate("wording", labels.fulfilment_labels[fulfilment])


def field_words(name: str) -> str:
    """Return what a field is called on screen."""
    place = line_named(name)
    if place is not None:
        said = translate("Fields", "Line {line}, {sku}: quantity")
        return said.format(line=place[0], sku=place[1])
    return translate("wording", labels.field_label(name))


def cause_words(cause: str) -> str:
    """Return why a task took a step; "" where the step speaks for itself."""
    said: dict[str, str] = {
        TransitionReason.RESOLVED: translate("Causes", "you resolved it"),
        TransitionReason.ASKED_HEAD_OFFICE: translate("Causes", "you asked head office"),
        TransitionReason.AMENDED: translate("Causes", "you changed it"),
        TransitionReason.CANCELLED: translate("Causes", "you cancelled it"),
        TransitionReason.RETRIED: translate("Causes", "you tried it again"),
        TransitionReason.REFUSED_BY_LINK: translate("Causes", "head office could not accept it"),
        TransitionReason.CUSTOMER_DEPARTED: translate("Causes", "the customer is no longer yours"),
        TransitionReason.ADOPTED: translate("Causes", "sent from another device"),
        TransitionReason.RESTORED: translate("Causes", "head office was restored from a backup"),
        TransitionReason.WITHDRAWN: translate("Causes", "it was withdrawn"),
        TransitionReason.PREREQUISITE_REFUSED: translate("Causes", "what it builds on was refused"),
        TransitionReason.STANDS: translate("Causes", "current status"),
    }
    return said.get(cause, "")


def address_words(kind: str) -> str:
    """Return what an address is for; its kind as it came where it is none of ours."""
    said = {
        "main": translate("Addresses", "Main"),
        "shipping": translate("Addresses", "Shipping"),
        "billing": translate("Addresses", "Billing"),
    }
    return said.get(name_key(kind), kind)


def status_words(status: str) -> str:
    """Return a customer's own status as a rep knows it."""
    said = {
        "active": translate("Customers", "Active"),
        "on_hold": translate("Customers", "On hold"),
        "closed": translate("Customers", "Closed"),
    }
    return said.get(status, status)


def step_words(progress: SyncProgress) -> str:
    """Return what a running sync is doing."""
    said = {
        SyncStep.CONNECTING: translate("Sync", "Connecting…"),
        SyncStep.SENDING: translate("Sync", "Sending…"),
        SyncStep.COLLECTING: translate("Sync", "Collecting answers…"),
        SyncStep.PULLING: translate("Sync", "Getting {what}…"),
        SyncStep.DONE: translate("Sync", "Done"),
    }
    text = said[progress.step].format(what=feed_words(progress.what))
    if progress.total:
        return f"{text} {progress.done} / {progress.total}"
    return text


def feed_words(kind: str) -> str:
    """Return what a kind of reference data is called."""
    said = {
        "membership": translate("Feeds", "your customers"),
        "policies": translate("Feeds", "policies"),
        "customers": translate("Feeds", "customers"),
        "addresses": translate("Feeds", "addresses"),
        "products": translate("Feeds", "products"),
        "prices": translate("Feeds", "prices"),
        "offers": translate("Feeds", "offers"),
        "offer_products": translate("Feeds", "offers"),
        "stock": translate("Feeds", "stock"),
        "tax_rates": translate("Feeds", "taxes"),
        "ship_methods": translate("Feeds", "ways to ship"),
        "orders": translate("Feeds", "orders"),
        "cases": translate("Feeds", "cases"),
        "tombstones": translate("Feeds", "deletions"),
        "photos": translate("Feeds", "photos"),
        "open_work": translate("Feeds", "open work"),
        "reps": translate("Feeds", "reps"),
        "laptops": translate("Feeds", "reps' laptops"),
        "stopped": translate("Feeds", "stopped requests"),
        "policy_history": translate("Feeds", "changes of policies"),
    }
    return said.get(kind, kind)


def order_state_words(state: str) -> str:
    """Return where an order stands, by the name of its state."""
    known = state in set(OrderState)
    return translate("wording", labels.order_state_labels[OrderState(state)]) if known else state


def _in_words(name: str, said: str) -> str:
    """Return an argument of an error as it is read: codes travel, words are shown."""
    match name:
        case "field":
            return formats.mid_sentence(field_words(said))
        case "fields":
            return ", ".join(formats.mid_sentence(field_words(one)) for one in said.split(", "))
        case "state":
            return formats.mid_sentence(order_state_words(said))
        case "decision":
            return formats.mid_sentence(decision_words(said))
        case "setting":
            return setting_words("", said)
        case "key" if said in labels.rule_labels or said.startswith("customer."):
            return policy_words(said)
        case "by" if said == "Head office":
            return translate("OrderLife", "Head office")
        case "most":
            return formats.figure(said.replace(",", ""))
        case _:
            return said
