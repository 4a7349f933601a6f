"""Version 7: a task's story holds what happened, and drafts are listed as of today.

Each step of a task keeps the answer that made it, and only steps that were taken are left.

Where an answer came to a task that was in conflict or stopped, earlier versions wrote down that
it had been queued and handed over on the way. Nothing else was queued because it was handed over,
and the rows of such a way were written one after the other.
"""

_NEVER_QUEUED = "earlier.\"after\" = 'queued' AND earlier.cause = 'handed_over'"
_NEVER_SENT = "\"after\" = 'sending' AND cause = 'handed_over'"

# from where the way began to where it ended: over one step that was not taken, or two
_ONE_STEP_FROM = f"""
UPDATE transitions SET "before" = (
    SELECT earlier."before" FROM transitions earlier WHERE earlier.id = transitions.id - {{back}})
WHERE NOT ({_NEVER_SENT}) AND EXISTS (
    SELECT 1 FROM transitions earlier WHERE earlier.id = transitions.id - {{back}}
    AND earlier.task_id = transitions.task_id AND {_NEVER_QUEUED})
    AND ({{back}} = 1 OR EXISTS (
        SELECT 1 FROM transitions between_ WHERE between_.id = transitions.id - 1
        AND between_.task_id = transitions.task_id
        AND between_."after" = 'sending' AND between_.cause = 'handed_over'))
"""  # noqa: S608 (put together from names of ours)

_DROP_SENT = f"""
DELETE FROM transitions WHERE {_NEVER_SENT} AND EXISTS (
    SELECT 1 FROM transitions earlier WHERE earlier.id = transitions.id - 1
    AND earlier.task_id = transitions.task_id AND {_NEVER_QUEUED})
"""  # noqa: S608

_DROP_QUEUED = "DELETE FROM transitions WHERE \"after\" = 'queued' AND cause = 'handed_over'"

# of an earlier answer to the same request nothing is left
_KEEP_NEWEST = """
UPDATE transitions SET answer = (
    SELECT json_remove(answered.answer, '$.order', '$.customer') FROM requests answered
    WHERE answered.id = transitions.request_id)
WHERE id IN (
    SELECT max(step.id) FROM transitions step
    JOIN requests answered ON answered.id = step.request_id
    WHERE CASE WHEN json_valid(answered.answer) THEN step."after" = CASE
        WHEN json_extract(answered.answer, '$.withdrawn') THEN 'undone'
        ELSE json_extract(answered.answer, '$.status') END END
    GROUP BY step.task_id, step.request_id)
"""

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE transitions ADD COLUMN answer TEXT",
    _ONE_STEP_FROM.format(back=2),
    _ONE_STEP_FROM.format(back=1),
    _DROP_SENT,
    _DROP_QUEUED,
    _KEEP_NEWEST,
    "UPDATE orders SET order_date = '9999-12-31' WHERE state = 'draft'",
)
