"""One catalogue of all members: source records, editions, works and items."""
