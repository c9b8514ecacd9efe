"""Public pages of procedures."""
