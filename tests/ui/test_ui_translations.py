"""Every text of the window in every language it speaks, and the file the window loads of each."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

import update_translations
from smartclient.database.errors import HEAD_OFFICE_ERRORS, STORE_ERRORS
from smartclient.documents.manual import manual_pages
from tests.cli.documented import prose
from translatable_texts import TEMPLATES, Text, UnreadableTextError, find_texts

SOURCES = sorted(update_translations.SOURCES.glob("*.ts"))
HOW = "run packaging/translations/update_translations.py, then finish what it names beside it"
GERMAN = update_translations.SOURCES / "smartclient_de.ts"
PLACEHOLDER = re.compile(r"\{\w*\}")

OTHER_WORDS = {
    "Abgleich": "Synchronisierung",
    "Angebot": "Aktion",
    "Artikel": "Produkt",
    "Kennwort": "Passwort",
    "Vertreter": "Außendienst",
    "Worker": "Bearbeitungsdienst",
}
"""German words that are not used → the one that window and manual have for it."""

Texts = dict[tuple[str, str], Text]


@pytest.fixture(scope="module")
def texts() -> Texts:
    return find_texts(update_translations.ROOT)


def code(folder: Path, text: str) -> Texts:
    """Return the texts found in a program of one module."""
    module = folder / "smartclient" / "ui" / "page.py"
    module.parent.mkdir(parents=True)
    module.write_text(text, encoding="utf-8")
    return find_texts(folder)


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.stem)
def test_every_text_is_translated_and_nothing_else(file: Path, texts: Texts) -> None:
    assert update_translations.unfinished(file, texts) == [], HOW


def test_a_new_text_is_missed_in_every_language(tmp_path: Path) -> None:
    new = code(
        tmp_path,
        """
class Page(QWidget):
    def look(self, count):
        self.tr("Look here")
        self.tr("%Ln roads", "", count)
        translate("Roads", "Turn left")
        raise RefusedError("There is no road {name}.", name="")

class RefusedError(SmartClientError): ...
""",
    )
    reported = update_translations.unfinished(GERMAN, new)
    for text in ("Page: Look here", "Page: %Ln roads", "Roads: Turn left"):
        assert f"smartclient_de.ts: not translated: {text}" in reported
    assert f"smartclient_de.ts: not translated: {TEMPLATES}: There is no road {{name}}." in reported
    english = update_translations.unfinished(update_translations.SOURCES / "smartclient_en.ts", new)
    assert [line for line in english if "not translated" in line] == [
        "smartclient_en.ts: not translated: Page: %Ln roads"
    ]


def test_a_text_that_code_puts_together_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableTextError, match=r"page\.py:4"):
        code(
            tmp_path, '\nclass Page(QWidget):\n    def look(self):\n        self.tr(f"{1} road")\n'
        )


def test_sentences_of_lower_layers_are_among_the_texts(texts: Texts) -> None:
    for sentence in (
        "{customer} is on hold. Head office decides about new orders.",  # a rule
        "Drop line {line}, {name}",  # an action
        "The product is not yet on sale.",  # a reason in a report
        "You work offline. Switch Work Offline off to reach head office.",  # an error
        "This request was damaged on its way. Send it again.",  # a receipt's refusal
        "The driver {name} is not on this computer.",  # a finding of the doctor
        "Waiting to send",  # a state
        "Delivery day",  # a field
    ):
        assert (TEMPLATES, sentence) in texts


def test_what_is_said_of_a_database_is_among_the_texts(texts: Texts) -> None:
    for _, _, sentence in (*HEAD_OFFICE_ERRORS, *STORE_ERRORS):
        assert (TEMPLATES, sentence) in texts


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.stem)
def test_a_translation_has_the_places_its_source_has(file: Path) -> None:
    for (_, source), translated in update_translations.read(file).items():
        wanted = set(PLACEHOLDER.findall(source))
        for form in translated.forms:
            assert set(PLACEHOLDER.findall(form)) == wanted, source
            assert ("&" in form) == ("&" in source), source
            assert form.endswith(".") or not source.endswith("."), source
            assert form.endswith(".") or not source.endswith("."), source
        assert ("%Ln" in source) == ("%Ln" in translated.forms[-1]), source


@pytest.mark.parametrize("word", OTHER_WORDS)
def test_german_has_one_word_for_one_thing(word: str) -> None:
    translated = update_translations.read(GERMAN).values()
    texts = [form for item in translated for form in item.forms]
    texts.extend(prose(page.text) for page in manual_pages("de"))
    assert not [text for text in texts if word in text], f"say {OTHER_WORDS[word]}"


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.stem)
def test_what_the_window_loads_is_made_of_the_newest_source(file: Path) -> None:
    loaded = QTranslator()
    assert loaded.load(str(update_translations.MADE / f"{file.stem}.qm"))
    known = update_translations.read(file)
    for (context, source), translated in known.items():
        plural = len(translated.forms) > 1
        for form, number in zip(translated.forms, (1, 2) if plural else (-1,), strict=True):
            assert loaded.translate(context, source, None, number) == form, HOW
    assert {file.stem for file in SOURCES} == {
        made.stem for made in update_translations.MADE.glob("*.qm")
    }


def test_what_head_office_mails_is_made_of_the_newest_source(texts: Texts) -> None:
    made = update_translations.rules_file(GERMAN).read_text("utf-8")
    assert made == update_translations.rules_json(update_translations.read(GERMAN), texts), HOW


def test_what_the_order_pad_says_is_made_of_the_newest_source(texts: Texts) -> None:
    made = update_translations.page_file(GERMAN).read_text("utf-8")
    assert made == update_translations.page_json(update_translations.read(GERMAN), texts), HOW
