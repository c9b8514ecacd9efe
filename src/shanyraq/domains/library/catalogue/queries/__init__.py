"""What is read from the catalogue, and by whom."""
