"""What orders that are not confirmed take of stock and credit, on the command line."""

from tests.cli.terminal import Terminal


def test_an_order_says_what_the_others_take(shop: Terminal) -> None:
    # the orders of the other tests are confirmed by then
    shop.says("offline", "off")
    shop.says("sync")
    shop.says("offline", "on")
    first = shop.gives("orders", "new", "--customer", "G-1002", "--line", "TR-100=8")
    assert first["tentative_demand"] == {"stock": [], "credit": None}
    second = shop.gives("orders", "new", "--customer", "G-1002", "--line", "TR-100=2")
    [stock] = second["tentative_demand"]["stock"]
    assert (stock["line"], stock["sku"], stock["in_own_orders"]) == (1, "TR-100", 8)
    assert second["tentative_demand"]["credit"] == first["total"]
    said = shop.says("orders", "new", "--customer", "G-1001", "--line", "TR-100=1")
    assert f"{stock['in_stock']} in stock, 10 of them in your orders that are not confirmed" in said
    shop.says("offline", "off")
    shop.says("sync")
    third = shop.gives("orders", "new", "--customer", "G-1002", "--line", "TR-100=1")
    assert third["tentative_demand"]["stock"] == []


def test_every_branch_says_what_the_ones_before_it_take(shop: Terminal) -> None:
    shop.says("offline", "on")
    done = shop.gives(
        *("orders", "new", "--customer", "G-1001", "--customer", "G-1002", "--line", "TR-100=4")
    )
    first, later = (order["tentative_demand"]["stock"] for order in done["orders"])
    before = sum(stock["in_own_orders"] for stock in first)
    assert [stock["in_own_orders"] for stock in later] == [before + 4]


def test_a_refusal_names_the_way_to_the_task_that_blocks_it(shop: Terminal) -> None:
    shop.says("offline", "on")
    shop.says("customers", "delete", "G-1007")
    refusal = shop.refuses("orders", "new", "--customer", "G-1007", "--line", "TR-100=1")
    task = shop.gives("tasks", "--limit", "1")[0]["task"]
    assert f"smartclient tasks show {task}" in refusal
