"""Search for all rooms: an index on every node that follows a feed of changes in PostgreSQL."""
