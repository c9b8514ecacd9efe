"""Tables of the library network."""

from shanyraq.domains.library.network.models.draft import FormDraft
from shanyraq.domains.library.network.models.library import (
    Branch,
    BranchService,
    ClosedDay,
    Library,
    LibraryKind,
)
from shanyraq.domains.library.network.models.reader import Reader
from shanyraq.domains.library.network.models.reading_room import (
    PairedDevice,
    PairingRequest,
    ReadingRoomRange,
)
from shanyraq.domains.library.network.models.staff import StaffInvitation, StaffPost, StaffRole

__all__ = [
    "Branch",
    "BranchService",
    "ClosedDay",
    "FormDraft",
    "Library",
    "LibraryKind",
    "PairedDevice",
    "PairingRequest",
    "Reader",
    "ReadingRoomRange",
    "StaffInvitation",
    "StaffPost",
    "StaffRole",
]
