"""Data sets and pinned customers on the command line: exact keys, and what is refused."""

import json
from pathlib import Path

import pytest

from tests.cli.odd_place import MARK, Place, write_files

SET_KEYS = ["name", "required", "for", "recipient", "categories", "photos"]
SET_KEYS += ["documents", "history_days", "reps", "products", "bytes", "orders"]
SET_KEYS += ["changed_by", "changed_at"]
GIVEN_KEYS = ["name", "required", "taken", "loaded", "comes_anyway", "as_of", "products"]
GIVEN_KEYS += ["bytes", "categories", "photos", "documents", "history_days", "ages"]
AS = ("--as", "head")


@pytest.fixture
def place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Place:
    place = Place(tmp_path, capsys)
    place.office("init")
    place.office("import", str(write_files(tmp_path / "data")))
    place.says("sign-in", "--url", place.url, "--login", "anna")
    place.says("sync")
    return place


def test_an_admin_lists_defines_and_removes_data_sets(place: Place) -> None:
    assert "No data set is defined" in place.office("data-set").out
    content = ("--category", "Pumps", "--category", "Hoses", "--no-photos", "--documents")
    depth = ("--history-days", "90")
    who = ("--for", f"territory:North {MARK}", "--anyway")
    defined = json.loads(
        place.office("data-set", "set", "Base", *content, *depth, *who, *AS, "--json").out
    )
    assert [list(one) for one in defined] == [SET_KEYS]
    assert defined == json.loads(place.office("data-set", "list", "--json").out)
    assert {name: defined[0][name] for name in SET_KEYS[:-1]} == {
        "name": "Base",
        "required": True,
        "for": "territory",
        "recipient": f"North {MARK}",
        "categories": ["Pumps", "Hoses"],
        "photos": False,
        "documents": True,
        "history_days": 90,
        "reps": 1,
        "products": 0,
        "bytes": 0,
        "orders": 0,
        "changed_by": "head",
    }
    shown = place.office("data-set").out
    assert "Products: Pumps, Hoses. Without photos. With documents. Orders of 90 days." in shown
    removed = json.loads(place.office("data-set", "remove", "base", *AS, "--json").out)
    assert removed == {"removed": "base"}
    assert json.loads(place.office("data-set", "--json").out) == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("set", "X", *AS), "Name at least one category"),
        (("set", "X", "--photos", "--for", "king", *AS), "nobody who may be given a data set"),
        (("set", "X", "--photos", "--for", "rep", *AS), "which territory or which rep"),
        (("set", "X", "--history-days", "-1", *AS), "too small"),
        (("set", "X", "--photos", "--as", "anna"), "Only an admin"),
        (("remove", "X", *AS), "There is no data set X"),
        (
            ("set", "X", "--photos", "--for", "territory:Nroth", *AS),
            f"There is no territory Nroth. The nearest names are: North {MARK}.",
        ),
        (
            ("set", "X", "--photos", "--for", "rep:ana", *AS),
            "There is no rep with the login ana. The nearest logins are: anna, head.",
        ),
        (
            ("set", "X", "--category", "Boats", "--category", "Pipes", "--optional", *AS),
            "No product is in Boats, Pipes. If products are planned, add --anyway.",
        ),
        (
            ("set", "X", "--category", "Boats", "--for", "rep:anna", *AS),
            "No product is in Boats, and these reps would take no product along: anna.",
        ),
    ],
)
def test_what_can_not_be_is_refused(place: Place, words: tuple[str, ...], sentence: str) -> None:
    said = place.office("data-set", *words, status=1)
    assert sentence in said.err
    assert json.loads(place.office("data-set", "--json").out) == []


def test_a_rep_sees_what_is_taken_along_and_chooses(place: Place) -> None:
    assert json.loads(place.says("take-along", "--json").out) == []
    assert "all is taken along" in place.says("take-along").out
    place.office("data-set", "set", "Base", "--category", "Pumps", "--anyway", *AS)
    hoses = ("--category", "Hoses", "--optional", "--anyway")
    place.office("data-set", "set", "Hoses", *hoses, *AS)
    place.says("sync")
    assert json.loads(place.says("catalog", "--json").out) == []
    refused = " ".join(place.says("catalog", "p-2", status=1).err.split())
    assert "P-2 is not on this device: no data set that you are given brings it." in refused
    assert "There are no such products." in place.says("catalog", "boats").out
    given = json.loads(place.says("take-along", "--json").out)
    assert [list(one) for one in given] == [GIVEN_KEYS, GIVEN_KEYS]
    states = [(one["name"], one["required"], one["taken"], one["loaded"]) for one in given]
    assert states == [("Base", True, True, True), ("Hoses", False, False, False)]
    assert given[0]["as_of"]
    assert given[1]["as_of"] is None
    taken = json.loads(place.says("take-along", "hoses", "on", "--json").out)
    assert [one["taken"] for one in taken] == [True, True]
    left = json.loads(place.says("take-along", "Hoses", "off", "--json").out)
    assert [one["taken"] for one in left] == [True, False]
    for words, sentence in (
        (("Base", "off"), "required"),
        (("Boats", "on"), "no data set Boats"),
        (("Hoses",), "on or off"),
    ):
        assert sentence in place.says("take-along", *words, status=1).err


