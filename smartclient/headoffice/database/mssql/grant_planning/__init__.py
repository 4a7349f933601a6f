"""Grant planning: what has to be changed so that logins are what they are to be.

Nothing here talks to the server. A plan is the same whatever the order of its lines: each rep is
an admin or not for all of its logins together.
"""
