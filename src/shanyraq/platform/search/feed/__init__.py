"""The feed of changes in PostgreSQL, and the process of each node that follows it."""
