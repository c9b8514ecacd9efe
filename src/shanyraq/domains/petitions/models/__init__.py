"""Tables of this room."""

from shanyraq.domains.petitions.models.alerts import Subscription
from shanyraq.domains.petitions.models.answering import AnswerDocument, Hearing, Promise, PromiseUpdate
from shanyraq.domains.petitions.models.counting import HourCount, PetitionCount, TerritoryCount
from shanyraq.domains.petitions.models.law import Edition, Ground, ThresholdRule
from shanyraq.domains.petitions.models.petition import (
    Attachment,
    ModerationNote,
    Petition,
    Proposal,
    TextVersion,
    Topic,
    Verdict,
)
from shanyraq.domains.petitions.models.places import Body, Officer, Territory
from shanyraq.domains.petitions.models.publication import Milestone, RegionRelease
from shanyraq.domains.petitions.models.retention import RetentionChange
from shanyraq.domains.petitions.models.signing import (
    FraudFinding,
    InvalidationBatch,
    InvalidationReason,
    PetitionKey,
    Signature,
    SignatureEvidence,
)

__all__ = [
    "AnswerDocument",
    "Attachment",
    "Body",
    "Edition",
    "FraudFinding",
    "Ground",
    "Hearing",
    "HourCount",
    "InvalidationBatch",
    "InvalidationReason",
    "Milestone",
    "ModerationNote",
    "Officer",
    "Petition",
    "PetitionCount",
    "PetitionKey",
    "Promise",
    "PromiseUpdate",
    "Proposal",
    "RegionRelease",
    "RetentionChange",
    "Signature",
    "SignatureEvidence",
    "Subscription",
    "Territory",
    "TerritoryCount",
    "TextVersion",
    "ThresholdRule",
    "Topic",
    "Verdict",
]
