"""The laptop's side of the link: the four operations, guarded and measured."""
