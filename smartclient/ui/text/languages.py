"""Languages: which ones the window speaks, and the one it speaks now."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from smartclient.domain.errors import SetUpError
from smartclient.settings.resources import resource_folder

_FOLDER = "translations"
_PREFIX = "smartclient_"
ENGLISH = "en"
"""The language the texts are written in; its file holds only those that follow a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language: its code, as in ``de``, and its name in itself."""

    code: str
    name: str


def offered() -> tuple[Language, ...]:
    """The languages there are texts in, by name."""
    codes = {ENGLISH, *(file.stem.removeprefix(_PREFIX) for file in _files())}
    return tuple(sorted((_language(code) for code in codes), key=lambda language: language.name))


def install(application: QCoreApplication, code: str) -> None:
    """Speak ``code`` from now on, "" as the system does; English where there is no such text.

    Figures and days are written as the language has them, or as the system does where it speaks
    the same language. Qt notifies every window, and each text from now on is in that language.
    """
    for old in application.findChildren(QTranslator):
        application.removeTranslator(old)
        old.deleteLater()
    locale = _locale(code)
    QLocale.setDefault(locale)
    language_code = QLocale.languageToCode(locale.language())
    known = {file.stem.removeprefix(_PREFIX): file for file in _files()}
    # what is asked last is installed first: English is the fallback of every other language
    for file in (
        known.get(ENGLISH),
        known.get(language_code) if language_code != ENGLISH else None,
    ):
        if file is not None:
            _install(application, QTranslator(application), str(file))
    if language_code in known and language_code != ENGLISH:
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        _install(application, QTranslator(application), f"{folder}/qtbase_{language_code}.qm")


def speaks(application: QCoreApplication) -> bool:
    """Whether a language was installed already."""
    return bool(application.findChildren(QTranslator))


def _install(application: QCoreApplication, translator: QTranslator, file: str) -> None:
    if translator.load(file):
        application.installTranslator(translator)
    else:
        translator.deleteLater()


def _locale(code: str) -> QLocale:
    system = QLocale.system()
    locale = QLocale(code) if code else system
    if locale.language() is QLocale.Language.C:
        # a machine that names no language: figures are grouped as English has them
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    return system if locale.language() is system.language() else locale


def _files() -> tuple[Path, ...]:
    try:
        folder = resource_folder(_FOLDER)
    except SetUpError:
        return ()  # nothing is translated: the window speaks the language it is written in
    return tuple(folder.glob(f"{_PREFIX}*.qm"))


def _language(code: str) -> Language:
    # Qt's name for English in English is that of one country's
    name = "English" if code == ENGLISH else QLocale(code).nativeLanguageName()
    return Language(code=code, name=name[:1].upper() + name[1:])
