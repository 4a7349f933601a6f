"""Sentences that lower layers hand up, as the window says them in either language."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QDialogButtonBox, QPushButton
from pytestqt.qtbot import QtBot

from smartclient.app import make_application
from smartclient.domain.errors import OutOfReachError, RefusedError
from smartclient.domain.ids import Sku
from smartclient.domain.rules.problems import (
    Action,
    ActionKind,
    Change,
    Problem,
    ResolvedBy,
    RuleCode,
)
from smartclient.domain.text.canonical import canonical_text
from smartclient.read_models.server_restores import Restore, RestoreSign
from smartclient.read_models.sync_progress import LinkState, SyncSummary
from smartclient.ui.look.theme import Theme
from smartclient.ui.printing import document_labels, table_labels
from smartclient.ui.shell import sync_notification
from smartclient.ui.text import formats, languages, wording
from smartclient.ui.widgets.notification_bar import NotificationBar
from tests.changed import changed

DEARER = Problem(
    code=RuleCode.PRICE_CHANGED,
    line=2,
    before="1431.50",
    after="1500.25",
    arguments={"name": "Road Frame 58"},
    settled_by=ResolvedBy.REP,
)
LATER = Problem(
    code=RuleCode.NOT_YET_ON_SALE,
    line=1,
    before="2026-11-21",
    after="2027-02-01",
    arguments={"name": "Grow Light"},
    settled_by=ResolvedBy.REP,
)


@pytest.fixture(params=["en", "de"])
def language(request: pytest.FixtureRequest, theme: Theme) -> Iterator[str]:
    application = make_application()
    languages.install(application, request.param)
    yield request.param
    languages.install(application, languages.ENGLISH)


def test_a_problem_shows_prices_and_days_as_the_language_writes_them(language: str) -> None:
    assert {
        "en": "The price of Road Frame 58 rose from 1,431.50 to 1,500.25 (line 2).",
        "de": "Der Preis von Road Frame 58 ist von 1.431,50 auf 1.500,25 gestiegen (Position 2).",
    }[language] == wording.problem_text(DEARER)
    assert {
        "en": "Grow Light is not sold before 1 Feb 2027 (line 1).",
        "de": "Grow Light wird nicht vor dem 01.02.2027 verkauft (Position 1).",
    }[language] == wording.problem_text(LATER)
    assert {"en": "Order at 1,500.25", "de": "Zu 1.500,25 bestellen"}[
        language
    ] == wording.action_text(Action(ActionKind.ACCEPT_PRICE), DEARER)


def test_what_a_newer_head_office_writes_differently_is_shown_as_received(language: str) -> None:
    odd = Problem(
        code=RuleCode.PRICE_CHANGED,
        line=1,
        before="1",
        after="",
        arguments={"name": "Fork"},
        settled_by=ResolvedBy.REP,
    )
    assert "Fork" in wording.problem_text(odd)
    when = Change(rule="", field="deliver_on", before="soon", after="2026-11-30")
    assert "soon" in wording.change_text(when)


def test_a_report_has_one_sentence_per_change(language: str) -> None:
    change = Change(
        rule=RuleCode.PRICE_CHANGED,
        field="unit_price",
        line=3,
        sku=Sku("FK-100"),
        before="7.50",
        after="1008.00",
        by="carla",
    )
    assert {
        "en": "Line 3, FK-100: the price is 1,008.00 instead of 7.50. The price changed. "
        "Decided by carla.",
        "de": "Position 3, FK-100: Der Preis ist 1.008,00 statt 7,50. Der Preis hat sich "
        "geändert. Entschieden von carla.",
    }[language] == wording.change_text(change)
    deliver = Change(rule="", field="deliver_on", before="2026-11-21", after="2026-11-30")
    assert {
        "en": "Delivery day: 30 Nov 2026 instead of 21 Nov 2026.",
        "de": "Liefertermin: 30.11.2026 statt 21.11.2026.",
    }[language] == wording.change_text(deliver)


def test_an_error_names_fields_and_states_in_words(language: str) -> None:
    with pytest.raises(RefusedError) as refused:
        canonical_text("x" * 201, field="note", longest=200)
    assert {
        "en": "The note is too long. It may have at most 200 characters.",
        "de": "Das Feld „Notiz“ ist zu lang. Es darf höchstens 200 Zeichen haben.",
    }[language] == wording.error_text(refused.value)
    over = RefusedError(
        "There is nothing to cancel: {label} is {state}.", label="SO-1", state="cancelled"
    )
    assert {
        "en": "There is nothing to cancel: SO-1 is cancelled.",
        "de": "Es gibt nichts zu stornieren. SO-1: Storniert.",
    }[language] == wording.error_text(over)


@pytest.mark.parametrize(
    ("count", "english", "german"),
    [
        (
            1,
            "1 order confirmed, 1 needs action.",
            "1 Auftrag bestätigt, 1 zu klären.",
        ),
        (
            2,
            "2 orders confirmed, 2 need action.",
            "2 Aufträge bestätigt, 2 zu klären.",
        ),
        (
            1200,
            "1,200 orders confirmed, 1,200 need action.",
            "1.200 Aufträge bestätigt, 1.200 zu klären.",
        ),
    ],
)
def test_news_count_in_the_words_of_the_language(
    language: str, count: int, english: str, german: str
) -> None:
    summary = SyncSummary(
        link=LinkState.ONLINE, confirmed=count, confirmed_orders=count, in_conflict=count
    )
    brought = sync_notification.of_sync(summary)
    assert brought is not None
    assert brought.text == {"en": english, "de": german}[language]


@pytest.mark.parametrize(
    ("count", "english", "german"),
    [
        (
            1,
            (
                "Head office was restored from a backup; 1 request was offered again. 1 "
                "withdrawn, 1 could not be withdrawn any more, 1 withdrawn or replaced elsewhere."
            ),
            (
                "Die Zentrale wurde aus einer Sicherung wiederhergestellt; 1 Vorgang wurde erneut "
                "angeboten. 1 zurückgezogen, 1 ließ sich nicht mehr zurückziehen, 1 anderswo "
                "zurückgezogen oder ersetzt."
            ),
        ),
        (
            22,
            (
                "Head office was restored from a backup; 22 requests were offered again. 22 "
                "withdrawn, 22 could not be withdrawn any more, 22 withdrawn or replaced elsewhere."
            ),
            (
                "Die Zentrale wurde aus einer Sicherung wiederhergestellt; 22 Vorgänge wurden "
                "erneut angeboten. 22 zurückgezogen, 22 ließen sich nicht mehr zurückziehen, 22 "
                "anderswo zurückgezogen oder ersetzt."
            ),
        ),
    ],
)
def test_news_say_what_came_of_taking_back_and_that_head_office_was_restored(
    language: str, count: int, english: str, german: str
) -> None:
    restored = Restore(
        noticed_at=datetime(2026, 11, 21, tzinfo=UTC), sign=RestoreSign.EPOCH, offered=count
    )
    summary = SyncSummary(
        link=LinkState.ONLINE,
        taken_back=count,
        not_taken_back=count,
        not_carried_out=count,
        restored=restored,
    )
    brought = sync_notification.of_sync(summary)
    assert brought is not None
    assert brought.text == {"en": english, "de": german}[language]
    alone = sync_notification.of_sync(SyncSummary(link=LinkState.ONLINE, restored=restored))
    assert alone is not None
    assert brought.text.startswith(f"{alone.text} ")


@pytest.mark.parametrize(
    ("outcome", "english", "german"),
    [
        ({"confirmed": 2}, ("2 confirmed.", ""), ("2 bestätigt.", "")),
        (
            {"confirmed": 1, "confirmed_orders": 1},
            ("1 order confirmed.", ""),
            ("1 Auftrag bestätigt.", ""),
        ),
        ({"adjusted": 2}, ("2 confirmed with changes.", ""), ("2 mit Änderungen bestätigt.", "")),
        (
            {"in_conflict": 1},
            ("1 needs action.", "Resolve"),
            ("1 zu klären.", "Klären"),
        ),
        ({"in_conflict": 2}, ("2 need action.", ""), ("2 zu klären.", "")),
        (
            {"awaiting_decision": 1},
            ("1 being decided at head office.", ""),
            ("1 wird von der Zentrale entschieden.", ""),
        ),
        ({"rejected": 1}, ("1 refused.", ""), ("1 abgelehnt.", "")),
        ({"parked": 1}, ("1 stopped.", "Look at it"), ("1 angehalten.", "Ansehen")),
    ],
)
def test_news_of_a_sync_and_the_button_beside_them_are_in_the_language(
    language: str,
    outcome: dict[str, int],
    english: tuple[str, str],
    german: tuple[str, str],
) -> None:
    brought = sync_notification.of_sync(changed(SyncSummary(link=LinkState.ONLINE), **outcome))
    assert brought is not None
    assert (brought.text, brought.button_text) == {"en": english, "de": german}[language]


def test_a_button_without_words_of_its_own_leads_on_in_the_language(
    language: str, theme: Theme, qtbot: QtBot
) -> None:
    banner = NotificationBar(theme)
    qtbot.addWidget(banner)
    banner.show_message("2 need action.", leads=lambda: None)
    (button,) = banner.findChildren(QPushButton, "newsGo")
    assert button.text() == button.accessibleName() == {"en": "Show", "de": "Anzeigen"}[language]


@pytest.mark.parametrize(
    ("conflicts", "stopped", "english", "german"),
    [
        (
            1,
            0,
            "Your data is up to date. 1 conflict waits for you.",
            "Ihre Daten sind auf dem neuesten Stand. 1 Konflikt wartet auf Sie.",
        ),
        (
            0,
            1,
            "Your data is up to date. 1 request is stopped.",
            "Ihre Daten sind auf dem neuesten Stand. 1 Vorgang ist angehalten.",
        ),
        (
            2,
            3,
            "Your data is up to date. 2 conflicts wait for you. 3 requests are stopped.",
            (
                "Ihre Daten sind auf dem neuesten Stand. 2 Konflikte warten auf Sie. "
                "3 Vorgänge sind angehalten."
            ),
        ),
        (
            0,
            0,
            "All sent, all answered. Your data is up to date.",
            "Alles gesendet, alles beantwortet. Ihre Daten sind auf dem neuesten Stand.",
        ),
    ],
)
def test_a_sync_that_was_asked_for_says_what_waits_for_the_rep(
    language: str, conflicts: int, stopped: int, english: str, german: str
) -> None:
    summary = SyncSummary(link=LinkState.ONLINE, conflicts=conflicts, stopped=stopped)
    reported = sync_notification.of_quiet_sync(summary, datetime(2026, 11, 21, tzinfo=UTC))
    assert reported == {"en": english, "de": german}[language]


@pytest.mark.parametrize(
    ("waiting", "english", "german"),
    [
        (
            0,
            "1 request waits for a cheaper connection.",
            "1 Vorgang wartet auf eine günstigere Verbindung.",
        ),
        (
            2,
            "2 requests are not answered yet. 1 request waits for a cheaper connection.",
            (
                "2 Vorgänge sind noch nicht beantwortet. "
                "1 Vorgang wartet auf eine günstigere Verbindung."
            ),
        ),
    ],
)
def test_what_is_not_answered_yet_and_what_is_held_back_are_said_apart(
    language: str, waiting: int, english: str, german: str
) -> None:
    summary = SyncSummary(link=LinkState.ONLINE, waiting=waiting, held_back=1)
    reported = sync_notification.of_held_sync(summary, datetime(2026, 11, 21, tzinfo=UTC))
    assert reported == {"en": english, "de": german}[language]


def test_what_is_not_sent_yet_is_not_said_to_be_sent(language: str) -> None:
    summary = SyncSummary(link=LinkState.ONLINE, waiting=3, unsent=1)
    reported = sync_notification.of_quiet_sync(summary, datetime(2026, 11, 21, tzinfo=UTC))
    english = "1 request is not sent yet. 2 requests are not answered yet."
    german = "1 Vorgang ist noch nicht gesendet. 2 Vorgänge sind noch nicht beantwortet."
    assert reported == {"en": english, "de": german}[language]


def test_figures_and_moments_are_written_as_the_language_has_them(language: str) -> None:
    now = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    reported = (
        formats.money(Decimal("-1234567.5")),
        formats.percent(Decimal("2.50")),
        formats.day(date(2026, 3, 1)),
        formats.short_day(date(2026, 5, 9)),
        formats.long_day(date(2026, 11, 21)),
        formats.age(datetime(2026, 11, 20, 9, 0, tzinfo=UTC), now),
        formats.age(datetime(2026, 11, 11, 9, 0, tzinfo=UTC), now),
    )
    assert (
        reported
        == {
            "en": (
                "-1,234,567.50",
                "2.5 %",
                "1 Mar 2026",
                "9 May",
                "Saturday, 21 November",
                "yesterday",
                "10 days ago",
            ),
            "de": (
                "-1.234.567,50",
                "2,5 %",
                "01.03.2026",
                "9. Mai",
                "Samstag, 21. November",
                "gestern",
                "vor 10 Tagen",
            ),
        }[language]
    )


def test_an_order_on_paper_and_in_a_table_is_in_the_language(language: str) -> None:
    paper, table = document_labels(), table_labels()
    assert paper.tentative == {"en": "TENTATIVE", "de": "VORLÄUFIG"}[language]
    assert paper.percent(Decimal("2.50")) == {"en": "2.5 %", "de": "2,5 %"}[language]
    assert table.titles[0] == {"en": "Number", "de": "Nummer"}[language]
    assert (table.separator, table.decimal_point) == {"en": (",", "."), "de": (";", ",")}[language]


def test_the_buttons_of_qt_itself_speak_the_language(language: str) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.buttons()[0].text().replace("&", "") == {"en": "Cancel", "de": "Abbrechen"}[language]
    box.deleteLater()


def test_a_sentence_of_an_older_head_office_is_said_as_today(language: str) -> None:
    earlier = "This request has no proper identity. Enter it again."
    assert {
        "en": "The ID of this request is invalid. Enter the request again.",
        "de": "Die Kennung dieses Vorgangs ist ungültig. Geben Sie den Vorgang noch einmal ein.",
    }[language] == wording.filled(earlier, {})


def test_an_error_of_what_the_rep_asked_for_says_to_try_again(language: str) -> None:
    error = OutOfReachError("Head office did not answer in time.")
    english = "Head office did not answer in time. Try again later."
    german = "Die Zentrale hat nicht rechtzeitig geantwortet. Versuchen Sie es später noch einmal."
    assert wording.error_text(error) == {"en": english, "de": german}[language]
    assert "Try" not in wording.error_text(RefusedError("The quantity is too large."))
