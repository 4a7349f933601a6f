"""The shell: the main window, and what surrounds its pages."""
