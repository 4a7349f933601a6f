"""Sentences that come from an older head office, an older store or a frozen procedure."""

from datetime import UTC, datetime
from functools import cache
from string import Formatter

import pytest

from smartclient.cli.reasons import refusal_text
from smartclient.contract.messages import Answer, AnswerStatus
from smartclient.headoffice.database.mssql.schema_0001.procedures import REFUSALS
from smartclient.read_models.connection import ConnectionState, LinkCause, LinkChange
from smartclient.wording.connection import cause_sentence
from smartclient.wording.earlier_sentences import CURRENT_SENTENCES, current_template
from translatable_texts import TEMPLATES, find_texts
from update_translations import ROOT


def names_in(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@cache
def translated() -> frozenset[str]:
    """The sentences of the lower layers that the window's translations have."""
    return frozenset(source for context, source in find_texts(ROOT) if context == TEMPLATES)


@pytest.mark.parametrize(("earlier", "current"), sorted(CURRENT_SENTENCES.items()))
def test_the_current_sentence_needs_no_argument_that_the_earlier_one_does_not_bring(
    earlier: str, current: str
) -> None:
    assert names_in(current) <= names_in(earlier)
    assert current not in CURRENT_SENTENCES, "one step leads to what is said today"


def test_every_current_sentence_is_one_that_is_translated() -> None:
    assert set(CURRENT_SENTENCES.values()) <= translated()


def test_every_refusal_of_the_frozen_procedures_is_translated() -> None:
    assert {current_template(refusal) for refusal in REFUSALS} <= translated()


def test_the_command_line_shows_an_earlier_sentence_in_its_present_wording() -> None:
    earlier = "This conflict is settled already. Nothing was changed."
    answer = Answer(status=AnswerStatus.REJECTED, why=earlier)
    assert refusal_text(answer) == "This conflict is resolved already. Nothing was changed."


@pytest.mark.parametrize(
    ("earlier", "current"),
    [
        (
            "Head office did not answer in time. It will be tried again.",
            "Head office did not answer in time.",
        ),
        (
            (
                "Head office's database has no room at the moment. It will be tried again; "
                "tell your database administrator."
            ),
            "Head office's database has no room at the moment. Tell your database administrator.",
        ),
        (
            "The disk with the head office file is full. Make room there; it will be tried again.",
            "The disk with the head office file is full. Make room there.",
        ),
    ],
)
def test_an_earlier_promise_of_another_try_is_not_repeated(earlier: str, current: str) -> None:
    assert current_template(earlier) == current
    assert current in translated()
    away = LinkChange(
        at=datetime(2026, 11, 30, tzinfo=UTC),
        state=ConnectionState.UNREACHABLE,
        cause=LinkCause.FAILED,
        why=earlier,
    )
    assert cause_sentence(away) == current


def test_no_error_promises_another_try() -> None:
    """Whoever raises it does not know whether one follows: of a sign-in or a command, none does."""
    assert not [each for each in translated() if "it will be tried again" in each.casefold()]
