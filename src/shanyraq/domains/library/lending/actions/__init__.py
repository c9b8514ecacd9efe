"""Writes: each one transaction; rows are locked in the order items, readers, holds, loans."""
