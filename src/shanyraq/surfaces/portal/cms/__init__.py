"""How staff edit the portal in Wagtail's admin."""
