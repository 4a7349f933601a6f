"""The sixth schema on SQL Server, frozen: link version 3.

Its head offices read the second version of a request to cancel an order.
"""


def statements() -> list[str]:
    """Return what says which version of the link is spoken."""
    return ["UPDATE sync.info SET value = N'3' WHERE name = N'link_version'"]