def test_a_rep_pins_a_customer_where_the_policy_allows_it(place: Place) -> None:
    refused = place.says("customers", "pin", "C-1", status=1)
    assert "does not let customers be pinned" in refused.err
    place.office("policy", "pinned_customers", "all", *AS)
    place.office("change", "customer", "C-1", "--rep", "head", *AS)
    place.says("sync")
    asked = json.loads(place.says("customers", "pin", "c-1", "--json").out)
    assert asked == {"customer": "C-1", "pinned": True}
    assert "on its way" in place.says("customers", "pin", "C-1", status=1).err
    place.says("sync")
    place.says("sync")
    (pinned,) = json.loads(place.says("customers", "pinned", "--json").out)
    assert (pinned["number"], pinned["rep"], pinned["orders"]) == ("C-1", "head", [])
    assert "C-1" in place.says("customers", "pinned").out
    assert "pinned already" in place.says("customers", "pin", "C-1", status=1).err
    shown = json.loads(place.says("customers", "show", "c-1", "--json").out)
    assert (shown["number"], shown["pinned"], shown["orders"]) == ("C-1", True, [])
    assert "pinned for reading" in place.says("customers", "show", "C-1").out
    ordered = ("orders", "new", "--customer", "C-1", "--line", "P-1=1")
    assert "pinned for reading" in place.says(*ordered, status=1).err
    edited = place.says("customers", "edit", "C-1", "--phone", "1", status=1)
    assert "pinned for reading" in edited.err
    place.says("customers", "unpin", "C-1")
    waiting = place.says("outbox").out
    assert "Unpin a customer" in waiting
    assert f"C-1     Alder {MARK}" in waiting
    place.says("sync")
    place.says("sync")
    assert json.loads(place.says("customers", "pinned", "--json").out) == []
    assert "is not pinned" in place.says("customers", "unpin", "C-1", status=1).err


def test_a_refused_pin_is_explained_wherever_a_rep_looks(place: Place) -> None:
    place.office("policy", "pinned_customers", "all", *AS)
    place.says("sync")
    place.says("customers", "pin", "C-99")
    reason = "Pin a customer, C-99: Head office has no customer C-99 that you may read."
    assert reason in place.says("sync").out
    for words in (("customers", "pinned"), ("outbox",), ("status",)):
        said = " ".join(place.says(*words).out.split())
        assert reason in said, words
    (refused,) = json.loads(place.says("status", "--json").out)["refused"]
    assert list(refused) == ["at", "task", "about", "reason"]
    assert (refused["task"], refused["about"]) == ("pin_customer", "C-99")
    assert refused["reason"].startswith("Head office has no customer C-99")


def test_an_order_of_a_pinned_customer_is_read_and_nothing_else(place: Place) -> None:
    place.office("policy", "pinned_customers", "all", *AS)
    place.order("C-1", "P-1=2")
    place.says("sync")
    place.says("sync")
    (number,) = (one["number"] for one in json.loads(place.says("orders", "--json").out))
    place.office("change", "customer", "C-1", "--rep", "head", *AS)
    place.says("sync")
    place.says("customers", "pin", "C-1")
    place.says("sync")
    place.says("sync")
    shown = json.loads(place.says("orders", "show", number, "--json").out)
    assert list(shown) == ["number", "order_date", "state", "total", "customer", "pinned", "ages"]
    assert (shown["customer"], shown["pinned"]) == ("C-1", True)
    assert "pinned for reading" in place.says("orders", "show", number.lower()).out
    for words in (("cancel", number), ("amend", number, "--note", "x"), ("new", "--from", number)):
        assert "pinned for reading" in place.says("orders", *words, status=1).err


def test_data_sets_are_loaded_from_a_file_and_again_without_a_change(
    place: Place, tmp_path: Path
) -> None:
    rows = (
        "name,categories,history_days,photos,documents,for,required",
        "Base,Pumps; Hoses,90,no,yes,,",
        f"Photos,,,yes,,territory:North {MARK},false",
    )
    file = tmp_path / "data_sets.csv"
    file.write_text("\n".join(rows), encoding="utf-8")
    load = ("data-set", "load", str(tmp_path), *AS)
    refused = place.office(*load, status=1)
    assert "1 of 2 data sets were refused. Base: No product is in Pumps, Hoses" in refused.err
    assert [one["name"] for one in json.loads(place.office("data-set", "--json").out)] == ["Photos"]
    loaded = json.loads(place.office(*load, "--anyway", "--json").out)
    assert [[one[key] for key in SET_KEYS[:8]] for one in loaded] == [
        ["Base", True, "all", None, ["Pumps", "Hoses"], False, True, 90],
        ["Photos", False, "territory", f"North {MARK}", [], True, None, None],
    ]
    assert json.loads(place.office(*load, "--anyway", "--json").out) == loaded
    file.write_text("\n".join((*rows, "Bad,,many,,,,", "None,,,,,,")), encoding="utf-8")
    said = " ".join(place.office(*load, status=1).err.split())
    assert "Nothing was changed: 2 of the rows can't be used." in said
    assert "line 4, history_days:" in said
    assert "line 5: A data set says something" in said
    file.unlink()
    assert "data_sets.csv" in place.office(*load, status=1).err
