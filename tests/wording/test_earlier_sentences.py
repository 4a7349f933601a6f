"""Sentences that come from an older head office, an older store or a frozen procedure."""

from string import Formatter

import pytest

from smartclient.cli.reasons import refusal_text
from smartclient.contract.messages import Answer, AnswerStatus
from smartclient.headoffice.database.mssql.schema_0001.procedures import REFUSALS
from smartclient.wording.earlier_sentences import CURRENT_SENTENCES, current_template
from translatable_texts import TEMPLATES, find_texts
from update_translations import ROOT


def names_in(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize(("earlier", "current"), sorted(CURRENT_SENTENCES.items()))
def test_the_current_sentence_needs_no_argument_that_the_earlier_one_does_not_bring(
    earlier: str, current: str
) -> None:
    assert names_in(current) <= names_in(earlier)
    assert current not in CURRENT_SENTENCES, "one step leads to what is said today"


def test_every_current_sentence_is_one_that_is_translated() -> None:
    translated = {source for context, source in find_texts(ROOT) if context == TEMPLATES}
    assert set(CURRENT_SENTENCES.values()) <= translated


def test_every_refusal_of_the_frozen_procedures_is_translated() -> None:
    translated = {source for context, source in find_texts(ROOT) if context == TEMPLATES}
    assert {current_template(refusal) for refusal in REFUSALS} <= translated


def test_the_command_line_shows_an_earlier_sentence_in_its_present_wording() -> None:
    earlier = "This conflict is settled already. Nothing was changed."
    answer = Answer(status=AnswerStatus.REJECTED, why=earlier)
    assert refusal_text(answer) == "This conflict is resolved already. Nothing was changed."
