"""The dialogs of setting up: sign-in, secrets, the doctor, and getting ready for offline."""
