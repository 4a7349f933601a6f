"""Limits of enrolment, which both kinds of head office keep.

A sign-in is judged in this order, in one transaction:

1. A code that was used, with the same credential's hash, has the answer that it had, if the device
   is still active: its first answer may have been lost.
2. An address is refused (TooManyGuessesError) once ``GUESSES_OF_ADDRESS`` wrong codes came from
   it within ``GUESS_WINDOW``. Once ``GUESSES_OVERALL`` came altogether, one is enough: who never
   guessed is judged all the same, so that nobody is locked out by what others do.
3. A code that is unknown, used or expired is a guess (CodeRefusedError), stored and committed with
   the refusal. What is refused by 2 is not.
4. A code for another login than the device's is refused (OtherLoginError), is no guess and stays
   good.
5. A device is enrolled, with its credential seen now; the code is used.

An IPv6 address counts by its first 64 bits: a network is given all addresses that share them.
"""

from datetime import timedelta
from typing import Final

CODE_VALID: Final = timedelta(hours=24)
"""How long a code counts where nothing else is asked for."""

CODE_VALID_SHORTEST: Final = timedelta(minutes=1)
CODE_VALID_LONGEST: Final = timedelta(days=14)
"""How long a code may count at least and at most."""

GUESS_WINDOW: Final = timedelta(hours=1)
GUESSES_OF_ADDRESS: Final = 10
GUESSES_OVERALL: Final = 1_000
"""How many wrong codes are judged within the window: of one address, and altogether."""

CREDENTIAL_UNSEEN: Final = timedelta(days=90)
"""A credential that was not used for so long does not count any more."""

CREDENTIAL_OLD: Final = timedelta(days=30)
"""A credential that was given so long ago is to be renewed."""

SEEN_AGAIN_AFTER: Final = timedelta(minutes=1)
"""A contact is stored where the last was so long ago, or came from another address."""

SHOWN_AFTER_ENROLMENT: Final = timedelta(days=14)
"""How long a device that was signed in is shown on the other devices of its login."""
