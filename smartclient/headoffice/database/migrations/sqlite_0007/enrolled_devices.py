"""The seventh schema on SQLite: where an enrolled device was last in touch from."""


def statements() -> list[str]:
    """Return what adds it, as far as it is known."""
    return [
        "ALTER TABLE sync_enrolled_devices ADD COLUMN address VARCHAR(45) DEFAULT '' NOT NULL",
        (
            "UPDATE sync_enrolled_devices SET address = c.address FROM sync_credentials AS c "
            "WHERE c.device = sync_enrolled_devices.device AND c.seen_at IS NOT NULL"
        ),
    ]
