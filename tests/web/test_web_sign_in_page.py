"""The page that a browser shows where somebody opens the link of an enrolment in it."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from smartclient.contract.web.wire import Path
from tests.web_service import RunningService


@pytest.mark.parametrize(
    "headers",
    [{}, {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}],
    ids=["typed", "from a mail in a browser"],
)
def test_a_link_that_is_opened_in_a_browser_says_what_to_do_in_both_languages(
    service: RunningService, headers: dict[str, str]
) -> None:
    answer = service.client().get(Path.SIGN_IN_PAGE, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    for text in ("<strong>Sign in</strong>", "<strong>Anmelden</strong>", "address bar"):
        assert text in answer.text


def test_the_page_loads_and_runs_nothing(service: RunningService) -> None:
    answer = service.client().get(Path.SIGN_IN_PAGE)
    assert not re.search(r"<script|<link|<img|<form|https?:|url\(| on\w+=", answer.text)
    policy = dict(
        rule.strip().split(" ", 1) for rule in answer.headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == policy["frame-ancestors"] == policy["form-action"] == "'none'"
    style = answer.text.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy["style-src"] == f"'sha256-{digest}'"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_other_sites_reach_nothing_but_the_page(service: RunningService) -> None:
    client, headers = service.client(), {"Sec-Fetch-Site": "cross-site"}
    for path in set(Path) - {Path.SIGN_IN_PAGE}:
        assert client.get(path, headers=headers).status_code == 403, path
    assert client.post(Path.SIGN_IN_PAGE, headers=headers).status_code == 405
