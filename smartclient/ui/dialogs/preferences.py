"""The preferences: how the window looks and speaks, how often it syncs, how it starts."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QWidget

from smartclient.settings.model import Settings
from smartclient.settings.places import embedded_file
from smartclient.ui.dialogs.dialog import Dialog
from smartclient.ui.look.tokens import FIELD_HEIGHT, SPACE_BETWEEN, SPACE_GROUP, ThemeChoice
from smartclient.ui.text import languages
from smartclient.ui.widgets.availability import allow
from smartclient.ui.widgets.factories import button, field_label, label, wrapped_title

_WIDTH = 480
_MINUTE = 60
_PACES = (30, _MINUTE, 5 * _MINUTE, 15 * _MINUTE, 60 * _MINUTE)


class PreferencesDialog(Dialog):
    """What a rep may set; ``chosen`` are the settings as the dialog shows them."""

    def __init__(self, settings: Settings, parent: QWidget, *, has_tray: bool) -> None:
        super().__init__(parent, "dialogPreferences", "")
        self.setWindowTitle(self.tr("Preferences"))
        self.be_wide(_WIDTH)
        self._settings = settings
        self._theme = self._theme_choice()
        self._language = self._language_choice()
        self._pace = self._pace_choice()
        self._tray = QCheckBox(self.tr("Start in the tray, without a window"))
        self._tray.setMinimumHeight(FIELD_HEIGHT)
        self._tray.setObjectName("preferenceStartInTray")
        self._tray.setAccessibleName(self._tray.text())
        self._tray.setChecked(settings.start_in_tray)
        allow(self._tray, "" if has_tray else self.tr("This desktop has no tray."))
        self._lay_out(has_tray=has_tray)

    @property
    def chosen(self) -> Settings:
        """The settings as they are shown."""
        return replace(
            self._settings,
            theme=str(self._theme.currentData()),
            language=self._language.currentData(),
            sync_every_seconds=self._pace.currentData(),
            start_in_tray=self._tray.isChecked(),
        )

    def _lay_out(self, *, has_tray: bool) -> None:
        self.content_layout.addWidget(wrapped_title(self.tr("Preferences")))
        form = QFormLayout()
        form.setHorizontalSpacing(SPACE_GROUP)
        form.setVerticalSpacing(SPACE_BETWEEN)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(field_label(self.tr("Theme")), self._theme)
        form.addRow(field_label(self.tr("Language")), self._language)
        form.addRow(
            "", label(self.tr("Changing the language reopens the window."), muted=True, wraps=True)
        )
        form.addRow(field_label(self.tr("Sync automatically")), self._pace)
        form.addRow(field_label(self.tr("At the start")), self._tray)
        if not has_tray:
            form.addRow("", label(self.tr("This desktop has no tray."), muted=True))
        self.content_layout.addLayout(form)
        who = self.tr("Signed in as {login} at {place}.").format(
            login=self._settings.login, place=_place(self._settings.url)
        )
        self.content_layout.addWidget(label(who, name="preferencesWho", muted=True, wraps=True))
        save = button("buttonSavePreferences", self.tr("&Save"), self.accept, primary=True)
        save.setDefault(True)
        cancel = button("buttonCancelPreferences", self.tr("&Cancel"), self.reject)
        self.put_buttons(None, cancel, save)

    def _theme_choice(self) -> QComboBox:
        box = _choice("preferenceTheme", self.tr("Theme"))
        box.addItem(self.tr("As the system is"), ThemeChoice.SYSTEM.value)
        box.addItem(self.tr("Light"), ThemeChoice.LIGHT.value)
        box.addItem(self.tr("Dark"), ThemeChoice.DARK.value)
        box.setCurrentIndex(max(0, box.findData(self._settings.theme)))
        return box

    def _language_choice(self) -> QComboBox:
        box = _choice("preferenceLanguage", self.tr("Language"))
        box.addItem(self.tr("As the system is"), "")
        for language in languages.offered():
            box.addItem(language.name, language.code)
        box.setCurrentIndex(max(0, box.findData(self._settings.language)))
        return box

    def _pace_choice(self) -> QComboBox:
        box = _choice("preferencePace", self.tr("Sync automatically"))
        now = self._settings.sync_every_seconds
        for seconds in sorted({*_PACES, now}):
            box.addItem(self._interval_text(seconds), seconds)
        box.setCurrentIndex(box.findData(now))
        return box

    def _interval_text(self, seconds: int) -> str:
        if seconds == 60 * _MINUTE:
            return self.tr("Every hour")
        if seconds % _MINUTE:
            return self.tr("Every %Ln seconds", "", seconds)
        return self.tr("Every %Ln minutes", "", seconds // _MINUTE)


def _place(url: str) -> str:
    """Where head office is, without what only programs need of its address."""
    file = embedded_file(url)
    return url.partition("://")[2].partition("?")[0] if file is None else str(file)


def _choice(name: str, accessible_name: str) -> QComboBox:
    combo = QComboBox()
    combo.setObjectName(name)
    combo.setAccessibleName(accessible_name)
    return combo
