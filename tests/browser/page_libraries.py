"""Whether the page has what it needs to run the rules."""

import pytest

from smartclient.settings.pad_libraries import missing_libraries
from smartclient.settings.resources import resource_folder

NEEDS_LIBRARIES = pytest.mark.skipif(
    bool(missing_libraries(resource_folder("orderpad"))),
    reason="the order pad's libraries are not here: run python packaging/page/libraries.py",
)
