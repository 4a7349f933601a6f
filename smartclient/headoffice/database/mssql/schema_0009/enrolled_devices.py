"""The ninth schema on SQL Server: where an enrolled device was last in touch from."""


def statements() -> list[str]:
    """Return what adds it, as far as it is known."""
    return [
        (
            "ALTER TABLE sync.enrolled_devices ADD address NVARCHAR(45) NOT NULL "
            "CONSTRAINT df_sync_enrolled_devices_address DEFAULT N''"
        ),
        (
            "UPDATE d SET address = c.address FROM sync.enrolled_devices AS d "
            "JOIN sync.credentials AS c ON c.device = d.device WHERE c.seen_at IS NOT NULL"
        ),
    ]
