"""What head office refused of late, in the window's words."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from smartclient.read_models.refusals import Refusal
from smartclient.ui.text import wording

translate = QCoreApplication.translate


def refusal_text(refusal: Refusal) -> str:
    """What head office refused, and why."""
    reasons = [wording.problem_text(problem) for problem in refusal.reasons]
    reasons.append(wording.filled(refusal.why, refusal.arguments))
    why = " ".join(filter(None, reasons)) or translate("Refusals", "Head office refused it.")
    about = refusal.subject.label or refusal.subject.id
    return f"{wording.task_label(refusal.task)}, {about}: {why}"


def refusals_text(refusals: Sequence[Refusal]) -> str:
    """A line for each refusal, "" for none."""
    if not refusals:
        return ""
    return "\n".join((translate("Refusals", "Head office refused:"), *map(refusal_text, refusals)))
