"""The tests of Smart Client; each folder mirrors a package or names what it plays."""
