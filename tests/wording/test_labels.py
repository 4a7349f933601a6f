"""Every member of every enumeration that is shown has a label on the command line, in English."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import pytest

from smartclient.domain.rules.problems import Action, ActionKind, Problem, RuleCode
from smartclient.domain.rules.taking_back import NotTakenBack
from smartclient.domain.services import OFFLINE_WITHOUT
from smartclient.headoffice.database.restore_detection import RestoreCause
from smartclient.wording import command_line, labels
from smartclient.wording.sentences import action_sentence, problem_sentence
from tests.shown_enumerations import enumerations


def action_label(kind: ActionKind) -> str:
    problem = Problem(code=RuleCode.NOT_ENOUGH_STOCK, line=1, before="3", after="2")
    return action_sentence(Action(kind), problem).text


def rule_label(code: RuleCode) -> str:
    assert problem_sentence(Problem(code=code)).templates[0]
    return labels.rule_labels[code]


def not_taken_back(reason: NotTakenBack) -> str:
    arguments = {"reason": reason, "holder": "ben", "until": "2026-11-24"}
    problem = Problem(code=RuleCode.CANT_BE_TAKEN_BACK, before="SO-10001", arguments=arguments)
    return problem_sentence(problem).text


LABELS: dict[str, Callable[[Any], str]] = {
    "AccessChange": command_line.access_change_labels.__getitem__,
    "AccessRole": command_line.access_role_labels.__getitem__,
    "ActionKind": action_label,
    "AnswerStatus": command_line.answer_labels.__getitem__,
    "DataSetAudience": command_line.data_set_audience_labels.__getitem__,
    "DemandKind": labels.demand_labels.__getitem__,
    "DeviceState": command_line.device_state_labels.__getitem__,
    "EditableField": labels.field_label,
    "ClockProof": labels.clock_proof_sentences.__getitem__,
    "Consequence": labels.consequence_labels.__getitem__,
    "CustomerStatus": command_line.customer_status_labels.__getitem__,
    "FeedKind": command_line.feed_labels.__getitem__,
    "FieldPolicy": labels.setting_labels.__getitem__,
    "FreshnessState": labels.freshness_state_labels.__getitem__,
    "Fulfilment": labels.fulfilment_labels.__getitem__,
    "ConnectionState": command_line.connection_labels.__getitem__,
    "LinkBand": command_line.link_band_labels.__getitem__,
    "LinkCause": command_line.link_cause_labels.__getitem__,
    "LinkState": command_line.link_labels.__getitem__,
    "OrderState": labels.order_state_labels.__getitem__,
    "OriginKind": command_line.origin_labels.__getitem__,
    "OfflineWithout": labels.setting_labels.__getitem__,
    "MailRecipients": labels.setting_labels.__getitem__,
    "MailSentBy": labels.setting_labels.__getitem__,
    "HeldImports": labels.setting_labels.__getitem__,
    "Pinning": labels.setting_labels.__getitem__,
    "PriceDay": labels.setting_labels.__getitem__,
    "Numbering": labels.setting_labels.__getitem__,
    "NotTakenBack": not_taken_back,
    "NumberWay": labels.setting_labels.__getitem__,
    "Numbered": lambda each: labels.rule_labels[f"numbering.{each}"],
    "RequestKind": command_line.request_labels.__getitem__,
    "Retained": labels.rule_labels.__getitem__,
    "ResolvedBy": labels.setting_labels.__getitem__,
    "RestoreSign": command_line.restore_sign_labels.__getitem__,
    "RuleCode": rule_label,
    "StepStatus": labels.step_status_labels.__getitem__,
    "SubjectType": command_line.subject_labels.__getitem__,
    "SyncStep": command_line.sync_step_labels.__getitem__,
    "TakeBackEffect": labels.take_back_labels.__getitem__,
    "TaskKind": command_line.task_labels.__getitem__,
    "TaskPolicy": labels.task_policy_labels.__getitem__,
    "TaskStatus": labels.task_status_labels.__getitem__,
    "WaitsFor": labels.waits_for_labels.__getitem__,
    "TransitionReason": command_line.cause_labels.__getitem__,
    "Transport": command_line.transport_labels.__getitem__,
}
"""How the command line says each enumeration; the enumerations are found in the code."""

SILENT = {
    # the status beside it says the same
    "TransitionReason": {"saved", "undone", "handed_over", "receipt", "answered"},
    # a customer that is as usual, and a draft that stayed as it was
    "CustomerStatus": {"active"},
    "OriginKind": {"kept"},
}
REASON_FOLLOWS = {"refused_by_link"}
"""Causes that the command line leaves to the sentence that says why."""


@pytest.mark.parametrize("name", enumerations())
def test_every_member_has_a_label(name: str) -> None:
    for member in enumerations()[name]:
        label = said_of(name, member)
        if member in SILENT.get(name, set()) | REASON_FOLLOWS:
            assert not label, f"{member} has a label now: take it off the list"
        else:
            assert label, f"{name}.{member.name} has no label"
            assert "_" not in label


def said_of(name: str, member: StrEnum) -> str:
    try:
        return LABELS[name](member)
    except KeyError:
        return ""


def test_every_cause_of_a_known_restore_has_a_label() -> None:
    assert set(command_line.restore_cause_labels) == set(RestoreCause)


def test_every_service_has_a_label() -> None:
    assert set(labels.service_labels) == set(OFFLINE_WITHOUT)
