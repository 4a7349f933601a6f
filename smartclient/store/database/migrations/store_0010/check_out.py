"""Version 10: the last check-out of a customer."""

from smartclient.store.database.migrations.added_column import added_column

STATEMENTS = added_column("customers", "check_out", "text", link_version=7)
