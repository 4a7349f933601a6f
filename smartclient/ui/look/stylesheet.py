"""The style sheet: the few things Fusion's palette can't express, made from the tokens."""

from string import Template

from smartclient.settings.resources import resource_folder
from smartclient.ui.look.tokens import TOKENS, Scheme

_SHEET = Template("""
QToolBar { background: $panel; border: 0; border-bottom: 1px solid $border;
  padding: 0 12px; spacing: 4px; }
QToolBar QToolButton { border: 1px solid transparent; border-radius: 4px; padding: 5px 10px;
  color: $text; }
QToolBar QToolButton:hover, QToolBar QToolButton:focus { background: $hover; }
QToolBar QToolButton:focus { border-color: $accent; }
QToolBar QToolButton:checked { background: $hover; border-color: $accent; color: $accent; }
QToolBar QToolButton:disabled { color: $disabled; }
QToolBar QToolButton::menu-indicator { image: none; }
QToolBar::separator { background: $border; width: 1px; margin: 4px 8px; }
QListView#navPages { background: $panel; border: 0; border-right: 1px solid $border;
  outline: 0; padding: 8px 0; }
QStatusBar { background: $panel; border-top: 1px solid $border; }
QStatusBar::item { border: 0; }
QStatusBar QLabel { padding: 3px; }
QTableView { border: 1px solid $border; border-radius: 4px; gridline-color: $border; outline: 0;
  selection-background-color: $chosen; selection-color: $text; }
QTableView:focus { border-color: $accent; }
QHeaderView { background: $panel; border: 0; }
QHeaderView::section { background: $panel; color: $muted; border: 0;
  border-bottom: 1px solid $border; padding: 7px 8px; }
QFrame[edge="true"] { background: $border; border: 0; }
QTableCornerButton::section { background: $panel; border: 0; }
QPushButton { background: $panel; border: 1px solid $border; border-radius: 4px;
  padding: 5px 14px; min-height: 20px; color: $text; }
QPushButton[node="true"] { text-align: left; }
QPushButton:hover { background: $hover; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { background: $background; color: $disabled; }
QPushButton[primary="true"] { background: $accent; border-color: $accent; color: $on_accent; }
QPushButton[primary="true"]:hover { background: $accent_hover; }
QPushButton[primary="true"]:focus { border-color: $text; }
QPushButton[primary="true"]:disabled { background: $hover; border-color: $border;
  color: $disabled; }
QPushButton[flat="true"] { background: transparent; border: 1px solid transparent;
  color: $accent; padding: 4px 0; margin-left: -1px; text-align: left; }
QPushButton[flat="true"]:hover { background: $hover; }
QPushButton[flat="true"]:disabled { background: transparent; color: $disabled; }
QPushButton[flat="true"]:focus { border-color: $accent; }
QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox { background: $background;
  border: 1px solid $edge; border-radius: 4px; padding: 5px 8px; color: $text;
  placeholder-text-color: $muted;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border-color: $accent; }
QComboBox QAbstractItemView { background: $background; color: $text; border: 1px solid $border;
  selection-background-color: $chosen; selection-color: $text; outline: 0; }
QComboBox::drop-down, QDateEdit::drop-down { border: 0; width: 22px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: 0; width: 20px; }
QComboBox::down-arrow, QDateEdit::down-arrow, QAbstractSpinBox::down-arrow {
  image: url("$icons/chevron-down-$scheme.svg"); width: 14px; height: 14px; }
QAbstractSpinBox::up-arrow { image: url("$icons/chevron-up-$scheme.svg");
  width: 14px; height: 14px; }
QTableView QAbstractSpinBox { border-radius: 0; padding: 5px 4px; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled,
QLineEdit[readOnly="true"] { background: $panel; border-color: $border; color: $muted;
  placeholder-text-color: $disabled; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: 20px; max-height: 20px; }
QAbstractSpinBox QLineEdit { border: 0; padding: 0; background: transparent; }
QRadioButton { spacing: 8px; padding: 2px 0; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $muted; border-radius: 8px;
  background: $background; }
QRadioButton::indicator:hover, QRadioButton::indicator:focus { border-color: $accent; }
QRadioButton::indicator:checked { border-color: $accent; background: qradialgradient(cx: 0.5,
  cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5, stop: 0 $on_accent, stop: 0.34 $on_accent,
  stop: 0.42 $accent, stop: 1 $accent); }
QRadioButton:focus { color: $accent; }
QTabBar { background: transparent; border: 0; }
QTabBar::tab { background: transparent; color: $muted; border: 1px solid transparent;
  border-bottom: 2px solid transparent; padding: 6px 12px; margin-right: 4px; }
QTabBar::tab:hover { background: $hover; }
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { border: 1px solid $accent; border-bottom: 2px solid $accent; }
QFrame[card="true"] { background: $panel; border: 1px solid $border; border-radius: 6px; }
QLabel[key="true"] { background: $panel; border: 1px solid $border; border-radius: 4px;
  padding: 2px 8px; }
QListView#goToMatches { border: 0; outline: 0; }
QListView#helpTopics { background: $background; border: 1px solid $border; border-radius: 4px;
  outline: 0; }
QListView#helpTopics::item { padding: 7px 8px; color: $text; }
QListView#helpTopics::item:hover { background: $hover; }
QListView#helpTopics::item:selected { background: $chosen; color: $text; }
QListView#helpTopics:focus { border-color: $accent; }
#helpPage { background: $background; border: 1px solid $border; border-radius: 4px;
  color: $text; selection-background-color: $accent; selection-color: $on_accent; }
#helpPage:focus { border-color: $accent; }
QCheckBox { spacing: 8px; padding: 2px 0; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid $muted; border-radius: 3px;
  background: $background; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent;
  image: url("$icons/check-$scheme.svg"); }
QCheckBox::indicator:disabled { border-color: $border; background: $panel; }
QCheckBox:disabled { color: $muted; }
QCheckBox:focus { color: $accent; }
QFrame#firstSync { background: $hover; border: 0; border-bottom: 1px solid $border; }
QProgressBar { background: $background; border: 1px solid $border; border-radius: 4px;
  max-height: 8px; min-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QFrame#newsBanner { background: $panel; border: 0; border-bottom: 1px solid $border; }
QLabel[muted="true"] { color: $muted; }
QMenu { background: $background; border: 1px solid $border; padding: 4px 0; color: $text; }
QMenu::item { padding: 7px 24px 7px 8px; margin: 0 4px; border-radius: 4px; }
QMenu::item:selected { background: $hover; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 12px; height: 14px; padding-left: 8px; }
QMenu::indicator:checked { image: url("$icons/tick-$scheme.svg"); }
QMenu::separator { height: 1px; background: $border; margin: 4px 0; }
QToolTip { background: $panel; color: $text; border: 1px solid $border; padding: 4px; }
QScrollBar { background: transparent; border: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $scroll; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
QScrollArea { border: 0; background: transparent; }
QScrollArea > QWidget > QWidget { background: transparent; }
""")


def stylesheet(scheme: Scheme) -> str:
    """The application's style sheet in the colours of ``scheme``."""
    tokens = TOKENS[scheme]
    return _SHEET.substitute(
        scheme=scheme.value,
        icons=resource_folder("icons").as_posix(),
        background=tokens.background,
        panel=tokens.panel,
        text=tokens.text,
        muted=tokens.muted,
        disabled=tokens.disabled,
        border=tokens.border,
        edge=tokens.edge,
        scroll=tokens.scroll,
        hover=tokens.hover,
        chosen=tokens.chosen,
        accent=tokens.accent,
        accent_hover=tokens.accent_hover,
        on_accent=tokens.on_accent,
    )
