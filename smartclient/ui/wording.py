"""Wording: the sentences of the window that come from codes, translated with their arguments."""

from PySide6.QtCore import QCoreApplication

from smartclient.domain.errors import SmartClientError
from smartclient.domain.orders import Fulfilment
from smartclient.domain.problems import Action, Change, Problem
from smartclient.domain.progress import SyncProgress, SyncStep
from smartclient.domain.tasks import TaskKind
from smartclient.reconcile import wording
from smartclient.reconcile.wording import Sentence

translate = QCoreApplication.translate


def say(sentence: Sentence) -> str:
    """Return a sentence in the window's language, its arguments filled in."""
    return filled(sentence.template, sentence.arguments)


def filled(template: str, arguments: dict[str, str]) -> str:
    """Return a template in the window's language, filled with ``arguments``."""
    text = translate("wording", template) if template else ""
    return text.format(**arguments) if arguments else text


def error_text(error: SmartClientError) -> str:
    """Return what to tell the rep about ``error``."""
    return filled(error.template, error.arguments)


def problem_text(problem: Problem) -> str:
    """Return what is wrong, as one sentence."""
    return say(wording.problem_sentence(problem))


def action_text(action: Action, problem: Problem) -> str:
    """Return what choosing ``action`` does."""
    return say(wording.action_sentence(action, problem))


def change_text(change: Change) -> str:
    """Return what head office changed."""
    return say(wording.change_sentence(change))


def task_words(kind: TaskKind) -> str:
    """Return what a task does, as a rep would say it."""
    words = {
        TaskKind.PLACE_ORDER: translate("Tasks", "Order"),
        TaskKind.AMEND_ORDER: translate("Tasks", "Order change"),
        TaskKind.CANCEL_ORDER: translate("Tasks", "Order cancellation"),
        TaskKind.CREATE_CUSTOMER: translate("Tasks", "New customer"),
        TaskKind.UPDATE_CUSTOMER: translate("Tasks", "Customer change"),
        TaskKind.DELETE_CUSTOMER: translate("Tasks", "Customer deletion"),
        TaskKind.DECIDE_CASE: translate("Tasks", "Decision"),
        TaskKind.CHANGE_POLICY: translate("Tasks", "Policy change"),
    }
    return words[kind]


def fulfilment_words(fulfilment: Fulfilment | None) -> str:
    """Return what became of an order; "" for nothing yet."""
    if fulfilment is None:
        return ""
    words = {
        Fulfilment.BACK_ORDERED: translate("Orders", "Back-ordered"),
        Fulfilment.SHIPPED: translate("Orders", "Shipped"),
        Fulfilment.INVOICED: translate("Orders", "Invoiced"),
    }
    return words[fulfilment]


def field_words(name: str) -> str:
    """Return what a customer's field is called on screen."""
    words = {
        "name": translate("Customers", "Name"),
        "contact": translate("Customers", "Contact"),
        "phone": translate("Customers", "Phone"),
        "email": translate("Customers", "E-mail"),
        "notes": translate("Customers", "Notes"),
    }
    return words.get(name, name)


def status_words(status: str) -> str:
    """Return a customer's own status as a rep knows it."""
    words = {
        "active": translate("Customers", "Active"),
        "on_hold": translate("Customers", "On hold"),
        "closed": translate("Customers", "Closed"),
    }
    return words.get(status, status)


def step_words(progress: SyncProgress) -> str:
    """Return what a running sync is doing."""
    words = {
        SyncStep.CONNECTING: translate("Sync", "Connecting…"),
        SyncStep.SENDING: translate("Sync", "Sending…"),
        SyncStep.COLLECTING: translate("Sync", "Collecting answers…"),
        SyncStep.PULLING: translate("Sync", "Getting {what}…"),
        SyncStep.DONE: translate("Sync", "Done"),
    }
    text = words[progress.step].format(what=feed_words(progress.what))
    if progress.total:
        return f"{text} {progress.done} / {progress.total}"
    return text


def feed_words(kind: str) -> str:
    """Return what a kind of reference data is called."""
    words = {
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
    }
    return words.get(kind, kind)
