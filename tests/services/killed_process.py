"""A process of the program that is killed while it hands a mail over, at any place."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from unittest.mock import patch

from tests.services.mail_server import Failure, MailServer, Step

ROOT = Path(__file__).parents[2]
_SECONDS = 200

_PROGRAM = """
import sys
from tests.services.killed_process import Kill, kill_at
kill_at(Kill(sys.argv[1]))
from smartclient.cli import program
sys.exit(program.run(sys.argv[2:]))
"""


class Kill(StrEnum):
    """Where a process kills itself: between what it does itself and what the server sees of it."""

    NEVER = "never"
    BEFORE_THE_DOT = "before the dot"
    BEFORE_NOTED = "before the outcome is noted"
    AFTER_NOTED = "after the outcome is noted"


UNKNOWN_AFTER = (Kill.BEFORE_THE_DOT, Kill.BEFORE_NOTED, Step.AFTER_THE_DOT, Step.QUIT)
"""After these a mail counts as handed over, and its outcome as unknown."""

SENT_AGAIN_AFTER = tuple(step for step in Step if step not in UNKNOWN_AFTER)
"""After these a mail is still to be sent."""


def kill_at(place: Kill) -> None:
    """Have this process killed at a place."""
    import smtplib  # noqa: PLC0415 (in the process alone)

    from smartclient.headoffice.mail.sender import MailSender  # noqa: PLC0415 (as above)
    from smartclient.sync import service_push  # noqa: PLC0415 (as above)
    from smartclient.use_cases.replies import service_delivery  # noqa: PLC0415 (as above)

    send, conclude = smtplib.SMTP.send, MailSender._conclude

    def sending(smtp: smtplib.SMTP, text: bytes | str) -> None:
        if text == b".\r\n":
            _die()
        send(smtp, text)

    def dying(noting: Callable[..., None]) -> Callable[..., None]:
        def noted(*given: object) -> None:
            if place is Kill.AFTER_NOTED:
                noting(*given)
            _die()

        return noted

    if place is Kill.BEFORE_THE_DOT:
        patch.object(smtplib.SMTP, "send", sending).start()
    elif place is not Kill.NEVER:
        patch.object(MailSender, "_conclude", dying(conclude)).start()
        noting = dying(service_delivery.note_delivery)
        patch.object(service_push, "note_delivery", noting).start()


def run_killed(
    command: Sequence[str],
    place: Kill | Step,
    server: MailServer,
    environment: Mapping[str, str],
) -> None:
    """Run a command until it is killed at ``place``: in a step while the server is silent."""
    itself = place if isinstance(place, Kill) else Kill.NEVER
    if isinstance(place, Step):
        server.failure = Failure(place, is_silent=True)
        server.silent.clear()
    with subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, str(itself), *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        if isinstance(place, Step):
            assert server.silent.wait(_SECONDS), "the server was not called"
            process.kill()
        process.wait(_SECONDS)
    server.failure = Failure()
    assert process.returncode < 0, "it was not killed"


def run_to_the_end(command: Sequence[str], environment: Mapping[str, str]) -> None:
    """Run a command, which has to succeed."""
    subprocess.run(
        [sys.executable, "-m", "smartclient", *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        check=True,
        timeout=_SECONDS,
    )


def _die() -> None:
    import signal  # noqa: PLC0415 (in the process alone)

    os.kill(os.getpid(), signal.SIGKILL)
