"""The recipe for a column of a feed, carried out on a copy of the program."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from smartclient.contract.feeds import COLUMNS, FeedKind
from tests import added_column_play
from tests.added_column_recipe import LABEL, LINK, LONGEST, NAME, STEPS
from tests.small_company import write_company

ROOT = Path(__file__).parents[2]
RUN = "import runpy, sys, pathlib; sys.path.insert(0, sys.argv[1]); runpy.run_path(sys.argv[2])"
PLAY = f"{RUN}['main'](pathlib.Path(sys.argv[3]))"


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a copy of the program shows that has another column in the feed of customers."""
    assert NAME not in COLUMNS[FeedKind.CUSTOMERS], (
        f"customers have a column {NAME} now: choose another NAME in tests/added_column_recipe.py"
    )
    root, place = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("place")
    for name in ("smartclient", "resources"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for step in STEPS.values():
        step(root)
    customers = write_company(place / "company") / "customers.csv"
    header, first, *others = customers.read_text("utf-8").splitlines()
    rows = [f"{header},{NAME}", f"{first},GOLD", *(f"{row}," for row in others)]
    customers.write_text("\n".join(rows) + "\n", "utf-8")
    play = str(Path(added_column_play.__file__))
    done = subprocess.run(
        [sys.executable, "-c", PLAY, str(root), play, str(place)],
        cwd=root,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def test_it_comes_from_the_import_to_the_screens(seen: dict[str, Any]) -> None:
    assert seen["window"][LABEL] == "GOLD"
    assert any(line.split() == [*LABEL.split(), "GOLD"] for line in seen["terminal"])
    assert seen["json"][NAME] == "SILVER"


def test_its_changes_are_in_the_change_log(seen: dict[str, Any]) -> None:
    assert [NAME, "GOLD", "SILVER"] in seen["logged"]


def test_head_office_changes_it_by_hand(seen: dict[str, Any]) -> None:
    assert [NAME, "SILVER", "PLATINUM"] in seen["logged"]


def test_both_sides_compare_it(seen: dict[str, Any]) -> None:
    assert seen["agree"]


def test_on_sql_server_only_procedures_of_the_new_link_have_it(seen: dict[str, Any]) -> None:
    having = [item.partition("\n")[0] for item in seen["mssql"] if NAME in item]
    # an import of an admin may write it
    assert having.pop().startswith("GRANT SELECT, INSERT, UPDATE (number, name, ")
    assert [line.partition(" ON sales")[0] for line in having] == [
        (
            f"ALTER TABLE sales.customers ADD {NAME} NVARCHAR({LONGEST}) NOT NULL "
            f"CONSTRAINT df_sales_customers_{NAME} DEFAULT N''"
        ),
        "CREATE TABLE sales.customers (",
        "CREATE TRIGGER sales.customers_log",
        f"CREATE PROCEDURE sync.feed_customers_v{LINK}",
        f"CREATE PROCEDURE sync.fingerprints_v{LINK}",
        f"CREATE PROCEDURE sync.web_feed_customers_v{LINK}",
        f"CREATE PROCEDURE sync.web_fingerprints_v{LINK}",
    ]
    assert any(f"(N'link_version', N'{LINK}')" in item for item in seen["mssql"])
