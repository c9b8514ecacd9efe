"""Tables of lending."""

from shanyraq.domains.library.lending.models.hold import Hold
from shanyraq.domains.library.lending.models.lending_rule import LendingRule
from shanyraq.domains.library.lending.models.loan import Loan
from shanyraq.domains.library.lending.models.reader_name import ReaderName
from shanyraq.domains.library.lending.models.reader_profile import ReaderProfile
from shanyraq.domains.library.lending.models.reading_list import ReadingList, ReadingListEntry
from shanyraq.domains.library.lending.models.transfer import Transfer

__all__ = [
    "Hold",
    "LendingRule",
    "Loan",
    "ReaderName",
    "ReaderProfile",
    "ReadingList",
    "ReadingListEntry",
    "Transfer",
]
