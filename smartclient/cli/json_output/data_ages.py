"""The JSON shapes of data that is old."""

from collections.abc import Sequence

from smartclient.cli.json_output.values import Json, instant
from smartclient.cli.render.data_ages import age_lines
from smartclient.domain.freshness import Consequence
from smartclient.read_models.data_ages import DataAge


def age_shapes(ages: Sequence[DataAge]) -> list[Json]:
    """As of when each kind of data is that is marked, warned of or refused, and since when."""
    return [
        {
            "kind": age.kind,
            "as_of": instant(age.as_of),
            "consequence": str(age.consequence),
            "since": instant(age.since),
        }
        for age in ages
    ]


def age_warnings(ages: Sequence[DataAge]) -> list[Json]:
    """What is warned of before an order is saved, in the shape of other warnings."""
    return [
        {"code": f"freshness.{age.kind}", "line": None, "message": next(age_lines((age,)))}
        for age in ages
        if age.consequence.reaches(Consequence.WARN)
    ]
