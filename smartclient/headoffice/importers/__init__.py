"""Importers: a folder of CSV files becomes head office's data, whole or not at all."""

from smartclient.headoffice.importers.bad_rows import BadRow, ImportRefusedError
from smartclient.headoffice.importers.folder import ImportResult, import_folder, preview_import
from smartclient.headoffice.importers.planning import ImportCounts
from smartclient.headoffice.importers.sample import SAMPLE_COMPANY, SAMPLE_LOGIN, sample_folder

__all__ = [
    "SAMPLE_COMPANY",
    "SAMPLE_LOGIN",
    "BadRow",
    "ImportCounts",
    "ImportRefusedError",
    "ImportResult",
    "import_folder",
    "preview_import",
    "sample_folder",
]
