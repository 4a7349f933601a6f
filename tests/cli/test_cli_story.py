"""The whole story by command line: a rep sells offline, head office answers."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from smartclient.domain.clock import SystemClock
from smartclient.headoffice.importers.sample import sample_folder
from tests.cli.terminal import Terminal

Company = Callable[[Path, str], Terminal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who and what a story is about: three products that are sold, and a fourth instead of one."""

    rep: str
    admin: str
    customer: str
    discontinued: str
    replacement: str
    dearer: str
    plain: str


def test_the_story_on_adventureworks(company: Company, adventureworks: Path) -> None:
    cast = Cast(
        rep="adventure-works\\linda3",
        admin="adventure-works\\stephen0",
        customer="AW00000582",
        discontinued="BK-M68B-38",
        replacement="BK-R79Y-42",
        dearer="WB-H098",
        plain="HL-U509",
    )
    terminal = company(adventureworks, cast.rep)
    terminal.says(*terminal.at_head_office("change", "rep", cast.admin, "--role", "admin"))
    tell_the_story(terminal, cast)


def test_the_story_on_the_sample_company(company: Company) -> None:
    cast = Cast(
        rep="anna",
        admin="head",
        customer="G-1001",
        discontinued="TR-100",
        replacement="TR-110",
        dearer="WD-100",
        plain="BP-100",
    )
    tell_the_story(company(sample_folder(), cast.rep), cast)


def tell_the_story(terminal: Terminal, cast: Cast) -> None:
    orders = sell_offline(terminal, cast)
    meanwhile_at_head_office(terminal, cast, price=orders[cast.dearer]["net"])
    go_online(terminal, cast, orders)
    settle(terminal, cast, orders)
    read_the_outcome(terminal, cast, orders)


def sell_offline(terminal: Terminal, cast: Cast) -> dict[str, Any]:
    """Enter an order for each product and change the phone; return the orders by SKU."""
    terminal.says("offline", "on")
    orders = {}
    for sku in (cast.discontinued, cast.dearer, cast.plain):
        order = terminal.gives("orders", "new", "--customer", cast.customer, "--line", f"{sku}=1")
        assert order["warnings"] == []
        assert (order["state"], order["task"], order["number"]) == ("tentative", "queued", None)
        assert order["total"] > "0.00"
        orders[sku] = order
    customer = terminal.gives("customers", "edit", cast.customer, "--phone", "555-0100")
    assert (customer["phone"], customer["tentative"]) == ("555-0100", True)

    synced = terminal.gives("sync")
    assert (synced["link"], synced["sent"], synced["waiting"]) == ("offline", 0, 4)
    status = terminal.gives("status")
    assert (status["offline"], status["to_send"], status["at_head_office"]) == (True, 4, 0)
    assert "Waiting to send" in terminal.says("orders", "--state", "tentative")
    assert {row["status"] for row in terminal.gives("outbox")} == {"queued"}
    return orders


def meanwhile_at_head_office(terminal: Terminal, cast: Cast, *, price: str) -> None:
    today = SystemClock().today().isoformat()
    change = ("--discontinue", today, "--replaced-by", cast.replacement)
    terminal.says(*terminal.at_head_office("change", "product", cast.discontinued, *change))
    change = ("--price", str(round(Decimal(price) * 2, 2)), "--from", today)
    terminal.says(*terminal.at_head_office("change", "product", cast.dearer, *change))
    change = ("--phone", "555-0199", "--email", "new@example.com")
    terminal.says(*terminal.at_head_office("change", "customer", cast.customer, *change))


