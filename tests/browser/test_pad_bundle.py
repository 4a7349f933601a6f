"""A bundle of the order pad: the page writes the file, and head office takes it in."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from playwright.sync_api import BrowserContext, expect
from pyrage import decrypt, x25519

from smartclient.bootstrap.accepting import AcceptedWork, accept_work
from smartclient.bootstrap.office_keys import ensure_office_key
from smartclient.contract.batches import batch_item
from smartclient.contract.bundles import AnswerBundle, bundle_from
from smartclient.contract.messages import PlaceOrder, Request
from smartclient.domain.clock import SystemClock
from smartclient.domain.errors import RefusedError
from smartclient.security.age_files import new_identity, recipient_of
from smartclient.security.bundle_files import opened_answers_file
from smartclient.security.device_keys import DeviceKey
from smartclient.settings.resources import resource_folder
from tests.browser.order_pad import PASSPHRASE, OrderPad
from tests.browser.page_libraries import NEEDS_LIBRARIES
from tests.browser.test_pad_leaving import place_without_a_link
from tests.browser.test_pad_orders import placed_orders
from tests.office_company import ANN, Company, line

pytestmark = pytest.mark.skipif(
    not (resource_folder("orderpad") / "libraries/@noble/ciphers/integrity").is_file(),
    reason="no libraries of the order pad here; run python packaging/page/libraries.py",
)

LOADING = """
    const release = document.querySelector("script[type=module]").src.replace("main.js", "");
    const load = (name) => import(`${release}${name}.js`);
"""

WRITING = f"""async ({{requests, needs, changed}}) => {{
    {LOADING}
    const {{Channel}} = await load("data/channel");
    const {{Database}} = await load("data/database");
    const {{Facts}} = await load("data/facts");
    const {{writeBundle}} = await load("data/bundle");
    const facts = new Facts(new Database(() => {{}}));
    await facts.unlock(await new Channel(() => {{}}).askForKey());
    await facts.database.close();
    const {{signingKey}} = facts;
    const pulse = {{...facts.pulse, ...changed}};
    const work = {{requests, needs, pulse, signingKey, madeAt: new Date()}};
    try {{
        return {{file: Array.from(await writeBundle(work)), seed: signingKey.d}};
    }} catch (error) {{
        return {{failure: error.failure ?? String(error)}};
    }}
}}"""
"""Writes a bundle with what this tab keeps, as the page itself would."""

ENCRYPTING = f"""async ({{recipient, length}}) => {{
    {LOADING}
    const {{encryptedTo}} = await load("data/age");
    return Array.from(await encryptedTo(recipient, new Uint8Array(length).fill(7)));
}}"""

SAVING = f"""async (bytes) => {{
    {LOADING}
    (await load("views/download")).saveUnsent(Uint8Array.from(bytes), "work.age");
}}"""

Accept = Callable[[bytes], AcceptedWork]


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    return tmp_path / "answers.sc"


@pytest.fixture
def accept(company: Company, answers: Path, tmp_path: Path) -> Accept:
    """Head office's import of a file; it has a key before anybody connects."""
    url = f"sqlite:///{tmp_path / 'company.db'}"
    ensure_office_key(company.office, url)

    def accept(file: bytes) -> AcceptedWork:
        path = tmp_path / "work.age"
        path.write_bytes(file)
        answers.unlink(missing_ok=True)
        return accept_work(
            company.office,
            url,
            path,
            answers=answers,
            wait_seconds=0,
            clock=SystemClock(),
            answer_now=company.office.answer_waiting,
        )

    return accept


def placing(company: Company, quantity: int) -> Request:
    return company.request(PlaceOrder(order=company.order(line("A", quantity))))


