"""Member libraries, their branches, staff, reading rooms and readers."""
