"""Resources: the files the product carries beside its code, wherever it was installed."""

from pathlib import Path

from smartclient.domain.errors import SetUpError

_PACKAGE = Path(__file__).parents[1]


def resource_folder(name: str) -> Path:
    """The folder ``name`` of the resources.

    An installed wheel has them inside the package, a checkout (and an editable install, which
    runs from one) beside it. Raises SetUpError when they are in neither place.
    """
    for resources in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        if (resources / name).is_dir():
            return resources / name
    raise SetUpError(
        "A part of Smart Client is missing from this machine: {name}. Install it again.",
        name=name,
        detail=f"no {name} in the resources of {_PACKAGE}",
    )
