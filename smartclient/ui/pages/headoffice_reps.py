"""The reps at head office: who works there, and how their devices were last heard of."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from smartclient.read_models.headoffice import RepStatus
from smartclient.ui.app_context import AppContext
from smartclient.ui.models.headoffice import rep_model
from smartclient.ui.pages.headoffice_list import ListSection
from smartclient.ui.widgets.factories import label
from smartclient.ui.widgets.lists.listing import Names

translate = QCoreApplication.translate


def reps(context: AppContext) -> ListSection[RepStatus]:
    """The section of the reps: head office reports one device of each, the last to call."""
    section = ListSection[RepStatus](
        context,
        rep_model(context.clock),
        lambda _text, limit, offset: context.use_cases.admin.reps()[offset : offset + limit],
        Names(
            table="tableReps",
            accessible_name=translate("Reps", "Reps"),
            empty=translate("Reps", "Sync to see the reps."),
            nothing_found="",
        ),
    )
    hint = translate(
        "Reps",
        "One row for each login: of several devices, the one that was in touch last is shown.",
    )
    section.content_layout.addWidget(label(hint, name="repsHint", muted=True, wraps=True))
    return section
