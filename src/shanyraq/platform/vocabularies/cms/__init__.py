"""What staff see of authorities in Wagtail's admin."""
