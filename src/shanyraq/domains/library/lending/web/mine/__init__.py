"""A reader's own pages."""