def go_online(terminal: Terminal, cast: Cast, orders: dict[str, Any]) -> None:
    terminal.says("offline", "off")
    synced = terminal.gives("sync")
    assert synced["link"] == "online"
    assert (synced["sent"], synced["confirmed"], synced["in_conflict"]) == (4, 1, 3)
    plain = terminal.gives("orders", "show", orders[cast.plain]["order_id"])
    assert (plain["state"], plain["task"]) == ("confirmed", "confirmed")
    assert plain["number"]

    found = conflicts_by_subject(terminal)
    assert set(found) == {
        orders[cast.discontinued]["order_id"],
        orders[cast.dearer]["order_id"],
        cast.customer,
    }
    gone = found[orders[cast.discontinued]["order_id"]]
    assert (gone["kind"], gone["problems"][0]["code"]) == ("rule", "discontinued")
    assert {"take_replacement", "drop_line", "cancel"} <= set(gone["problems"][0]["actions"])
    risen = found[orders[cast.dearer]["order_id"]]
    assert (risen["kind"], risen["problems"][0]["code"]) == ("rule", "price_changed")
    assert "accept_price" in risen["problems"][0]["actions"]
    phone = found[cast.customer]
    assert phone["kind"] == "data"
    (field,) = phone["fields"]
    assert (field["field"], field["mine"], field["theirs"]) == ("phone", "555-0100", "555-0199")
    # nobody else touched the e-mail address: it merged by itself
    (customer,) = terminal.gives("customers", cast.customer)
    assert customer["email"] == "new@example.com"


def conflicts_by_subject(terminal: Terminal) -> dict[str, Any]:
    return {row["subject"]["id"]: row for row in terminal.gives("conflicts")}


def settle(terminal: Terminal, cast: Cast, orders: dict[str, Any]) -> None:
    found = {subject: row["conflict_id"] for subject, row in conflicts_by_subject(terminal).items()}
    resolve = ("conflicts", "resolve")
    terminal.gives(
        *resolve, found[orders[cast.discontinued]["order_id"]], "--action", "take_replacement"
    )
    terminal.gives(
        *resolve, found[orders[cast.dearer]["order_id"]], "--ask", "May I keep the old price?"
    )
    terminal.gives(*resolve, found[cast.customer], "--take", "phone=mine")
    synced = terminal.gives("sync")
    assert (synced["sent"], synced["awaiting_decision"]) == (3, 1)

    (case,) = terminal.gives(*terminal.at_head_office("cases"))
    assert case["rep"] == cast.rep
    assert case["note"] == "May I keep the old price?"
    assert case["subject"]["id"] == orders[cast.dearer]["order_id"]
    decide = ("decide", case["case"], "approve", "--note", "Once.", "--as", cast.admin)
    terminal.says(*terminal.at_head_office(*decide))
    assert terminal.gives(*terminal.at_head_office("cases")) == []
    terminal.gives("sync")


def read_the_outcome(terminal: Terminal, cast: Cast, orders: dict[str, Any]) -> None:
    replaced = terminal.gives("orders", "show", orders[cast.discontinued]["order_id"])
    assert replaced["state"] == "confirmed"
    assert [line["sku"] for line in replaced["lines"]] == [cast.replacement]
    assert replaced["number"]
    changes = [
        (change["field"], change["before"], change["after"]) for change in replaced["report"]
    ]
    assert ("sku", cast.discontinued, cast.replacement) in changes
    price = orders[cast.dearer]["lines"][0]["unit_price"]
    approved = terminal.gives("orders", "show", orders[cast.dearer]["order_id"])
    assert approved["state"] == "confirmed"
    assert approved["history"][-1]["status"] in {"confirmed", "adjusted"}
    assert [line["unit_price"] for line in approved["lines"]] == [price]
    assert approved["report"]
    assert all(change["message"] for change in (*replaced["report"], *approved["report"]))

    (customer,) = terminal.gives("customers", cast.customer)
    assert (customer["phone"], customer["tentative"]) == ("555-0100", False)
    assert terminal.gives("conflicts") == []
    assert terminal.gives("outbox") == []
    status = terminal.gives(*terminal.at_head_office("status"))
    assert status["cases"] == 0
    assert status["inbox"]["received"] == status["inbox"]["parked"] == 0
