"""What a command that failed prints: what is wrong, and to try again where only that helps."""

import pytest

from smartclient.cli.exit_status import FAILED, run_to_exit_status
from smartclient.domain.errors import OutOfReachError, RefusedError, SmartClientError
from smartclient.gateway.https.causes import Cause, out_of_reach
from smartclient.settings.web_address import web_address

ADDRESS = web_address("https://sales.example")


def printed(error: SmartClientError, capsys: pytest.CaptureFixture[str]) -> str:
    def fail() -> None:
        raise error

    assert run_to_exit_status(fail) == FAILED
    return " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("cause", [Cause.TIMED_OUT, Cause.CUT])
def test_a_command_that_failed_asks_to_try_again(
    cause: Cause, capsys: pytest.CaptureFixture[str]
) -> None:
    error = out_of_reach(cause, ADDRESS)
    assert printed(error, capsys).endswith(f"{error.user_message} Try again later.")


@pytest.mark.parametrize(
    "error",
    [
        RefusedError("The quantity is too large."),
        OutOfReachError("You work offline. Go online.", advice=""),
        out_of_reach(Cause.PROXY_PASSWORD, ADDRESS),
    ],
)
def test_a_sentence_that_says_what_to_do_stands_alone(
    error: SmartClientError, capsys: pytest.CaptureFixture[str]
) -> None:
    assert printed(error, capsys).endswith(error.user_message)
