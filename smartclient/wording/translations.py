"""Translations: sentences about rules in another language where no window is, as in a mail.

The file of a language is made from what the window is translated with
(packaging/translations/update_translations.py).
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from smartclient.domain.mail_templates import MailLanguage
from smartclient.settings.resources import resource_folder
from smartclient.wording.sentences import Sentence

_FOLDER = "translations"


def in_language(sentence: Sentence, language: MailLanguage) -> Sentence:
    """A sentence in a language; a template that is not translated stays English."""
    known = _translations(language)
    templates = tuple(known.get(template, template) for template in sentence.templates)
    return replace(sentence, templates=templates)


@cache
def _translations(language: MailLanguage) -> Mapping[str, str]:
    if language is MailLanguage.ENGLISH:
        return {}
    file = resource_folder(_FOLDER) / f"rules_{language}.json"
    found: dict[str, str] = json.loads(file.read_text("utf-8"))
    return found
