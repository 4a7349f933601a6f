"""Help in the window: every page is shown, searched, and followed from link to link."""

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QTextBlock
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import update_translations
from smartclient.app import make_application
from smartclient.diagnostics.finding import PAGES, Check, Finding
from smartclient.documents.manual import (
    Topic,
    anchor_in,
    anchor_of,
    anchors_of,
    manual_page,
    topic_of,
)
from smartclient.domain.errors import (
    PasswordRefusedError,
    SetUpError,
    SmartClientError,
    StoreError,
)
from smartclient.ui.dialogs.help import HelpDialog
from smartclient.ui.dialogs.help_subjects import SUBJECTS, subject_of
from smartclient.ui.dialogs.setup.secret import passphrase_dialog
from smartclient.ui.dialogs.setup.startup_error import StartupErrorDialog
from smartclient.ui.look import status_badges
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.theme import Theme
from smartclient.ui.look.tokens import TOKENS, Scheme, ThemeChoice
from smartclient.ui.pages.registry import PAGES as PAGE_ENTRIES
from smartclient.ui.shell.main_window import MainWindow
from smartclient.ui.text import languages
from smartclient.ui.widgets.manual_view import ManualView
from tests.cli.documented import LANGUAGES, headings, links, prose
from tests.ui.driver import UserDriver
from tests.ui.small_link import SmallLink
from tests.ui.small_use_cases import SmallUseCases

pytestmark = pytest.mark.qt_log_ignore("does not support")


T = TypeVar("T", bound=QWidget)


@pytest.fixture
def link() -> SmallLink:
    return SmallLink(SmallUseCases())


@pytest.fixture
def driver(qtbot: QtBot, open_window: Callable[..., MainWindow], link: SmallLink) -> UserDriver:
    return UserDriver(qtbot, open_window(SmallUseCases(), link))


@pytest.fixture
def help_dialog(driver: UserDriver) -> HelpDialog:
    driver.window.navigator.show_manual(Topic.INDEX)
    dialog = driver.dialog("dialogHelp")
    assert isinstance(dialog, HelpDialog)
    return dialog


def child(parent: QWidget, kind: type[T], name: str) -> T:
    found = parent.findChild(kind, name)
    assert found is not None
    return found


def topic_in(dialog: HelpDialog) -> Topic:
    return dialog.topic


def view_of(dialog: HelpDialog) -> ManualView:
    return child(dialog, ManualView, "helpPage")


def listed(dialog: HelpDialog) -> list[str]:
    topics = child(dialog, QListWidget, "helpTopics")
    return [topics.item(place).data(Qt.ItemDataRole.UserRole) for place in range(topics.count())]


def blocks(dialog: HelpDialog) -> Iterator[QTextBlock]:
    block = view_of(dialog).document().begin()
    while block.isValid():
        yield block
        block = block.next()


def links_shown(dialog: HelpDialog) -> set[str]:
    formats = (part.format for block in blocks(dialog) for part in block.textFormats())
    return {form.anchorHref() for form in formats if form.isAnchor()}


def search(driver: UserDriver, dialog: HelpDialog, text: str) -> None:
    field = child(dialog, QLineEdit, "helpSearch")
    field.clear()
    QTest.keyClicks(field, text)


@pytest.fixture
def help_in(qtbot: QtBot, theme: Theme) -> Iterator[Callable[[str], HelpDialog]]:
    """Open the manual in a language."""
    application = make_application()

    def opened(language: str) -> HelpDialog:
        languages.install(application, language)
        dialog = HelpDialog(theme, None)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    yield opened
    languages.install(application, languages.ENGLISH)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", Topic)
def test_a_page_is_shown_with_its_headings_and_links(
    help_in: Callable[[str], HelpDialog], topic: Topic, language: str
) -> None:
    dialog = help_in(language)
    dialog.show_topic(topic)

    page = manual_page(topic, language)
    shown = [block.text() for block in blocks(dialog) if block.blockFormat().headingLevel()]
    assert shown == [re.sub(r"[`*]", "", heading) for heading in headings(page.text)]
    assert links_shown(dialog) == set(links(page.text))
    assert "```" not in view_of(dialog).toPlainText()
    assert "|---" not in view_of(dialog).toPlainText()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", Topic)
def test_every_link_of_a_page_leads_on(
    help_in: Callable[[str], HelpDialog], topic: Topic, language: str
) -> None:
    dialog = help_in(language)
    for link in links(manual_page(topic, language).text):
        dialog.show_topic(topic)
        view = view_of(dialog)
        view.anchorClicked.emit(QUrl(link))
        assert topic_in(dialog) == (topic_of(link) or topic)
        if "#" in link:
            assert view.textCursor().block().blockFormat().headingLevel() > 0
            assert view.textCursor().blockNumber() > 0


