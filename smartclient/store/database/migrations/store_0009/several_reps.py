"""Version 9: the reps of a customer beside the first."""

from smartclient.store.database.migrations.added_column import added_column

STATEMENTS = added_column("customers", "more_reps", "text", link_version=6)
