"""Petitions: a citizen writes to the state, others join, and anyone can recount."""
