"""Sentences about rules in other languages where there is no window."""

import pytest

from smartclient.domain.ids import Sku
from smartclient.domain.mail_templates import MailLanguage
from smartclient.domain.rules.problems import Problem, RuleCode
from smartclient.wording.sentences import Sentence, problem_sentence
from smartclient.wording.translations import in_language


@pytest.mark.parametrize("language", [each for each in MailLanguage if each != "en"])
@pytest.mark.parametrize("code", RuleCode)
@pytest.mark.parametrize("after", ["", "3"])
def test_what_breaks_any_rule_is_said_in_every_language(
    code: RuleCode, after: str, language: MailLanguage
) -> None:
    sentence = problem_sentence(Problem(code=code, line=1, sku=Sku("D"), before="2", after=after))
    translated = in_language(sentence, language)
    assert translated.templates != sentence.templates
    assert translated.text


def test_what_is_not_translated_stays_as_it_is() -> None:
    sentence = Sentence(templates=("Nobody translated this.",))
    assert in_language(sentence, MailLanguage.GERMAN) == sentence
    assert in_language(sentence, MailLanguage.ENGLISH) == sentence
