"""Every member of every enumeration that is shown has a label in the window, in each language."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest

from smartclient.app import make_application
from smartclient.contract.messages import AnswerStatus
from smartclient.diagnostics.finding import Check
from smartclient.domain.ids import OrderId, Sku
from smartclient.domain.rules.problems import Action, Problem, RuleCode
from smartclient.domain.rules.taking_back import NotTakenBack
from smartclient.domain.sales.origins import Origin, OriginKind
from smartclient.read_models.demand import DemandKind, StockDemand
from smartclient.read_models.sync_progress import SyncProgress, SyncStep
from smartclient.ui.dialogs.order.editor_texts import origin_text
from smartclient.ui.look import status_badges
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.text import labels, languages, step_texts, wording
from smartclient.ui.text.demand_texts import credit_text, stock_text
from smartclient.ui.text.devices import device_state_label
from tests.shown_enumerations import COMMAND_LINE_ONLY, enumerations

PROBLEM = Problem(code=RuleCode.NOT_ENOUGH_STOCK, line=1, before="3", after="2")


def action_label(kind: str) -> str:
    assert wording.action_text(Action(kind), PROBLEM)  # type: ignore[arg-type]
    return wording.decision_text(kind)


def answer_label(status: AnswerStatus) -> str:
    return status_badges.badge_label(status_badges.of_task(status.task_status))


def origin_label(kind: OriginKind) -> str:
    return origin_text(Origin(kind=kind, order_id=OrderId("o-1"), label="L-1", lines=()))


def step_label(step: SyncStep) -> str:
    return wording.step_text(SyncProgress(step=step, what="prices"))


def not_taken_back(reason: NotTakenBack) -> str:
    arguments = {"reason": reason, "holder": "ben", "until": "2026-11-24"}
    problem = Problem(code=RuleCode.CANT_BE_TAKEN_BACK, before="SO-10001", arguments=arguments)
    return wording.problem_text(problem)


def rule_label(code: RuleCode) -> str:
    assert wording.problem_text(Problem(code=code))
    return wording.policy_label(code)


def setting_label(setting: str) -> str:
    return wording.setting_label("price_changed", setting)


def demand_label(kind: DemandKind) -> str:
    return {
        DemandKind.STOCK: stock_text(
            StockDemand(line=1, sku=Sku("L"), in_stock=3, in_own_orders=2)
        ),
        DemandKind.CREDIT: credit_text(Decimal(2)),
    }[kind]


def subject_label(kind: Any) -> str:  # noqa: ANN401 (any enumeration's)
    return labels.subject_label(kind, "L-1")


LABELS: dict[str, Callable[[Any], str]] = {
    "ActionKind": action_label,
    "AnswerStatus": answer_label,
    "DemandKind": demand_label,
    "DeviceState": device_state_label,
    "EditableField": wording.field_label,
    "ClockProof": wording.clock_proof_text,
    "Consequence": wording.consequence_label,
    "CustomerStatus": wording.status_label,
    "FeedKind": wording.feed_label,
    "FieldPolicy": lambda policy: wording.setting_label("customer.phone", policy),
    "FreshnessState": wording.freshness_state_label,
    "Fulfilment": wording.fulfilment_label,
    "ConnectionState": labels.connection_label,
    "LinkBand": labels.link_band_label,
    "LinkCause": labels.link_cause_label,
    "OrderState": wording.order_state_label,
    "OriginKind": origin_label,
    "OfflineWithout": setting_label,
    "MailRecipients": setting_label,
    "MailSentBy": setting_label,
    "HeldImports": setting_label,
    "Pinning": setting_label,
    "PriceDay": setting_label,
    "Numbering": setting_label,
    "NotTakenBack": not_taken_back,
    "NumberWay": setting_label,
    "Numbered": lambda each: wording.policy_label(f"numbering.{each}"),
    "RequestKind": wording.request_label,
    "Retained": wording.policy_label,
    "ResolvedBy": setting_label,
    "RestoreSign": labels.restore_sign_label,
    "RuleCode": rule_label,
    "StepStatus": step_texts.status_text,
    "SubjectType": subject_label,
    "Transport": labels.transport_label,
    "SyncStep": step_label,
    "TakeBackEffect": step_texts.effect_text,
    "TaskKind": wording.task_label,
    "WaitsFor": wording.waits_for_label,
    "TaskPolicy": step_texts.policy_text,
    "TaskStatus": wording.status_of_task,
    "TransitionReason": wording.cause_text,
    "Check": labels.check_label,
    "StatusBadge": lambda badge: (
        f"{status_badges.badge_label(badge)}: {status_badges.meaning(badge)}"
    ),
}
"""How the window says each enumeration; those of the product are found in the code."""

SILENT = {
    "TransitionReason": {"saved", "undone", "handed_over", "receipt", "answered"},
    "OriginKind": {"kept"},
}
NAME_ALONE = {"case", "policy", "request", "device"}
"""Subjects of which the window shows the name and not what they are."""

ALIKE = {"Bluetooth", "Name", "Online"}
"""Labels that are the same words in German."""


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    yield
    languages.install(make_application(), languages.ENGLISH)


def all_shown() -> dict[str, type[StrEnum]]:
    shown = {name: value for name, value in enumerations().items() if name not in COMMAND_LINE_ONLY}
    return {**shown, "Check": Check, "StatusBadge": StatusBadge}


@pytest.mark.parametrize("name", all_shown())
def test_every_member_has_a_label_in_english_and_in_german(name: str) -> None:
    application = make_application()
    languages.install(application, languages.ENGLISH)
    english = labels_of(name)
    languages.install(application, "de")
    german = labels_of(name)
    for member in all_shown()[name]:
        if member in SILENT.get(name, set()):
            assert not english[member], f"{member} has a label now: take it off the list"
            continue
        for label in (english[member], german[member]):
            assert label, f"{name}.{member.name} has no label"
            assert "_" not in label, label
        if not (name == "SubjectType" and member in NAME_ALONE):
            assert english[member] != german[member] or english[member] in ALIKE


def labels_of(name: str) -> dict[StrEnum, str]:
    return {member: LABELS[name](member) for member in all_shown()[name]}
