"""The reps at head office: who works there, how their devices were last heard of, and new ones."""

from __future__ import annotations

from smartclient.read_models.data_ages import REP_KINDS
from smartclient.read_models.headoffice import RepStatus
from smartclient.ui.app_context import AppContext
from smartclient.ui.models.headoffice import rep_model
from smartclient.ui.pages.headoffice_list import ListSection
from smartclient.ui.pages.page import translate
from smartclient.ui.widgets.factories import button, label, row
from smartclient.ui.widgets.lists.listing import Names


class RepsSection(ListSection[RepStatus]):
    """The reps, of whom each may be let sign in with another device.

    Head office reports one device of each: the last to call.
    """

    def __init__(self, context: AppContext) -> None:
        super().__init__(
            context,
            rep_model(context.clock),
            lambda _text, limit, offset: context.use_cases.admin.reps()[offset : offset + limit],
            Names(
                table="tableReps",
                accessible_name=translate("Reps", "Reps"),
                empty=translate("Reps", "Sync to see the reps."),
                nothing_found="",
            ),
            kinds=REP_KINDS,
        )
        text = translate(
            "Reps",
            "One row for each login: of several devices, the one that was in touch last is shown.",
        )
        hint = label(text, name="repsHint", muted=True, wraps=True)
        enrol = button("buttonEnrolDevice", self.tr("Let a &device sign in…"), self._enrol)
        below = row(hint, enrol)
        below.setStretch(0, 1)
        self.content_layout.addLayout(below)

    def _enrol(self) -> None:
        rep = self.list.current
        self.context.navigator.enrol_device("" if rep is None else rep.login)
