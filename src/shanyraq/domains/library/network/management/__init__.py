"""What this room offers at the command line."""
