"""Pages of moderators and of who decides on appeals."""
