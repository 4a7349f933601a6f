"""The dialogs of setting up: sign-in, secrets, the doctor, and preparing for offline use."""
