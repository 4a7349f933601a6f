"""Number files: where a laptop stores which provisional numbers it assigned, outside its folder."""

from smartclient.settings.places import numbers_folder
from smartclient.store.work.assigned_numbers import AssignedNumbers


def given_numbers() -> AssignedNumbers:
    """The numbers that laptops of this person assigned on this machine."""
    return AssignedNumbers(numbers_folder())
