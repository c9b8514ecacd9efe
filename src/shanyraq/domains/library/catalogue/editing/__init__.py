"""Records as librarians edit them: a grid of fields as text, a plain form, rules that are told in words."""