def test_a_link_out_of_the_manual_is_opened_by_the_system(
    help_dialog: HelpDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    for link in ("https://example.com/x", "file:///etc/passwd", "javascript:alert(1)"):
        view_of(help_dialog).anchorClicked.emit(QUrl(link))
    assert opened == ["https://example.com/x"]


def test_a_search_lists_the_pages_that_hold_every_word_and_shows_the_best(
    driver: UserDriver, help_dialog: HelpDialog
) -> None:
    assert listed(help_dialog) == list(Topic)

    search(driver, help_dialog, "restored BACKUP")

    assert listed(help_dialog)[0] == Topic.RESTORE
    assert Topic.FILES not in listed(help_dialog)
    assert topic_in(help_dialog) is Topic.RESTORE
    marked = {
        selection.cursor.selectedText().lower()
        for selection in view_of(help_dialog).extraSelections()
    }
    assert marked == {"restored", "backup"}

    search(driver, help_dialog, "xyzzy")
    assert listed(help_dialog) == []
    assert not child(help_dialog, QListWidget, "helpTopics").isVisible()

    search(driver, help_dialog, "")
    assert listed(help_dialog) == list(Topic)


def test_down_goes_on_from_the_search_to_what_was_found(
    driver: UserDriver, help_dialog: HelpDialog
) -> None:
    search(driver, help_dialog, "sizing")
    field = child(help_dialog, QLineEdit, "helpSearch")
    QTest.keyClick(field, Qt.Key.Key_Down)
    topics = child(help_dialog, QListWidget, "helpTopics")
    assert topics.hasFocus()
    QTest.keyClick(topics, Qt.Key.Key_Down)
    assert topic_in(help_dialog) == listed(help_dialog)[1]


def test_back_goes_where_the_reader_was(driver: UserDriver, help_dialog: HelpDialog) -> None:
    back = child(help_dialog, QPushButton, "buttonHelpBack")
    assert not back.isEnabled()
    help_dialog.show_topic(Topic.IMPORT)
    bar = view_of(help_dialog).verticalScrollBar()
    bar.setValue(300)
    view_of(help_dialog).anchorClicked.emit(QUrl("rep.md#what-the-signs-mean"))
    assert topic_in(help_dialog) is Topic.REP

    driver.press(help_dialog, "buttonHelpBack")
    assert topic_in(help_dialog) is Topic.IMPORT
    assert bar.value() == 300
    driver.press(help_dialog, "buttonHelpBack")
    assert topic_in(help_dialog) is Topic.INDEX
    assert not back.isEnabled()


def test_links_have_the_colours_of_the_theme_whenever_it_changes(
    help_dialog: HelpDialog, theme: Theme
) -> None:
    for choice, scheme in ((ThemeChoice.DARK, Scheme.DARK), (ThemeChoice.LIGHT, Scheme.LIGHT)):
        theme.choose(choice)
        colours = {
            part.format.foreground().color().name().upper()
            for block in blocks(help_dialog)
            for part in block.textFormats()
            if part.format.isAnchor()
        }
        assert colours == {TOKENS[scheme].accent}


def window_texts(language: str) -> set[str]:
    """Return the texts of the window in a language."""
    known = update_translations.read(update_translations.SOURCES / "smartclient_de.ts")
    texts = {source for _, source in known}
    if language == "de":
        texts = {form for item in known.values() for form in item.forms}
    return {text.replace("&", "") for text in texts}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", Topic)
def test_a_page_names_what_is_in_the_window(topic: Topic, language: str) -> None:
    page = manual_page(topic, language)
    text = re.sub(r"\*\*.+?\*\*", "", prose(page.text), flags=re.DOTALL)
    named = {" ".join(item.split()) for item in re.findall(r"(?<!\w)\*([A-ZÄÖÜ][^*]+)\*", text)}
    assert not named - window_texts(page.language)


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_rep_page_explains_every_badge(language: str, theme: Theme) -> None:
    application = make_application()
    languages.install(application, language)
    try:
        words = {status_badges.badge_label(badge) for badge in StatusBadge}
    finally:
        languages.install(application, languages.ENGLISH)
    tables = re.findall(r"(?:^\|.*\n)+", manual_page(Topic.REP, language).text, re.MULTILINE)
    explained = [set(re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE)[1:]) for table in tables]
    assert words in explained


def test_a_finding_of_the_doctor_leads_to_its_page(driver: UserDriver, link: SmallLink) -> None:
    link.findings = (
        Finding(check=Check.KEY, ok=False, template="There is no key.", advice="Sign in."),
        Finding(check=Check.CLOCK, ok=True, template="The clock is right."),
    )
    driver.trigger("actionDoctor")
    doctor = driver.dialog("dialogDoctor")
    assert doctor.findChild(QPushButton, "help_clock") is None

    driver.press(doctor, "help_key")

    dialog = child(driver.window, HelpDialog, "dialogHelp")
    assert topic_in(dialog) is Topic.LOST


def test_help_that_is_open_already_shows_another_page(
    driver: UserDriver, help_dialog: HelpDialog
) -> None:
    driver.window.navigator.show_manual(Topic.SECURITY)
    assert topic_in(help_dialog) is Topic.SECURITY
    driver.trigger("actionHelp")
    assert topic_in(help_dialog) is Topic.SECURITY
    press_help(driver.qtbot, driver.window)
    assert topic_in(help_dialog) is Topic.REP
    help_dialog.go_back()
    assert topic_in(help_dialog) is Topic.SECURITY
    assert len(driver.window.findChildren(HelpDialog)) == 1


