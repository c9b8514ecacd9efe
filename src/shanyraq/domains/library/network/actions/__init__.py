"""Writes. Each is one transaction and refuses with a reason."""
