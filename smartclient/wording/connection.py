"""The sentence that says why the connection changed, in English."""

from smartclient.read_models.connection import LinkCause, LinkChange
from smartclient.wording.command_line import link_cause_labels
from smartclient.wording.earlier_sentences import current_template


def cause_sentence(change: LinkChange | None) -> str:
    """Why the connection is in a state; None is before anything happened."""
    if change is None:
        return link_cause_labels[LinkCause.NOT_TRIED]
    if change.cause is not LinkCause.FAILED:
        return link_cause_labels[change.cause]
    why = current_template(change.why)
    return why.format(**change.arguments) if change.arguments else why
