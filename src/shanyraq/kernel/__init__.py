"""The ground everything stands on: procedures, errors, time, languages, identifiers and Kazakh text."""
