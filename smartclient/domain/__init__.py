"""The business itself, pure: values, rules and laws; imports nothing of ours."""
