"""What staff see of accounts in Wagtail's admin."""
