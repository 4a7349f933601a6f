"""Tasks of several steps by command line, on the sample company."""

import pytest

from tests.cli.terminal import Terminal


def test_one_order_for_several_branches(shop: Terminal) -> None:
    done = shop.gives(
        *("orders", "new", "--customer", "G-1055", "--customer", "G-1061"),
        *("--line", "TR-100=4", "--branch-line", "g-1061:tr-100=2"),
    )
    assert [(order["customer"], order["lines"][0]["quantity"]) for order in done["orders"]] == [
        ("G-1055", 4),
        ("G-1061", 2),
    ]
    newest = shop.gives("tasks", "--limit", "1")[0]
    assert newest["task"] == done["task"]
    assert (newest["policy"], newest["status"], newest["percent"]) == ("each", "pending", 0)
    assert newest["label"].startswith("Order ")
    assert [step["service"] for step in newest["steps"]] == ["head_office", "head_office"]
    assert newest["available"]["undo"] == {"now": True, "why": None, "blocked_by": None}

    shop.says("sync")
    sent = shop.gives("tasks", "show", done["task"])
    assert (sent["status"], sent["percent"]) == ("confirmed", 100)
    assert [item["effect"] for item in sent["if_undone"]] == ["cancelled", "cancelled"]
    assert "is cancelled" in shop.says("tasks", "show", done["task"])
    shop.gives("tasks", "undo", done["task"])
    for _ in range(2):
        shop.says("sync")
    over = shop.gives("tasks", "show", done["task"])
    assert over["status"] == "taken_back"
    assert [step["compensates"] is not None for step in over["steps"]].count(True) == 2
    for order in done["orders"]:
        assert shop.gives("orders", "show", order["order_id"])["state"] == "cancelled"
    assert "nothing left" in shop.refuses("tasks", "undo", done["task"])


def test_what_head_office_will_ask_about_several_branches_stands_once_with_whom_it_is_about(
    shop: Terminal,
) -> None:
    branches = ("--customer", "G-1007", "--customer", "G-1013")
    gone = "Stoneware Birdbath is no longer sold"
    asked = shop.says("orders", "new", *branches, "--line", "BB-100=2")
    assert asked.count(gone) == 1
    assert f"  {gone}" in asked
    too_many = ("--line", "TR-100=1", "--branch-line", "G-1007:TR-100=90000")
    asked = shop.says("orders", "new", *branches, *too_many)
    name = shop.gives("customers", "show", "G-1007")["name"]
    assert f"  {name}: Only " in asked
    for task in shop.gives("tasks", "--limit", "2"):
        shop.says("tasks", "undo", task["task"])


def test_a_task_about_a_record_that_was_there_says_what_it_does_to_it(shop: Terminal) -> None:
    order = shop.gives("orders", "new", "--customer", "G-1001", "--line", "TR-100=1")
    shop.says("sync")
    shop.says("orders", "cancel", order["order_id"])
    cancelling, placing = (task["task"] for task in shop.gives("tasks", "--limit", "2"))
    said = shop.says("tasks", "show", cancelling)
    assert said.count("(cancel the order)") == 2
    assert "(cancel the order): is not sent any more." in said
    assert "(" not in shop.says("tasks", "show", placing)
    labels = [task["label"] for task in shop.gives("tasks", "--limit", "2")]
    number = shop.gives("orders", "show", order["order_id"])["number"]
    assert labels == [f"Order {number} (cancel the order)", f"Order {number}"]


def test_a_conflict_says_what_is_cancelled_along_with_its_order(shop: Terminal) -> None:
    branches = ("--customer", "G-1025", "--customer", "G-1031")
    lines = ("--line", "TR-100=1", "--branch-line", "G-1025:TR-100=90000")
    done = shop.gives("orders", "new", *branches, *lines, "--together")
    shop.says("sync")
    other = done["orders"][1]["provisional_number"]
    along = f"It stands together with Order {other}: cancelling it takes all of them back."
    number = done["orders"][0]["provisional_number"]
    parts = shop.says("conflicts").split("\n\n")
    (said,) = (part for part in parts if part.startswith(f"Order {number}"))
    assert along in " ".join(said.split())
    assert "--ask" not in said
    (conflict,) = (
        one
        for one in shop.gives("conflicts")
        if one["subject"]["id"] == done["orders"][0]["order_id"]
    )
    shop.says("conflicts", "resolve", conflict["conflict_id"], "--action", "cancel")
    shop.says("sync")
    assert shop.gives("tasks", "show", done["task"])["status"] == "taken_back"


