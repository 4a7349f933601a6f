"""The sample company that the product ships, in the import format."""

from pathlib import Path

from smartclient.settings.resources import resource_folder

SAMPLE_COMPANY = "Thistledown Garden Supply"
SAMPLE_LOGIN = "anna"
"""The sample's name, and the rep a demonstration signs in as."""


def sample_folder() -> Path:
    """The folder to import to have the sample company at head office."""
    return resource_folder("sample")
