"""Head office in a SQLite file: one writer at a time, versions and change log by triggers."""
