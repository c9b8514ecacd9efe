"""What every domain needs."""
