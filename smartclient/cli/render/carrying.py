"""What the commands say about work that is carried by hand."""

from pathlib import Path
from typing import TYPE_CHECKING

from smartclient.cli.render.tables import count

if TYPE_CHECKING:
    from smartclient.bootstrap.accepting import AcceptedWork
    from smartclient.bootstrap.carrying import ExportedFile
    from smartclient.use_cases.commands.carrying import ImportedAnswers


def exported_page(exported: "ExportedFile") -> list[str]:
    """What was written, and what to do with it."""
    lines = [f"{count(exported.requests, 'request')} written to {exported.path}."]
    if exported.held_back:
        waits = "request of them waits" if exported.held_back == 1 else "requests of them wait"
        lines.append(f"{exported.held_back} {waits} at head office until others are confirmed.")
    if exported.awaited:
        lines.append(
            f"It asks for the answers to {count(exported.awaited, 'request')} sent before."
        )
    lines.append("Have it carried to head office: smartclient headoffice accept FILE --url URL.")
    return lines


def imported_line(imported: "ImportedAnswers") -> str:
    """What a file of answers brought."""
    if not imported.received and not imported.answered:
        return "These answers are here already. Nothing was changed."
    received = count(imported.received, "request")
    return f"Head office received {received}, and answered {imported.answered}."


def accepted_page(accepted: "AcceptedWork", answers: Path | None) -> list[str]:
    """What head office took in, and what became of it so far."""
    work = count(accepted.requests, "request")
    if accepted.requests and not accepted.new and not accepted.refused:
        lines = [f"{work} of {accepted.login}: all were here already. Nothing was changed."]
    else:
        lines = [f"{work} of {accepted.login}, {accepted.new} of them new here."]
    if accepted.for_admin:
        lines.append(
            "The device was revoked: an admin decides about them. See them: smartclient headoffice "
            "devices --url URL."
        )
    if accepted.held:
        lines.append(f"{count(accepted.held, 'request')} held until others are confirmed.")
    if accepted.refused:
        lines.append(f"{count(accepted.refused, 'request')} refused; the answers say why.")
    lines.append(f"{accepted.answered} answered so far.")
    if answers is not None:
        lines.append(
            f"The answers are in {answers}. Have them taken in on the device: smartclient outbox "
            "import FILE."
        )
    if accepted.unanswered:
        lines.append(
            f"{count(accepted.unanswered, 'request')} not answered yet: the answers come over the "
            "link, too. To carry them, take the same file in again later, with --answers and "
            "another name: it changes nothing, and brings what was answered since."
        )
    return lines


def office_key_page(public_key: str, file: Path, keys: int) -> list[str]:
    """Head office's key, and where the private ones are."""
    if not public_key:
        return [
            "This head office has no key yet, so no device can export work for it.",
            "Make one: smartclient headoffice bundle-key rotate --url URL.",
        ]
    lines = [f"Devices encrypt what is carried by hand to {public_key}."]
    if keys:
        lines.append(f"{count(keys, 'private key')} of this head office in {file}. Back it up.")
    else:
        lines.append(f"Its private key is not on this computer; it would be in {file}.")
    return lines