def test_what_keeps_the_window_from_opening_leads_to_its_page(qtbot: QtBot, theme: Theme) -> None:
    dialog = StartupErrorDialog(StoreError("The store is damaged."), theme)
    qtbot.addWidget(dialog)
    dialog.show()
    child(dialog, QPushButton, "buttonTroubleHelp").click()
    assert child(dialog, HelpDialog, "dialogHelp").topic is Topic.LOST

    other = StartupErrorDialog(SetUpError("Nobody signed in."), theme)
    qtbot.addWidget(other)
    assert other.findChild(QPushButton, "buttonTroubleHelp") is None


def test_an_error_leads_from_the_window_to_its_page(driver: UserDriver) -> None:
    driver.window.context.went_wrong.emit(PasswordRefusedError("The password is not accepted."))
    child(driver.window.banner, QPushButton, "newsGo").click()
    assert topic_in(child(driver.window, HelpDialog, "dialogHelp")) is Topic.LOST

    driver.window.context.went_wrong.emit(SetUpError("The disk is read-only."))
    assert not driver.window.banner.leads


def test_every_check_of_the_doctor_has_a_page_or_none() -> None:
    assert set(PAGES) == set(Check)


def test_every_error_names_a_page_there_is() -> None:
    errors = [SmartClientError]
    for error in errors:
        errors.extend(error.__subclasses__())
    named = {error.help_page for error in errors} - {""}
    assert named
    assert named <= set(Topic)


def press_help(qtbot: QtBot, window: QWidget) -> None:
    """Press F1 in a window that is in front, where its focus is."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_F1)


def help_over(parent: QWidget) -> HelpDialog:
    (found,) = parent.findChildren(
        HelpDialog, "dialogHelp", Qt.FindChildOption.FindDirectChildrenOnly
    )
    return found


def heading_shown(dialog: HelpDialog) -> str:
    return str(view_of(dialog).textCursor().block().text())


def test_every_subject_has_its_heading_in_every_language() -> None:
    pages = {entry.name for entry in PAGE_ENTRIES}
    assert pages <= set(SUBJECTS)
    for subject in SUBJECTS.values():
        for code in (language.code for language in languages.offered()):
            page = manual_page(subject.topic, code)
            assert not subject.anchor or anchor_in(page, subject.anchor) in anchors_of(page)


@pytest.mark.parametrize("topic", Topic)
def test_a_page_has_the_same_headings_in_every_language(topic: Topic) -> None:
    english = anchors_of(manual_page(topic))
    for code in (language.code for language in languages.offered()):
        assert len(anchors_of(manual_page(topic, code))) == len(english), code


@pytest.mark.parametrize("name", [entry.name for entry in PAGE_ENTRIES if not entry.admin_only])
def test_f1_opens_what_is_about_the_page_in_front(driver: UserDriver, name: str) -> None:
    driver.go_to(name)
    press_help(driver.qtbot, driver.window)
    assert help_over(driver.window).topic is SUBJECTS[name].topic


@pytest.mark.parametrize(
    ("action", "name"),
    [
        ("actionDoctor", "dialogDoctor"),
        ("actionPreferences", "dialogPreferences"),
        ("actionLegend", "dialogLegend"),
        ("actionGoTo", "dialogGoTo"),
        ("actionShortcuts", "dialogShortcuts"),
    ],
)
def test_f1_opens_what_is_about_the_dialog_in_front(
    driver: UserDriver, action: str, name: str
) -> None:
    driver.trigger(action)
    dialog = driver.dialog(name)
    press_help(driver.qtbot, dialog)
    subject = subject_of(name)
    assert help_over(dialog).topic is subject.topic
    assert (subject.topic is Topic.INDEX) is (name in {"dialogGoTo", "dialogShortcuts"})
    press_help(driver.qtbot, help_over(dialog))
    assert not help_over(dialog).findChildren(HelpDialog)


def test_f1_goes_to_the_heading_in_the_language_of_the_page(qtbot: QtBot, theme: Theme) -> None:
    application = make_application()
    languages.install(application, "de")
    try:
        dialog = passphrase_dialog(theme, None)
        qtbot.addWidget(dialog)
        dialog.show()
        press_help(qtbot, dialog)
        manual = help_over(dialog)
        german = manual_page(Topic.LOST, "de")
        anchor = anchor_in(german, SUBJECTS["dialogPassphrase"].anchor)
        assert anchor_of(heading_shown(manual)) == anchor
        assert anchor != SUBJECTS["dialogPassphrase"].anchor
    finally:
        languages.install(application, languages.ENGLISH)


def test_f1_before_there_is_a_window_opens_the_page_about_the_trouble(
    qtbot: QtBot, theme: Theme
) -> None:
    dialog = StartupErrorDialog(StoreError("The store is damaged."), theme)
    qtbot.addWidget(dialog)
    dialog.show()
    press_help(qtbot, dialog)
    assert help_over(dialog).topic is Topic.LOST
