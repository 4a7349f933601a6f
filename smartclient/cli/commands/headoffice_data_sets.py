"""The commands by which admins define data sets: what devices take along."""

from pathlib import Path
from typing import Annotated

import typer

from smartclient.cli.command_groups import ListingGroup
from smartclient.cli.exit_status import work_done
from smartclient.cli.invocation import office_at
from smartclient.cli.json_output.take_along import data_set_shape
from smartclient.cli.options import As, Json, Url
from smartclient.cli.reasons import refusal_text
from smartclient.cli.render.take_along import data_sets_page
from smartclient.cli.terminal.printing import print_for_people, print_json
from smartclient.contract.messages import Answer
from smartclient.contract.take_along import ChangeDataSet
from smartclient.domain.data_sets import DataSet, DataSetContent, parse_audience
from smartclient.domain.errors import RefusedError

app = typer.Typer(cls=ListingGroup, help="List, define and remove data sets to take along.")

_Anyway = Annotated[
    bool,
    typer.Option(
        "--anyway",
        help="Also with categories without products, or where reps take no product along.",
    ),
]
_Name = Annotated[str, typer.Argument(metavar="NAME", help="What the data set is called.")]


@app.command("list")
def list_data_sets(*, url: Url, as_json: Json = False) -> None:
    """List the data sets; what “data-set” alone does."""
    with office_at(url) as office:
        found = office.data_sets()
    if as_json:
        print_json([data_set_shape(one) for one in found])
    else:
        print_for_people(data_sets_page(found))


@app.command("set")
def set_data_set(
    name: _Name,
    *,
    url: Url,
    as_login: As,
    category: Annotated[
        list[str] | None,
        typer.Option("--category", metavar="C", help="A category of products; more than one may."),
    ] = None,
    photos: Annotated[
        bool | None,
        typer.Option("--photos/--no-photos", help="Whether photos of its products belong to it."),
    ] = None,
    documents: Annotated[
        bool | None,
        typer.Option(
            "--documents/--no-documents",
            help="Whether documents of its categories and their products belong to it.",
        ),
    ] = None,
    history_days: Annotated[
        int | None,
        typer.Option("--history-days", metavar="N", help="How many days of orders belong to it."),
    ] = None,
    audience: Annotated[
        str,
        typer.Option("--for", metavar="WHO", help="all, territory:NAME or rep:LOGIN."),
    ] = "all",
    required: Annotated[
        bool,
        typer.Option("--required/--optional", help="Whether reps may leave it."),
    ] = True,
    anyway: _Anyway = False,
    as_json: Json = False,
) -> None:
    """Define a data set, in the place of one of the same name.

    Required data sets limit what devices take along, optional ones add to it. What no required
    one says anything of is taken along whole.
    """
    who, recipient = parse_audience(audience)
    content = DataSetContent(
        categories=tuple(category or ()),
        photos=photos,
        documents=documents,
        history_days=history_days,
    )
    data_set = DataSet(
        name=name, required=required, content=content, audience=who, recipient=recipient
    )
    with office_at(url) as office:
        body = ChangeDataSet(name=name, data_set=data_set, anyway=anyway)
        answer = office.decisions.change_data_set(body, as_login=as_login)
        found = office.data_sets()
    _check(answer)
    with work_done():
        if as_json:
            print_json([data_set_shape(one) for one in found])
        else:
            print_for_people(data_sets_page(found))


@app.command("load")
def load_data_sets(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="The folder with data_sets.csv.")
    ],
    *,
    url: Url,
    as_login: As,
    anyway: _Anyway = False,
    as_json: Json = False,
) -> None:
    """Define the data sets that data_sets.csv lists, in the place of those of the same names.

    Others stay as they are; loading the file again changes nothing. One that head office refuses
    keeps none of the others from being defined.
    """
    from smartclient.headoffice.importers.data_sets import read_data_sets  # noqa: PLC0415 (slow)

    data_sets = read_data_sets(folder)
    refused = []
    with office_at(url) as office:
        for data_set in data_sets:
            body = ChangeDataSet(name=data_set.name, data_set=data_set, anyway=anyway)
            answer = office.decisions.change_data_set(body, as_login=as_login)
            if not answer.status.succeeded:
                refused.append(f"{data_set.name}: {refusal_text(answer)}")
        found = office.data_sets()
    with work_done():
        if as_json:
            print_json([data_set_shape(one) for one in found])
        else:
            print_for_people(data_sets_page(found))
    if refused:
        raise RefusedError(
            "{count} of {all} data sets were refused. {reasons}",
            count=len(refused),
            all=len(data_sets),
            reasons=" · ".join(refused),
        )


@app.command("remove")
def remove_data_set(
    name: _Name, *, url: Url, as_login: As, anyway: _Anyway = False, as_json: Json = False
) -> None:
    """Remove a data set: devices take along what the others say."""
    with office_at(url) as office:
        body = ChangeDataSet(name=name, data_set=None, anyway=anyway)
        answer = office.decisions.change_data_set(body, as_login=as_login)
    _check(answer)
    with work_done():
        if as_json:
            print_json({"removed": name})
        else:
            print_for_people(f"{name} is removed. Devices follow with their next sync.")


def _check(answer: Answer) -> None:
    if not answer.status.succeeded:
        raise RefusedError(refusal_text(answer))


def add_to(group: typer.Typer) -> None:
    """Put these commands beside head office's others."""
    group.add_typer(app, name="data-set")
