"""Messages to people: an outbox in the database and workers that deliver."""
