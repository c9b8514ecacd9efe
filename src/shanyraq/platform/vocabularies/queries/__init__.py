"""Reading authorities."""
