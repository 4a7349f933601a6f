"""The doctor: checks everything the program needs, with advice about each fault."""
