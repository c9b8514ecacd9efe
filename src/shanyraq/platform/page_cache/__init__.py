"""Anonymous pages kept in the memory of each web process, and always right."""
