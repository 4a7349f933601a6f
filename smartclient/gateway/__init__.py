"""The laptop's side of the link: the operations, guarded and measured."""