def made(
    pad: OrderPad,
    requests: Sequence[Request],
    *,
    needs: Mapping[str, Sequence[str]] | None = None,
    changed: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """What the page says once it was asked for a file, with a pulse in which values are changed."""
    items = [json.loads(msgspec.json.encode(batch_item(request))) for request in requests]
    given = {"requests": items, "needs": dict(needs or {}), "changed": dict(changed or {})}
    said: dict[str, Any] = pad.page.evaluate(WRITING, given)
    return said


def key_of(said: Mapping[str, Any]) -> DeviceKey:
    """The key that the page signed with."""
    return DeviceKey(seed=urlsafe_b64decode(f"{said['seed']}="))


def test_head_office_takes_in_what_the_page_wrote_once_and_answers_it(
    pad: OrderPad, company: Company, accept: Accept, answers: Path
) -> None:
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    first, second = placing(company, 1), placing(company, 2)
    said = made(pad, [first, second])
    taken = accept(bytes(said["file"]))
    assert (taken.login, taken.requests, taken.new, taken.answered) == (ANN, 2, 2, 2)
    assert accept(bytes(said["file"])).new == 0
    assert company.count("inbox") == 2
    # only the browser that wrote the file opens the answers
    opened = bundle_from(opened_answers_file(answers.read_bytes(), key_of(said)), AnswerBundle)
    assert {receipt.request_id for receipt in opened.receipts} == {first.id, second.id}
    assert {reply.request_id for reply in opened.replies} == {first.id, second.id}
    assert not pad.problems


@NEEDS_LIBRARIES
def test_an_order_that_was_carried_by_hand_counts_once(
    pad: OrderPad, company: Company, accept: Accept, context: BrowserContext, tmp_path: Path
) -> None:
    place_without_a_link(pad, context)
    pad.find("unsent-count").get_by_role("link").click()
    with pad.page.expect_download() as downloading:
        pad.find("export-unsent").click()
    carried = tmp_path / "carried.age"
    downloading.value.save_as(carried)
    expect(pad.find("order-state")).to_contain_text("Sending")
    # head office is not known to hold it before it says so
    expect(pad.find("unsent-count")).to_have_text("1 order only in this browser")
    taken = accept(carried.read_bytes())
    assert (taken.new, taken.answered) == (1, 1)
    context.set_offline(False)
    expect(pad.find("unsent-count")).to_have_text("Nothing unsent")
    pad.go("Orders")
    expect(pad.find("order-state")).to_contain_text("Confirmed")
    assert (len(placed_orders(company)), company.count("inbox")) == (1, 1)


def test_a_request_that_needs_another_is_held_for_it(
    pad: OrderPad, company: Company, accept: Accept
) -> None:
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    first, second = placing(company, 1), placing(company, 2)
    taken = accept(bytes(made(pad, [second], needs={second.id: [first.id]})["file"]))
    assert (taken.new, taken.held) == (1, 1)
    assert company.count("inbox") == 0


def test_the_key_stays_that_of_the_browser(pad: OrderPad, company: Company, accept: Accept) -> None:
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    request = placing(company, 1)
    before = made(pad, [request])
    pad.page.reload()
    pad.find("passphrase").fill(PASSPHRASE)
    pad.find("unlock").click()
    pad.wait_until_in_step()
    again = made(pad, [request])
    assert key_of(again) == key_of(before)
    # each file has keys of its own
    assert again["file"] != before["file"]
    assert accept(bytes(again["file"])).new == 1


def test_a_byte_that_was_changed_anywhere_is_refused(
    pad: OrderPad, company: Company, accept: Accept
) -> None:
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    file = bytes(made(pad, [placing(company, 1)])["file"])
    for place in (30, 90, 150, 200, 260, 400, len(file) - 1):
        changed = bytearray(file)
        changed[place] ^= 1
        with pytest.raises(RefusedError, match=r"can't be opened|no file of work"):
            accept(bytes(changed))
    with pytest.raises(RefusedError, match="can't be opened"):
        accept(file[:-1])
    assert company.count("inbox") == 0


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"company_id": "another"}, "another company's"),
        ({"login": "north\\head"}, "does not know the device"),
        ({"bundle_key": recipient_of(new_identity())}, "another head office"),
    ],
    ids=["company", "login", "head office"],
)
def test_a_file_of_another_is_refused(
    changed: dict[str, str], said: str, pad: OrderPad, company: Company, accept: Accept
) -> None:
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    file = bytes(made(pad, [placing(company, 1)], changed=changed)["file"])
    with pytest.raises(RefusedError, match=said):
        accept(file)
    assert company.count("inbox") == 0


def test_where_no_file_can_be_it_is_said_before(
    pad: OrderPad, company: Company, accept: Accept
) -> None:
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    request = placing(company, 1)
    assert made(pad, [])["failure"] == "nothing-to-export"
    assert made(pad, [request], changed={"bundle_key": ""})["failure"] == "no-office-key"
    mistyped = recipient_of(new_identity())[:-1] + "b"
    assert made(pad, [request], changed={"bundle_key": mistyped})["failure"] == "no-office-key"
    assert made(pad, [request], changed={"signing_key": ""})["failure"] == "signing-key-not-known"


def test_the_page_says_where_its_library_is_missing(
    pad: OrderPad, company: Company, accept: Accept
) -> None:
    pad.page.context.route("**/libraries/**/chacha.js", lambda route: route.abort())
    pad.sign_in(ANN)
    pad.wait_until_in_step()
    assert made(pad, [placing(company, 1)])["failure"] == "part-missing"


def test_files_of_any_length_are_in_the_age_format(pad: OrderPad) -> None:
    pad.open()
    pad.find("sign-in-code").wait_for()
    identity = new_identity()
    chunk = 64 * 1024
    for length in (0, 1, chunk - 1, chunk, chunk + 1, 3 * chunk):
        given = {"recipient": recipient_of(identity), "length": length}
        file = bytes(pad.page.evaluate(ENCRYPTING, given))
        assert decrypt(file, [x25519.Identity.from_str(identity)]) == b"\7" * length


def test_a_file_is_downloaded_as_it_is(pad: OrderPad) -> None:
    pad.open()
    pad.find("sign-in-code").wait_for()
    with pad.page.expect_download() as download:
        pad.page.evaluate(SAVING, [0, 255, 10, 13])
    assert download.value.suggested_filename == "work.age"
    assert download.value.path().read_bytes() == b"\x00\xff\n\r"
    assert not pad.problems
