"""Forms: what a person types, with our labels and hints."""
