"""How dates and numbers are written in the languages for which Django has no formats."""
