"""Requests that travel together: the id of the one that a request was carried in."""

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE requests ADD COLUMN carried_in TEXT",
    "CREATE INDEX ix_requests_carried_in ON requests (carried_in)",
)
