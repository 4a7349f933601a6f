"""A rep's and an admin's work by command line, on the sample company."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from smartclient.domain.clock import SystemClock
from smartclient.domain.text.canonical import name_key
from tests.cli.terminal import ROOT, Terminal


def test_customers_are_found_by_the_start_of_words_and_limited(shop: Terminal) -> None:
    (found,) = shop.gives("customers", "alder lane")
    assert (found["number"], found["credit_limit"]) == ("G-1001", "20000.00")
    assert len(shop.gives("customers", "--limit", "3")) == 3
    assert len(shop.gives("customers")) > 3
    assert shop.gives("customers", "nobody-of-that-name") == []
    assert "There are no such customers." in shop.says("customers", "nobody-of-that-name")


def test_the_catalog_is_found_by_words_and_priced_for_a_customer(shop: Terminal) -> None:
    rows = {row["sku"]: row for row in shop.gives("catalog", "trowel", "--customer", "G-1001")}
    assert rows["TR-100"]["price"] == "9.80"
    assert rows["TR-100"]["on_sale"]
    assert rows["TR-100"]["stock_as_of"].endswith("Z")
    assert "TR-100" in shop.says("catalog", "trowel")
    shop.refuses("catalog", "--customer", "NOBODY")


def test_an_order_is_saved_with_all_that_was_given_and_warnings(shop: Terminal) -> None:
    method = shop.run(
        "orders", "new", "--customer", "G-1002", "--line", "TR-100=2", "--ship-via", "Owl"
    )
    assert method.status == 1
    name = method.err.partition("There are: ")[2].partition(";")[0]
    later = (SystemClock().today() + timedelta(days=7)).isoformat()
    order = shop.gives(
        *("orders", "new", "--customer", "g-1002", "--line", "tr-100=2", "--line", "TR-110=1"),
        *(
            "--ship-via",
            name.lower(),
            "--deliver-on",
            later,
            "--reference",
            "R7",
            "--note",
            "Hello",
        ),
    )
    assert order["customer"] == "G-1002"
    assert [(line["line"], line["sku"], line["quantity"]) for line in order["lines"]] == [
        (1, "TR-100", 2),
        (2, "TR-110", 1),
    ]
    assert order["freight"] > "0.00"
    shown = shop.says("orders", "show", order["provisional_number"])
    assert "R7" in shown
    assert later in shown
    assert "TENTATIVE" in shown
    shop.gives("orders", "cancel", order["order_id"])


def test_an_unknown_product_is_refused_where_it_is_typed(shop: Terminal) -> None:
    before = shop.gives("orders")
    lines = ("--line", "TR-100=2", "--line", "TR-10=1")
    said = shop.refuses("orders", "new", "--customer", "G-1091", *lines)
    assert "There is no product TR-10." in said
    assert shop.gives("orders") == before

    order = shop.gives("orders", "new", "--customer", "G-1091", "--line", "TR-100=2")
    amend = ("orders", "amend", order["order_id"], "--line")
    assert "There is no product TR-10." in shop.refuses(*amend, "TR-10=1")
    shown = shop.gives("orders", "show", order["order_id"])
    assert [line["sku"] for line in shown["lines"]] == ["TR-100"]


def test_a_product_that_is_gone_can_be_changed_where_an_order_has_it(shop: Terminal) -> None:
    sku = shop.gives("catalog")[-1]["sku"]
    order = shop.gives("orders", "new", "--customer", "G-1085", "--line", f"{sku}=2")
    with closing(sqlite3.connect(shop.url.removeprefix("sqlite:///"))) as office, office:
        office.create_function("name_key", 1, name_key, deterministic=True)
        assert office.execute("DELETE FROM sales_products WHERE sku = ?", (sku,)).rowcount == 1
    shop.says("sync")
    assert shop.gives("catalog", sku) == []
    changed = shop.gives("orders", "amend", order["order_id"], "--line", f"{sku}=3")
    assert [(line["sku"], line["quantity"]) for line in changed["lines"]] == [(sku, 3)]
    shop.gives("orders", "cancel", order["order_id"])


def test_each_line_of_a_new_order_is_one_of_its_own(shop: Terminal) -> None:
    lines = ("--line", "TR-100=2", "--line", "TR-100=3")
    order = shop.gives("orders", "new", "--customer", "G-1079", *lines)
    assert [(line["line"], line["quantity"]) for line in order["lines"]] == [(1, 2), (2, 3)]
    shop.gives("orders", "cancel", order["order_id"])
    assert "TR-100" in shop.refuses("orders", "new", "--customer", "G-1079", "--line", "TR-100=0")


def test_an_order_is_amended_line_by_line_and_cancelled(shop: Terminal) -> None:
    order = shop.gives("orders", "new", "--customer", "G-1013", "--line", "TR-100=2")
    amend = ("orders", "amend", order["provisional_number"])
    order = shop.gives(*amend, "--line", "TR-100=3", "--line", "TR-110=1")
    assert [(line["sku"], line["quantity"]) for line in order["lines"]] == [
        ("TR-100", 3),
        ("TR-110", 1),
    ]
    order = shop.gives(*amend, "--line", "TR-100=0")
    assert [(line["line"], line["sku"]) for line in order["lines"]] == [(2, "TR-110")]
    assert order["net"] == order["lines"][0]["amount"]
    assert "Nothing was changed" in shop.refuses(*amend)
    shop.refuses(*amend, "--line", "TR-999=0")
    order = shop.gives("orders", "cancel", order["order_id"])
    assert (order["state"], order["task"]) == ("tentative", "taking_back")
    assert "Withdrawing" in shop.says("orders", "show", order["order_id"])
    shop.says("sync")
    order = shop.gives("orders", "show", order["order_id"])
    assert (order["state"], order["task"]) == ("cancelled", "undone")
    shop.refuses("orders", "show", "NO-SUCH-ORDER")


def test_none_of_a_product_takes_all_its_lines_off(shop: Terminal) -> None:
    lines = ("TR-100=2", "TR-110=1", "TR-100=5")
    entered = [word for line in lines for word in ("--line", line)]
    order = shop.gives("orders", "new", "--customer", "G-1085", *entered)
    amend = ("orders", "amend", order["order_id"], "--line")
    order = shop.gives(*amend, "TR-100=9")
    assert [(line["sku"], line["quantity"]) for line in order["lines"]] == [
        ("TR-100", 9),
        ("TR-110", 1),
    ]
    order = shop.gives("orders", "new", "--customer", "G-1085", *entered)
    order = shop.gives("orders", "amend", order["order_id"], "--line", "TR-100=0")
    assert [line["sku"] for line in order["lines"]] == ["TR-110"]


def test_more_than_a_line_may_hold_is_refused(shop: Terminal) -> None:
    line = ("--line", "TR-100=1000001")
    refused = shop.run("orders", "new", "--customer", "G-1085", *line)
    assert refused.status == 2
    assert "1,000,000" in refused.err


def test_a_draft_is_placed_by_amending_it(shop: Terminal) -> None:
    order = shop.gives("orders", "new", "--customer", "G-1115", "--line", "TR-110=2")
    entry = next(row for row in shop.gives("outbox") if row["subject"]["id"] == order["order_id"])
    assert "Withdrawing" in shop.says("outbox", "undo", entry["request_id"])
    assert shop.gives("orders", "show", order["order_id"])["task"] == "taking_back"
    shop.says("sync")
    assert shop.gives("orders", "show", order["order_id"])["state"] == "draft"
    placed = shop.gives("orders", "amend", order["order_id"])
    assert (placed["state"], placed["task"]) == ("tentative", "queued")
    assert placed["order_id"] in {row["subject"]["id"] for row in shop.gives("outbox")}
    shop.gives("orders", "cancel", order["order_id"])


def test_a_request_is_withdrawn_by_the_end_of_its_id(shop: Terminal) -> None:
    shop.gives("customers", "edit", "G-1019", "--phone", "555-1")
    (entry,) = [row for row in shop.gives("outbox") if row["subject"]["id"] == "G-1019"]
    assert (entry["kind"], entry["status"]) == ("update_customer", "queued")
    assert entry["request_id"][-8:] in shop.says("outbox")
    goes = shop.refuses("outbox", "retry", entry["request_id"][-8:])
    assert goes == "There is nothing to try again: Cedar Bridge Nursery goes with the next sync."
    shop.says("outbox", "undo", entry["request_id"][-8:])
    (entry,) = [row for row in shop.gives("outbox") if row["subject"]["id"] == "G-1019"]
    assert entry["status"] == "taking_back"
    shop.says("sync")
    assert "G-1019" not in {row["subject"]["id"] for row in shop.gives("outbox")}
    assert "waiting in the outbox" in shop.refuses("outbox", "undo", "no-such-id")


def test_a_customer_is_opened_numbered_by_head_office_and_deleted(synced: Terminal) -> None:
    opened = synced.gives("customers", "new", "--name", "Zoë's Zinnias", "--city", "Yakima")
    assert opened["tentative"]
    assert synced.gives("sync")["confirmed"] == 1
    (kept,) = synced.gives("customers", "zinnias")
    assert not kept["tentative"]
    assert (kept["name"], kept["city"]) == ("Zoë's Zinnias", "Yakima")
    assert kept["number"] != opened["number"]
    assert synced.gives("customers", "delete", kept["number"])["tentative"]
    assert synced.gives("sync")["confirmed"] == 1
    assert synced.gives("customers", "zinnias") == []


def test_a_customer_that_was_never_sent_is_gone_when_head_office_knows(shop: Terminal) -> None:
    opened = shop.gives("customers", "new", "--name", "Quick Thought")
    assert shop.gives("customers", "delete", opened["number"])["task"] == "taking_back"
    shop.says("sync")
    assert shop.gives("customers", "quick thought") == []


def test_an_admin_hands_a_case_back_and_then_approves_it(synced: Terminal) -> None:
    order = synced.gives("orders", "new", "--customer", "G-1073", "--line", "SP-110=200")
    assert "credit_limit_exceeded" in {warning["code"] for warning in order["warnings"]}
    synced.gives("sync")
    mine = [row for row in synced.gives("conflicts") if row["subject"]["id"] == order["order_id"]]
    assert [problem["code"] for problem in mine[0]["problems"]].count("not_enough_stock") == 1
    resolve = ("conflicts", "resolve", mine[0]["conflict_id"])
    synced.refuses(*resolve, "--action", "approve")
    synced.refuses(*resolve, "--action", "nonsense")
    synced.gives(*resolve, "--action", "not_enough_stock:1=back_order")
    assert synced.gives("sync")["awaiting_decision"] == 1

    case = case_about(synced, order["order_id"])
    assert {"approve", "refuse", "hand_back"} <= set(case["problems"][0]["actions"])
    decide = ("decide", case["case"][:13])
    synced.refuses(*synced.at_head_office(*decide, "approve", "--as", "anna"))
    as_admin = ("--as", "head", "--note", "Are they good for it?")
    synced.says(*synced.at_head_office(*decide, "hand_back", *as_admin))
    assert synced.gives("sync")["in_conflict"] == 1
    assert "Are they good for it?" in synced.says("conflicts")
    back = [row for row in synced.gives("conflicts") if row["subject"]["id"] == order["order_id"]]
    synced.gives("conflicts", "resolve", back[0]["conflict_id"], "--ask", "They are.")
    synced.gives("sync")
    case = case_about(synced, order["order_id"])
    synced.says(*synced.at_head_office("decide", case["case"], "approve", "--as", "head"))
    synced.gives("sync")
    assert synced.gives("orders", "show", order["order_id"])["state"] == "confirmed"


def case_about(shop: Terminal, order_id: str) -> Any:  # noqa: ANN401 (JSON)
    cases = shop.gives(*shop.at_head_office("cases"))
    return next(case for case in cases if case["subject"]["id"] == order_id)


def test_what_becomes_of_an_order_comes_back(synced: Terminal) -> None:
    order = synced.gives("orders", "new", "--customer", "G-1031", "--line", "TR-100=1")
    synced.gives("sync")
    number = synced.gives("orders", "show", order["order_id"])["number"]
    change = ("change", "order", number, "--fulfilment")
    synced.says(*synced.at_head_office(*change, "shipped"))
    assert synced.gives("sync")["pulled"] >= 1
    shown = synced.gives("orders", "show", number)
    assert (shown["fulfilment"], shown["state"]) == ("shipped", "confirmed")
    assert "Shipped" in synced.says("orders", "--limit", "1")


def test_a_refused_change_of_a_customer_can_be_read_again(synced: Terminal) -> None:
    synced.gives(*synced.at_head_office("policy", "phone", "refuse"))
    try:
        synced.gives("customers", "edit", "G-1025", "--phone", "555-0002")
        synced.says(*synced.at_head_office("change", "customer", "G-1025", "--phone", "555-0009"))
        assert synced.gives("sync")["rejected"] == 1
    finally:
        synced.gives(*synced.at_head_office("policy", "phone", "rep"))
    answer, entered = synced.gives("customers", "show", "G-1025")["history"][:2]
    assert (answer["status"], entered["status"]) == ("rejected", "queued")
    assert "phone" in answer["why"]
    assert [change["mine"] for change in entered["changes"]] == ["555-0002"]
    assert "phone: 555-0002" in synced.says("customers", "show", "G-1025")


def test_head_office_out_of_reach_is_no_failure(shop: Terminal) -> None:
    file = Path(shop.url.removeprefix("sqlite:///"))
    away = file.with_name("away.db")
    shop.gives("orders", "new", "--customer", "G-1037", "--line", "TR-100=1")
    file.rename(away)
    try:
        synced = shop.gives("sync")
        assert (synced["link"], synced["sent"]) == ("unreachable", 0)
        assert synced["waiting"] >= 1
        assert shop.gives("status")["link"] == "unreachable"
        assert shop.says("sync")
    finally:
        away.rename(file)
    assert shop.gives("sync")["link"] == "online"


def test_offline_nothing_moves_until_online_again(synced: Terminal) -> None:
    before = synced.gives("status")["last_sync"]
    synced.says("offline", "on")
    synced.gives("customers", "edit", "G-1007", "--contact", "New Person")
    assert synced.gives("sync")["link"] == "offline"
    status = synced.gives("status")
    assert (status["offline"], status["link"], status["last_sync"]) == (True, "offline", before)
    synced.says("offline", "off")
    assert synced.gives("sync")["confirmed"] == 1


def test_a_serving_process_answers_and_stops_at_a_signal(synced: Terminal) -> None:
    serving = subprocess.Popen(
        [sys.executable, "-m", "smartclient", *synced.at_head_office("serve")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert serving.stdout is not None
        assert "Answering" in serving.stdout.readline()
        order = synced.gives("orders", "new", "--customer", "G-1049", "--line", "TR-100=1")
        assert synced.gives("sync")["sent"] == 1
        assert "answered" in serving.stdout.readline()
        synced.gives("sync")
        assert synced.gives("orders", "show", order["order_id"])["number"]
    finally:
        serving.terminate()
        _, err = serving.communicate(timeout=30)
    assert (serving.returncode, err) == (0, "")
    assert "0 requests answered" in synced.says(*synced.at_head_office("serve", "--once"))


def test_policies_are_listed_and_set(shop: Terminal) -> None:
    every = {row["key"]: row for row in shop.gives(*shop.at_head_office("policy"))}
    assert every["discontinued"]["setting"] == "rep"
    (changed,) = shop.gives(*shop.at_head_office("policy", "notes", "rep_value"))
    assert (changed["key"], changed["setting"]) == ("customer.notes", "rep_value")
    shop.refuses(*shop.at_head_office("policy", "notes", "nonsense"))
    shop.refuses(*shop.at_head_office("policy", "nonsense"))


def test_the_doctor_looks_at_everything(shop: Terminal) -> None:
    findings = shop.gives("doctor")
    assert all(set(row) == {"check", "ok", "detail", "advice"} for row in findings)
    assert {"store", "key", "keyring", "driver", "link", "clock"} <= {
        row["check"] for row in findings
    }
    assert shop.says("doctor")


def test_signing_in_again_goes_on_and_as_someone_else_is_refused(shop: Terminal) -> None:
    sign_in = ("sign-in", "--url", shop.url, "--login")
    assert "anna" in shop.says(*sign_in, "Anna")
    assert "anna" in shop.refuses(*sign_in, "ben")


def test_someone_unknown_can_not_sign_in(shop: Terminal, tmp_path: Path) -> None:
    shop.refuses("sign-in", "--url", shop.url, "--login", "nobody", "--home", str(tmp_path / "new"))


def test_without_the_passphrase_the_store_stays_shut(shop: Terminal) -> None:
    for passphrase in ("a wrong one", ""):
        ended = shop.run("status", "--json", SMARTCLIENT_PASSPHRASE=passphrase)
        assert (ended.status, ended.out) == (1, "")
        assert len(ended.err.splitlines()) == 1


WITHOUT_QT = """
import json, sys
sys.modules["PySide6"] = sys.modules["qtpy"] = None
from smartclient.cli.program import run
sys.exit(any([run(["--home", sys.argv[1], *words]) for words in json.loads(sys.argv[2])]))
"""


def test_a_signed_in_laptop_needs_no_qt(shop: Terminal) -> None:
    every = [("orders", "--limit", "1"), ("sync", "--json"), ("conflicts",)]
    ended = subprocess.run(
        [sys.executable, "-c", WITHOUT_QT, str(shop.home), json.dumps(every)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
