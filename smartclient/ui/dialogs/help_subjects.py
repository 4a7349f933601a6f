"""Help subjects: which page of the manual is about a page, a section or a dialog of the window."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from smartclient.documents.manual import Topic


class Subject(NamedTuple):
    """A page of the manual, and the heading there: its anchor in English, "" for the whole page."""

    topic: Topic
    anchor: str = ""


_INDEX: Final = Subject(Topic.INDEX)
_ORDERS: Final = Subject(Topic.REP, "taking-an-order")
_STATES: Final = Subject(Topic.REP, "what-each-status-means")
_DEVICES: Final = Subject(Topic.SECURITY, "devices")
_PASSPHRASE: Final = Subject(Topic.LOST, "the-passphrase-is-forgotten")
_MAILS: Final = Subject(Topic.REP, "writing-to-a-customer")
_CASES: Final = Subject(Topic.DECISIONS, "cases")

SUBJECTS: Final[Mapping[str, Subject]] = {
    "pageToday": Subject(Topic.REP),
    "pageCustomers": Subject(Topic.REP),
    "pageCatalog": _ORDERS,
    "pageOrders": _STATES,
    "pageOutbox": Subject(Topic.REP, "what-was-stopped"),
    "pageConflicts": Subject(Topic.REP, "what-to-do-in-a-conflict"),
    "pageHeadOffice": Subject(Topic.DECISIONS),
    "sectionCases": _CASES,
    "sectionDecided": _CASES,
    "sectionOpenConflicts": _CASES,
    "sectionReps": _DEVICES,
    "sectionCheckOuts": Subject(Topic.REP, "checking-a-customer-out"),
    "sectionStopped": Subject(Topic.OPERATING, "requests-are-stopped"),
    "sectionPolicies": Subject(Topic.DECISIONS, "policies"),
    "dialogOrder": _ORDERS,
    "dialogEarlierOrders": _ORDERS,
    "dialogNewAccount": _ORDERS,
    "dialogOrderView": _STATES,
    "dialogLegend": _STATES,
    "dialogConflict": Subject(Topic.REP, "what-to-do-in-a-conflict"),
    "case": _CASES,
    "dialogCustomer": Subject(Topic.REP),
    "dialogEnrolDevice": _DEVICES,
    "dialogNewCode": _DEVICES,
    "dialogPreferences": Subject(Topic.FILES, "settingsjson"),
    "dialogReady": Subject(Topic.REP, "before-you-leave-for-the-day"),
    "dialogTask": Subject(Topic.REP, "withdrawing-something"),
    "dialogMessage": _MAILS,
    "dialogMails": _MAILS,
    "dialogMailbox": Subject(Topic.REP, "mail-from-your-own-mailbox"),
    "dialogTakeAlong": Subject(Topic.REP, "what-a-device-takes-along"),
    "dialogUnsent": Subject(Topic.REP, "saved-means-safe"),
    "dialogDoctor": Subject(Topic.REP, "when-something-else-seems-wrong"),
    "dialogPassphrase": _PASSPHRASE,
    "dialogNewPassphrase": _PASSPHRASE,
    "dialogPassword": Subject(Topic.LOST, "the-password-of-head-offices-login-is-forgotten"),
    "dialogWiped": Subject(Topic.LOST),
}
"""By the object name of what is in front."""


def subject_of(name: str) -> Subject:
    """What the manual is opened on for this object name: its index where no page fits."""
    return SUBJECTS.get(name, _INDEX)
