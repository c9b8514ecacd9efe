"""The members' catalogues as files of their own systems: RUSMARC, MARC 21 and a KAZMARC in XML."""
