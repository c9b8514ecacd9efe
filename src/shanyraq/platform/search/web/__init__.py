"""One page of results for all rooms, and the same for machines."""
