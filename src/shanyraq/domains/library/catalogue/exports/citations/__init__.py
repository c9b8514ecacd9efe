"""How an edition is cited: GOST R 7.0.100-2018, GOST 7.1-2003, APA 7, RIS, BibTeX."""
