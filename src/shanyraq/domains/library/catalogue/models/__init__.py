"""Tables of the catalogue."""

from shanyraq.domains.library.catalogue.models.bibliographic import Edition, Record, RecordState, Work
from shanyraq.domains.library.catalogue.models.clustering import (
    ClusterAction,
    ClusterActionKind,
    ClusterDecision,
    ClusterLevel,
    DoubtfulPair,
    EditionAgent,
    EditionKey,
    EditionSubject,
    UnlinkedEdition,
    Verdict,
    WorkDecision,
)
from shanyraq.domains.library.catalogue.models.harvest_source import HarvestedRecord, HarvestSource
from shanyraq.domains.library.catalogue.models.import_run import (
    ImportEntry,
    ImportRun,
    Outcome,
    RunSource,
    RunState,
)
from shanyraq.domains.library.catalogue.models.item import Item, ItemState
from shanyraq.domains.library.catalogue.models.mapping_profile import MappingProfile
from shanyraq.domains.library.catalogue.models.record_version import RecordVersion
from shanyraq.domains.library.catalogue.models.rekeying import NewEditionKey, Rekeying

__all__ = [
    "ClusterAction",
    "ClusterActionKind",
    "ClusterDecision",
    "ClusterLevel",
    "DoubtfulPair",
    "Edition",
    "EditionAgent",
    "EditionKey",
    "EditionSubject",
    "HarvestSource",
    "HarvestedRecord",
    "ImportEntry",
    "ImportRun",
    "Item",
    "ItemState",
    "MappingProfile",
    "NewEditionKey",
    "Outcome",
    "Record",
    "RecordState",
    "RecordVersion",
    "Rekeying",
    "RunSource",
    "RunState",
    "UnlinkedEdition",
    "Verdict",
    "Work",
    "WorkDecision",
]
