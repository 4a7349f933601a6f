"""Texts of the mails to admins about new cases, in the language that was set up for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from smartclient.contract.cases import Case
from smartclient.domain.mail_templates import MailLanguage, Written
from smartclient.wording.sentences import problem_sentence
from smartclient.wording.translations import in_language


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What such a mail says besides the cases."""

    one: str
    several: str
    by: str
    more: str
    ending: str


_WORDS: Final[Mapping[MailLanguage, _Words]] = {
    MailLanguage.ENGLISH: _Words(
        one="A new case waits for you",
        several="{count} new cases wait",
        by="* {case}, by {rep}",
        more="And {count} more.",
        ending="Decide them in Smart Client under Cases. There is nothing to answer to this mail.",
    ),
    MailLanguage.GERMAN: _Words(
        one="Ein neuer Fall wartet auf Sie",
        several="{count} neue Fälle warten auf Sie",
        by="* {case}, von {rep}",
        more="Und {count} weitere.",
        ending="Entscheiden Sie sie in Smart Client unter Fälle. Auf diese E-Mail ist nichts zu "
        "antworten.",
    ),
}


def case_mail(cases: Sequence[Case], count: int, language: MailLanguage) -> Written:
    """A mail about ``count`` new cases, of which it lists these.

    It says no more of a customer than what the case is called.
    """
    words = _WORDS[language]
    lines = [line for case in cases for line in _lines(case, words, language)]
    rest = count - len(cases)
    more = [words.more.format(count=rest)] if rest else []
    subject = words.one if count == 1 else words.several.format(count=count)
    return Written(subject=subject, text="\n".join((*lines, *more, "", words.ending, "")))


def _lines(case: Case, words: _Words, language: MailLanguage) -> list[str]:
    label = case.label
    named = f"{label.text}*" if label.provisional else label.text
    problems = [
        f"  {in_language(problem_sentence(problem), language).text}"
        for problem in case.conflict.problems
    ]
    return [words.by.format(case=named, rep=case.rep), *problems]
