"""Qt models: thin adapters over snapshots."""
