"""Writing a petition, and what an initiator does with their own."""
