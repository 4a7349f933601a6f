"""Named files: the files in a folder inside the folder to import, found by their names."""

from collections import defaultdict
from pathlib import Path

from smartclient.domain.errors import RefusedError
from smartclient.domain.text.canonical import name_key
from smartclient.headoffice.importers.files import inside


class NamedFiles:
    """The files of one kind, ``what`` they are called, in the folder ``name`` of a folder."""

    def __init__(self, folder: Path, name: str, *, what: str) -> None:
        self._folder = folder
        self._name = name
        self._what = what
        self._names = _names_in(folder / name)

    def path(self, file: str) -> Path:
        """Where a file is, named in any form; RefusedError where it can't be used."""
        names = self._names.get(name_key(file), ())
        if len(names) > 1 and file not in names:
            raise RefusedError(
                "There are several {what}s {name} in the folder {folder}.",
                what=self._what,
                name=file,
                folder=self._name,
            )
        name = file if file in names or not names else names[0]
        path = inside(self._folder, self._folder / self._name / name)
        if path is None:
            raise RefusedError(
                "The {what} {name} is not in the folder {folder}.",
                what=self._what,
                name=file,
                folder=self._name,
            )
        return path

    def described(self) -> list[str]:
        """Each file with its size and the time of its last change, which tell of other content."""
        found = []
        for names in self._names.values():
            for name in names:
                try:
                    status = (self._folder / self._name / name).stat()
                except OSError:
                    continue
                found.append(f"{name} {status.st_size} {status.st_mtime_ns}")
        return sorted(found)


def _names_in(folder: Path) -> dict[str, tuple[str, ...]]:
    """The names of the files in a folder, by what they are compared by."""
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    try:
        for path in sorted(folder.iterdir()):
            found[name_key(path.name)] += (path.name,)
    except OSError:
        return {}
    return found
