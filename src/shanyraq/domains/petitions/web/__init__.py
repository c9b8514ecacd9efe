"""HTTP of petitions."""
