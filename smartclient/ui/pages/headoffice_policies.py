"""Policies at head office: who decides what, changing it, and what it was before."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QStackedWidget

from smartclient.read_models.data_ages import POLICY_KINDS
from smartclient.read_models.headoffice import PolicyChange, PolicyStatus
from smartclient.read_models.records import PolicySetting
from smartclient.ui.app_context import AppContext
from smartclient.ui.look.status_badges import StatusBadge
from smartclient.ui.look.tokens import SPACE_GROUP
from smartclient.ui.models.headoffice import history_model, policy_model
from smartclient.ui.pages.headoffice_section import Section
from smartclient.ui.text import formats, wording
from smartclient.ui.widgets.availability import allow, unless_chosen
from smartclient.ui.widgets.factories import button, card, heading, label
from smartclient.ui.widgets.lists.compact_table import CompactTable
from smartclient.ui.widgets.lists.listing import Listing, Names
from smartclient.ui.widgets.notice import Notice

_SIDE_WIDTH = 340
_LEAST_ABOUT = 280
"""What a policy is about is read before who changed it."""
_LEAST_BY = 60


class PoliciesSection(Section):
    """Every policy, and beside it the one that is selected."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, POLICY_KINDS)
        self._looking = context.latest(self)
        self._history: tuple[PolicyChange, ...] = ()
        self._list = Listing[PolicyStatus](
            context,
            policy_model(context.clock),
            lambda _text, limit, offset: context.use_cases.admin.policy_statuses()[
                offset : offset + limit
            ],
            Names(
                table="tablePolicies",
                accessible_name=self.tr("Policies"),
                empty=self.tr("Sync to see the policies."),
                nothing_found="",
            ),
            least_rest=_LEAST_ABOUT,
        )
        self._name = heading("")
        self._name.setWordWrap(True)
        self._default = label(name="policyDefault", muted=True, wraps=True)
        self._choice = QComboBox()
        self._choice.setObjectName("policySetting")
        self._choice.setAccessibleName(self.tr("Setting"))
        self._number = QLineEdit()
        self._number.setObjectName("policyNumber")
        self._number.setAccessibleName(self.tr("Number"))
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._text = QLineEdit()
        self._text.setObjectName("policyText")
        self._text.setAccessibleName(self.tr("Setting"))
        self._value = QStackedWidget()
        self._value.addWidget(self._choice)
        self._value.addWidget(self._number)
        self._value.addWidget(self._text)
        self._value.setFixedHeight(self._choice.sizeHint().height())
        self._meaning = label(name="policyMeaning", muted=True, wraps=True)
        self._change = button("buttonChangePolicy", self.tr("&Change"), self._change_policy)
        self._refusal = Notice(context.theme, "policyRefusal", StatusBadge.REJECTED)
        self._past = CompactTable[PolicyChange](
            context,
            history_model(context.clock),
            "tablePolicyHistory",
            self.tr("How it was set, newest first"),
            self.tr("Never changed."),
            least_rest=_LEAST_BY,
        )
        self._lay_out()
        self._list.table.picked.connect(self._show_policy)
        self._choice.currentIndexChanged.connect(self._show_possible)
        self._number.textChanged.connect(self._show_possible)
        self._text.textChanged.connect(self._show_possible)
        self._show_policy()

    def refresh(self) -> None:
        """Look up the policies and their history again."""
        self._list.refresh()
        self._looking.run(self.context.use_cases.admin.policy_history, self._show_history)

    def _lay_out(self) -> None:
        side = card(
            self._name,
            self._default,
            self._value,
            self._meaning,
            self._change,
            self._refusal,
            label(self.tr("How it was set, newest first"), muted=True),
            self._past,
            stretches=True,
        )
        side.setFixedWidth(_SIDE_WIDTH)
        beside = QHBoxLayout()
        beside.setSpacing(SPACE_GROUP)
        beside.addWidget(self._list, 1)
        beside.addWidget(side)
        self.content_layout.addLayout(beside, 1)

    def _show_history(self, history: tuple[PolicyChange, ...]) -> None:
        self._history = history
        self._show_past()

    def _show_policy(self) -> None:
        current = self._list.current
        self._refusal.show_text("")
        if current is None:
            self._name.setText(self.tr("Choose a policy"))
            self._default.setText("")
        else:
            policy = current.policy
            self._name.setText(wording.policy_label(policy.key))
            self._default.setText(self._default_text(policy))
            self._show_value(policy, current.wanted or policy.setting)
        self._value.setVisible(current is not None)
        self._change.setVisible(current is not None)
        self._show_past()
        self._show_possible()

    def _default_text(self, policy: PolicySetting) -> str:
        default = wording.setting_label(policy.key, policy.default)
        if policy.example:
            return self.tr("For example {example}. As delivered: {setting}").format(
                example=policy.example, setting=default
            )
        if policy.least is None or policy.most is None:
            return self.tr("As delivered: {setting}").format(setting=default)
        return self.tr("From {least} to {most}. As delivered: {setting}").format(
            least=formats.count(policy.least), most=formats.count(policy.most), setting=default
        )

    def _show_value(self, policy: PolicySetting, setting: str) -> None:
        if not policy.choices:
            field = self._text if policy.example else self._number
            field.setText(setting)
            field.setCursorPosition(0)
            self._value.setCurrentWidget(field)
            return
        self._choice.clear()
        for choice in policy.choices:
            self._choice.addItem(wording.setting_label(policy.key, choice), str(choice))
        self._choice.setCurrentIndex(self._choice.findData(setting))
        self._value.setCurrentWidget(self._choice)

    def _show_past(self) -> None:
        policy = self._list.current
        key = policy.policy.key if policy is not None else ""
        self._past.show_rows([change for change in self._history if change.key == key])

    def _entered_setting(self) -> str:
        field = self._value.currentWidget()
        if isinstance(field, QLineEdit):
            return field.text().strip()
        return str(self._choice.currentData() or "")

    def _show_possible(self) -> None:
        policy = self._list.current
        now = "" if policy is None else policy.wanted or policy.policy.setting
        is_new = self._entered_setting() not in {"", now}
        same = "" if is_new else self.tr("Choose another setting than the present one.")
        allow(self._change, unless_chosen(policy) or same)

        key = "" if policy is None else policy.policy.key
        meaning = wording.setting_meaning(key, self._entered_setting())
        self._meaning.setText(meaning)
        self._meaning.setVisible(bool(meaning))

    def _change_policy(self) -> None:
        policy = self._list.current
        if policy is None:
            return
        key, setting = policy.policy.key, self._entered_setting()
        self.context.execute(
            lambda: self.context.use_cases.admin.change_policy(key, setting),
            lambda _: self.context.notify(self.tr("It holds for everyone after the next sync.")),
            lambda error: self._refusal.show_text(wording.error_text(error)),
        )
