"""The words of a command line are put in order before they are parsed."""

import pytest

from smartclient.cli.argv import normalize_argv


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", ""),
        ("status --json", "status --json"),
        ("sync --json --home DIR", "--home DIR sync --json"),
        ("sync --home=DIR --json", "--home=DIR sync --json"),
        ("--home DIR sync", "--home DIR sync"),
        ("orders", "orders list"),
        ("orders --json", "orders list --json"),
        ("orders --state new --json", "orders list --state new --json"),
        ("orders --json new --customer C1", "orders new --json --customer C1"),
        ("orders --home DIR new --customer C1", "--home DIR orders new --customer C1"),
        ("orders show SO-10001", "orders show SO-10001"),
        ("customers bike --json", "customers list bike --json"),
        ("customers --limit 5 bike", "customers list --limit 5 bike"),
        ("customers list new", "customers list new"),
        ("outbox undo 1234", "outbox undo 1234"),
        ("orders --help", "orders --help"),
        ("catalog new", "catalog new"),
        ("headoffice orders", "headoffice orders"),
    ],
)
def test_the_command_meant_is_named_in_full_and_home_comes_first(line: str, expected: str) -> None:
    assert normalize_argv(line.split()) == expected.split()


def test_what_follows_a_double_dash_is_left_alone() -> None:
    assert normalize_argv(["customers", "--", "--home", "new"]) == [
        "customers",
        "list",
        "--",
        "--home",
        "new",
    ]


def test_home_without_a_folder_stays_a_mistake_to_be_told() -> None:
    assert normalize_argv(["sync", "--home"]) == ["sync", "--home"]
