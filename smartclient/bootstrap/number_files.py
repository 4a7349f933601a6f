"""Numbers: where a laptop keeps which provisional numbers it gave, outside its own folder."""

from smartclient.settings.places import numbers_folder
from smartclient.store.work.assigned_numbers import AssignedNumbers


def given_numbers() -> AssignedNumbers:
    """What is known of the numbers that laptops of this person gave on this machine."""
    return AssignedNumbers(numbers_folder())
