"""What is done when two sides disagree, pure: merge, conflict, actions, policy, report."""
