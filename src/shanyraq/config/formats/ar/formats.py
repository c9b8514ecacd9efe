"""Arabic dates, "8 سبتمبر 2026، 16:05", and numbers, "50,000.5".

Day before month as everywhere else here, hours from 0 to 23. With the digits that we write, separators are
those of the CLDR (symbols of ``ar`` for ``latn``); Django groups no digits in Arabic.
"""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y، H:i"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
FIRST_DAY_OF_WEEK = 1  # Monday

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
