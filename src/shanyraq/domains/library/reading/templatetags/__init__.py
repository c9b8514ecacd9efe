"""What this room's templates need."""
