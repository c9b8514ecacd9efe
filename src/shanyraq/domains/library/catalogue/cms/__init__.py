"""What staff edit in the admin."""
