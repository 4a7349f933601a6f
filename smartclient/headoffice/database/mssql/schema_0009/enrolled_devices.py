"""The ninth schema on SQL Server: enrolled devices are a feed, each with its last address."""


def statements() -> list[str]:
    """Return what adds that, as far as it is known, and has head office offer the feed."""
    return [
        (
            "ALTER TABLE sync.enrolled_devices ADD address NVARCHAR(45) NOT NULL "
            "CONSTRAINT df_sync_enrolled_devices_address DEFAULT N''"
        ),
        (
            "UPDATE d SET address = c.address FROM sync.enrolled_devices AS d "
            "JOIN sync.credentials AS c ON c.device = d.device WHERE c.seen_at IS NOT NULL"
        ),
        (
            "ALTER TABLE sync.truncate_guard ADD sync_enrolled_devices BIGINT NULL "
            "CONSTRAINT fk_sync_truncate_guard_sync_enrolled_devices "
            "REFERENCES sync.enrolled_devices (id)"
        ),
        "UPDATE sync.info SET value = N'5' WHERE name = N'link_version'",
    ]
