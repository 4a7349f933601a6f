"""The sync: sends what waits, collects answers, and pulls what is new, as often as it takes."""
