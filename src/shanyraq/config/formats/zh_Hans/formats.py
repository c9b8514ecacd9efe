"""Chinese numbers, "50,000": digits in threes, as in the CLDR; Django groups none in Chinese."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