def test_a_task_says_why_it_can_not_be_taken_back(shop: Terminal) -> None:
    account = ("--new-account", "Rowan Row Supply")
    first = shop.gives("orders", "new", *account, "--line", "TR-100=4")
    number = first["orders"][0]["customer"]
    second = shop.gives("orders", "new", "--customer", number, "--line", "TR-100=1")
    shown = shop.says("tasks", "show", first["task"])
    assert "If you take it back" not in shown
    label = second["provisional_number"]
    assert f"It can't be taken back now. {label} depends on Rowan Row Supply." in shown


def test_a_new_account_and_its_first_order(shop: Terminal) -> None:
    done = shop.gives(
        *("orders", "new", "--new-account", "Kestrel Lane Tools", "--phone", "555 0111"),
        *("--line", "TR-100=4"),
    )
    account, order = shop.gives("tasks", "show", done["task"])["steps"]
    assert (account["kind"], order["kind"]) == ("create_customer", "place_order")
    assert (account["status"], order["status"]) == ("pending", "waiting")
    assert order["needs"] == [account["step"]]
    assert order["why"] == "It goes as soon as Kestrel Lane Tools is confirmed."
    for _ in range(2):
        shop.says("sync")
    assert shop.gives("tasks", "show", done["task"])["status"] == "confirmed"
    assert shop.gives("orders", "show", done["orders"][0]["order_id"])["state"] == "confirmed"
    (customer,) = shop.gives("customers", "Kestrel")
    assert customer["phone"] == "555 0111"


@pytest.mark.parametrize(
    "words",
    [
        ("--customer", "G-1001", "--new-account", "Both", "--line", "TR-100=4"),
        ("--customer", "G-1001", "--branch-line", "G-1001:TR-100=1", "--line", "TR-100=4"),
        ("--customer", "G-1001", "--phone", "1", "--line", "TR-100=4"),
        ("--new-account", "No Lines"),
        ("--customer", "G-1001", "--customer", "G-1002", "--branch-line", "TR-100=1"),
    ],
)
def test_what_does_not_go_together_is_refused(shop: Terminal, words: tuple[str, ...]) -> None:
    assert shop.run("orders", "new", *words).status == 2


def test_a_branch_that_gets_no_order_is_named(shop: Terminal) -> None:
    said = shop.refuses(
        *("orders", "new", "--customer", "G-1001", "--customer", "G-1002"),
        *("--line", "TR-100=4", "--branch-line", "G-1003:TR-100=2"),
    )
    assert "G-1003" in said


def test_every_branch_s_order_goes_to_an_address_of_its_own(shop: Terminal) -> None:
    done = shop.gives(
        *("orders", "new", "--customer", "G-1001", "--customer", "G-1002"),
        *("--line", "TR-100=4", "--ship-to", "g-1002:MAIN"),
    )
    first, second = done["orders"]
    assert (first["ship_to"], second["ship_to"]) == (None, "main")
    alone = ("orders", "new", "--customer", "G-1001", "--line", "TR-100=4")
    assert shop.gives(*alone, "--ship-to", "main")["ship_to"] == "main"
    said = shop.refuses(*alone, "--ship-to", "attic")
    assert "no address called “attic”" in said
    assert "main" in said


@pytest.mark.parametrize(
    "words",
    [
        ("--customer", "G-1001", "--customer", "G-1002", "--ship-to", "main"),
        ("--customer", "G-1001", "--ship-to", ":main"),
        ("--customer", "G-1001", "--ship-to", "G-1003:main"),
        ("--new-account", "Kestrel", "--ship-to", "main"),
    ],
)
def test_an_address_is_of_one_customer(shop: Terminal, words: tuple[str, ...]) -> None:
    assert shop.run("orders", "new", "--line", "TR-100=4", *words).status == 2


def test_an_address_of_nobody_who_orders_is_refused(shop: Terminal) -> None:
    said = shop.refuses(
        *("orders", "new", "--customer", "G-1001", "--customer", "G-1002"),
        *("--line", "TR-100=4", "--ship-to", "G-1003:main"),
    )
    assert "G-1003" in said


def test_a_second_order_says_what_it_waits_for(shop: Terminal) -> None:
    first = ("--new-account", "Harrier Yard Supply", "--line", "TR-100=4")
    done = shop.gives("orders", "new", *first)
    account = shop.gives("tasks", "show", done["task"])["steps"][0]
    why = "It goes as soon as Harrier Yard Supply is confirmed."
    wait = {"needs": [account["step"]], "label": "Harrier Yard Supply", "why": why}
    assert done["orders"][0]["waits_for"] == wait
    (customer,) = shop.gives("customers", "Harrier")
    second = ("orders", "new", "--customer", customer["number"], "--line", "TR-100=1")
    assert shop.gives(*second)["waits_for"] == wait
    assert why in shop.says(*second)
    for _ in range(2):
        shop.says("sync")
    (customer,) = shop.gives("customers", "Harrier")
    third = ("orders", "new", "--customer", customer["number"], "--line", "PT-08=1")
    assert shop.gives(*third)["waits_for"] is None
