"""Orders of courts: petitions that are stopped and let go on, personal data that is held."""
