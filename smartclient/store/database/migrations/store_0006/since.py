"""Orders that came from head office stand as they do since their day, not since they arrived."""

_SINCE_THEIR_DAY = """
UPDATE orders SET changed_at = order_date || 'T00:00:00.000000Z'
WHERE task_id IS NULL AND head_office_id IS NOT NULL AND order_date < date(changed_at, '-1 day')
"""

STATEMENTS: tuple[str, ...] = (_SINCE_THEIR_DAY,)
