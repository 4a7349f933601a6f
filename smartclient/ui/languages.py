"""Languages: which ones the window speaks, and the one it speaks now."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from smartclient.domain.errors import SetUpError
from smartclient.settings.resources import resource_folder

_FOLDER = "translations"
_PREFIX = "smartclient_"
ENGLISH = "en"
"""The language that the window's texts are written in; it needs no translation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language: its code, as in ``de``, and its name in itself."""

    code: str
    name: str


def offered() -> tuple[Language, ...]:
    """Return the languages there are texts in, by name."""
    codes = {ENGLISH, *(file.stem.removeprefix(_PREFIX) for file in _files())}
    return tuple(sorted((_language(code) for code in codes), key=lambda one: one.name))


def install(application: QCoreApplication, code: str) -> None:
    """Speak ``code`` from now on, "" as the system does; English where there is no such text."""
    locale = QLocale(code) if code else QLocale.system()
    wanted = QLocale.languageToCode(locale.language())
    found = next((file for file in _files() if file.stem == f"{_PREFIX}{wanted}"), None)
    if found is not None:
        translator = QTranslator(application)
        if translator.load(str(found)):
            application.installTranslator(translator)
    if code and locale.language() is not QLocale.Language.C:
        QLocale.setDefault(locale)


def _files() -> tuple[Path, ...]:
    try:
        folder = resource_folder(_FOLDER)
    except SetUpError:
        return ()  # nothing is translated: the window speaks the language it is written in
    return tuple(folder.glob(f"{_PREFIX}*.qm"))


def _language(code: str) -> Language:
    name = QLocale(code).nativeLanguageName()
    return Language(code=code, name=name[:1].upper() + name[1:])
