"""The demonstration of petitions: people, rules with small numbers, petitions in every state."""
