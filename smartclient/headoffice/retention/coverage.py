"""Which policy says how long each table of head office keeps what is over.

A table without a policy keeps its rows for ever, or for as long as the record they belong to.
"""

from collections.abc import Mapping

from smartclient.domain.retention import Retained
from smartclient.headoffice.database.portions import PurgedKind

POLICY_OF: Mapping[PurgedKind, Retained] = {
    PurgedKind.REQUESTS: Retained.REQUESTS,
    PurgedKind.OUTCOMES: Retained.REQUESTS,
    PurgedKind.LANES: Retained.REQUESTS,
    PurgedKind.CASES: Retained.DECISIONS,
    PurgedKind.CHANGES: Retained.CHANGES,
    PurgedKind.TOMBSTONES: Retained.DELETIONS,
    PurgedKind.MEMBERSHIP: Retained.DELETIONS,
    PurgedKind.DEVICES: Retained.DEVICES,
    PurgedKind.LAPTOPS: Retained.DEVICES,
    PurgedKind.GUESSES: Retained.DEVICES,
    PurgedKind.ENROLMENTS: Retained.DEVICES,
    # a device goes once nothing of it is left
    PurgedKind.HANDED_OVER: Retained.DEVICES,
    PurgedKind.CREDENTIALS: Retained.DEVICES,
    PurgedKind.ENROLLED_DEVICES: Retained.DEVICES,
}
"""What is purged → the policy that says after how many days, in the order in which it is done."""

KIND_OF: Mapping[str, PurgedKind] = {
    "inbox": PurgedKind.REQUESTS,
    "replies": PurgedKind.REQUESTS,
    "conflicts": PurgedKind.REQUESTS,
    "open_work": PurgedKind.OUTCOMES,
    "lanes": PurgedKind.LANES,
    "cases": PurgedKind.CASES,
    "change_log": PurgedKind.CHANGES,
    "tombstones": PurgedKind.TOMBSTONES,
    "membership": PurgedKind.MEMBERSHIP,
    "devices": PurgedKind.DEVICES,
    "laptops": PurgedKind.LAPTOPS,
    "guesses": PurgedKind.GUESSES,
    "enrolments": PurgedKind.ENROLMENTS,
    "handed_over": PurgedKind.HANDED_OVER,
    "credentials": PurgedKind.CREDENTIALS,
    "enrolled_devices": PurgedKind.ENROLLED_DEVICES,
}
"""Table → what a purge does to it. Of the first three a row stays: who sent what, and the outcome.

``lanes`` are empty ones.
"""

KEPT: Mapping[str, str] = {
    **dict.fromkeys(
        ("products", "prices", "offers", "offer_products", "stock", "tax_rates", "ship_methods"),
        "the company's own data",
    ),
    **dict.fromkeys(
        ("photos", "documents", "document_parts", "territories", "reps"), "the company's own data"
    ),
    **dict.fromkeys(
        ("customers", "addresses", "customer_reps"), "for as long as there is the customer"
    ),
    **dict.fromkeys(("orders", "order_lines"), "the law asks for them"),
    **dict.fromkeys(("policies", "policy_history"), "what was decided, and by whom"),
    **dict.fromkeys(("data_sets", "take_along"), "until an admin removes them"),
    "pinned_customers": "until they are unpinned, or no longer allowed",
    "mails": "receipts: no mail is sent twice, whatever comes again",
    "withdrawn": "what is never to be carried out, whenever it arrives",
    **dict.fromkeys(("held_requests", "held_needs"), "until what they need is confirmed"),
    "provisional_numbers": "whose number is whose, for as long as there are orders",
    "number_blocks": "no number of one is given again, whatever became of the device",
    "signing_keys": "work that was signed with one may still be on its way",
    "customer_aliases": "a device may still use the number it gave a customer",
    "field_edits": "one row a field of a customer",
    "suspicions": "open until an admin decides",
    "stopped": "open until somebody retries or closes it",
    "checkpoints": "as many as are kept, as the workers see to themselves",
    "moved_customers": "until their history has followed",
    **dict.fromkeys(("imports", "import_portions"), "until the import is over"),
    "workers": "a week, as the workers see to themselves",
    **dict.fromkeys(("counters", "info", "secrets", "session"), "a few rows"),
}
"""Table → why no purge touches it."""
