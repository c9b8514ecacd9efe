"""What the ministry does: rooms built alike, none of which imports another."""
