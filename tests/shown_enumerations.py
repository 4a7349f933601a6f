"""Every enumeration of the domain, the contract and the read models, and those never shown."""

import importlib
import pkgutil
from enum import StrEnum

from smartclient import contract, domain, read_models, reconcile

NEVER_SHOWN = frozenset(
    {
        # whom an offer is for and what a tax is on decide about prices; nobody is told
        "Audience",
        "TaxApplies",
        # the window and the command line show what a case asks instead
        "CaseState",
        "ConflictKind",
        # how values travel, and where; each failure is an error with a sentence
        "ColumnType",
        "Path",
        "Failure",
        # each has a sentence of its own in the window
        "EndsWith",
        "ActionItemKind",
        "Hold",
        "CheckOutEnd",
        "NotTakenBack",
        # what a function needs shows in why it is disabled
        "Need",
        # each is an option of a command
        "AccountKind",
        "CostlyMark",
        "MailSecurity",
        "MailDecision",
        "MailTemplate",
        "MailLanguage",
        # what is done with a step shows in its status
        "Measure",
        # a price stands for it
        "Tariff",
        # head office's own: a rep is shown the status of the task, an admin the reason
        "MailState",
        "MailReadiness",
        # a task and a conflict are shown by the status of the task
        "RequestStatus",
        "ConflictState",
        # its own name in capitals is what everybody calls it: PDF
        "DocumentFormat",
    }
)

COMMAND_LINE_ONLY = frozenset({"AccessChange", "AccessRole", "DataSetAudience", "LinkState"})
"""Enumerations that the window never shows."""


def enumerations() -> dict[str, type[StrEnum]]:
    """Each enumeration by its name, those that are never shown left out."""
    found: dict[str, type[StrEnum]] = {}
    for package in (contract, domain, read_models, reconcile):
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(info.name)
            found |= {name: value for name, value in vars(module).items() if is_enumeration(value)}
    assert set(found) >= NEVER_SHOWN
    return {name: value for name, value in sorted(found.items()) if name not in NEVER_SHOWN}


def is_enumeration(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, StrEnum) and value is not StrEnum
