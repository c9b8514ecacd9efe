"""Reading: what is found, suggested and meant, always within what this reader may see."""
