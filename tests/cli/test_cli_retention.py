"""Purging and forgetting from the command line."""

import json

from smartclient.cli.render.retention import KINDS
from smartclient.headoffice.database.portions import PurgedKind
from tests.cli.terminal import Terminal


def test_every_kind_that_is_purged_has_a_name() -> None:
    assert set(KINDS) == set(PurgedKind)


def test_a_purge_says_what_it_did_and_a_dry_run_what_it_would_do(shop: Terminal) -> None:
    dry = shop.says(*shop.at_head_office("purge"), "--dry-run")
    assert "this was a dry run" in dry
    done = json.loads(shop.says(*shop.at_head_office("purge"), "--json"))
    assert [each["kind"] for each in done] == [str(kind) for kind in KINDS]
    assert {each["rows"] for each in done} == {0}


def test_a_customer_is_forgotten_once_a_person_says_so(shop: Terminal) -> None:
    command = shop.at_head_office("forget", "G-1001")
    assert "--yes" in shop.refuses(*command)
    text = shop.says(*command, "--yes", "--as", "head")
    assert "Removed of customer G-1001" in text
    assert "law" in text or "name stays" in text
