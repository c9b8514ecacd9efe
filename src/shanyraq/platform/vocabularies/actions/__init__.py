"""What changes authorities."""
