"""The eighth schema on SQL Server: the fourth version of the link, which enrols devices."""


def statements() -> list[str]:
    """Return what has head office offer it."""
    return ["UPDATE sync.info SET value = N'4' WHERE name = N'link_version'"]
