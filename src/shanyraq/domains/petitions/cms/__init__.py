"""Staff editing of the law, places and people of petitions, in Wagtail's admin."""
