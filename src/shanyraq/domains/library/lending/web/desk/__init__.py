"""Pages of the circulation desk."""
