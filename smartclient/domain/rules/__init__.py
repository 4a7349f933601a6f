"""Head office's business rules, one pure function each, used on both sides."""
