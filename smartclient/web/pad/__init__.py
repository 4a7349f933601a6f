"""The order pad as the service gives it: the files of the page, and a browser's credential."""
