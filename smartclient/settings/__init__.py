"""Settings: what a person may set on this machine, typed, versioned and kept in one file."""
