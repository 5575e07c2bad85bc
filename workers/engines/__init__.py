"""What speaks: one file an engine."""
