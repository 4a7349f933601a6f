"""The doctor: looks at everything the program needs, and says what to do about each."""
