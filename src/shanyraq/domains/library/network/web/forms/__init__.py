"""Forms of the staff pages and of pairing."""
