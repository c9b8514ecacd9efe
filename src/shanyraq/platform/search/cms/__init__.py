"""What staff decide about searching, and what readers did not find."""
