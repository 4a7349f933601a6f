"""Documents, data sets and pinned customers at the sample company's head office."""

from pathlib import Path
from shutil import copyfile

from sqlalchemy import delete

from sample_scene import Scene
from smartclient import bootstrap
from smartclient.bootstrap import Session
from smartclient.contract.take_along import ChangeDataSet
from smartclient.domain.data_sets import DataSet, DataSetAudience, DataSetContent
from smartclient.domain.ids import CustomerNumber, Login
from smartclient.headoffice.admin.service import HeadOffice
from smartclient.headoffice.database.audited_transaction import audited_transaction
from smartclient.headoffice.database.tables import tables_for
from smartclient.headoffice.importers import import_folder
from smartclient.headoffice.importers.sample import sample_folder

REP = Login("anna")
OTHERS = (CustomerNumber("G-1014"), CustomerNumber("G-1008"))
"""Customers of another rep's."""

PRODUCT = "RK-220"
_LOADING = "Care instructions"
_LETTER = "Price letter, valid for all garden centres of the northern territories until autumn"
_DATA_SETS = (
    DataSet(
        name="Everything for the garden",
        required=True,
        content=DataSetContent(photos=True, history_days=400),
    ),
    DataSet(
        name="Data sheets & price letters",
        required=False,
        content=DataSetContent(documents=True),
        audience=DataSetAudience.REP,
        recipient=REP,
    ),
    DataSet(
        name="Spring fair: seeds, saplings and winter covers",
        required=False,
        content=DataSetContent(
            categories=("Tools", "Watering", "Growing", "Soil"),
            photos=True,
            documents=True,
        ),
    ),
)


def add_documents(scene: Scene, folder: Path) -> None:
    """Give the company documents, and the rep's laptop all of them but one that is still coming."""
    _write_documents(folder)
    office = bootstrap.open_head_office(scene.rep.settings.url, scene.clock)
    import_folder(office.engine, folder, clock=scene.clock)
    _take_the_parts_of(office, _LOADING, scene)
    office.close()
    _sync(scene.rep)


def define_data_sets(scene: Scene) -> None:
    """Define what belongs to data sets, and let reps pin the customers of others."""
    office = bootstrap.open_head_office(scene.admin.settings.url, scene.clock)
    for data_set in _DATA_SETS:
        body = ChangeDataSet(name=data_set.name, data_set=data_set)
        answer = office.decisions.change_data_set(body, as_login=scene.admin.settings.login)
        assert answer.status.succeeded, answer  # noqa: S101
    office.close()
    scene.admin.use_cases.admin.change_policy("pinned_customers", "all")
    scene.admin.sync_now()
    _sync(scene.rep)


def pin_customers(scene: Scene) -> None:
    """Have the rep read customers of another rep's."""
    for number in OTHERS:
        scene.rep.use_cases.take_along.pin(number, pinned=True)
    _sync(scene.rep)


def _sync(rep: Session) -> None:
    rep.work_offline(False)  # noqa: FBT003 (a switch)
    rep.sync_now()
    rep.sync_now()
    rep.work_offline(True)  # noqa: FBT003 (a switch)


def _write_documents(folder: Path) -> None:
    files = folder / "documents"
    files.mkdir(parents=True)
    (files / "sheet.pdf").write_bytes(_pdf(b"sheet", 240_000))
    (files / "letter.pdf").write_bytes(_pdf(b"letter", 2_400_000))
    (files / "care.pdf").write_bytes(_pdf(b"care", 90_000))
    copyfile(next((sample_folder() / "images").glob("*.png")), files / "drawing.png")
    rows = (
        "sku,category,title,file",
        f"{PRODUCT},,Data sheet,sheet.pdf",
        f"{PRODUCT},,{_LOADING},care.pdf",
        f"{PRODUCT},,Drawing with measures,drawing.png",
        f'{PRODUCT},,"{_LETTER}",letter.pdf',
    )
    (folder / "documents.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    for file in sample_folder().glob("*.csv"):
        header = file.read_text(encoding="utf-8").partition("\n")[0]
        (folder / file.name).write_text(header + "\n", encoding="utf-8")


def _pdf(content: bytes, size: int) -> bytes:
    return b"%PDF-1.7\n" + content * (size // len(content))


def _take_the_parts_of(office: HeadOffice, title: str, scene: Scene) -> None:
    """Let the content of a document be on its way to head office yet."""
    tables = tables_for("sqlite")
    documents, parts = tables.documents, tables.document_parts
    with audited_transaction(office.engine, actor="head", at=scene.clock.now()) as connection:
        digest = connection.scalar(
            documents.select().with_only_columns(documents.c.hash).where(documents.c.title == title)
        )
        connection.execute(delete(parts).where(parts.c.hash == digest))
