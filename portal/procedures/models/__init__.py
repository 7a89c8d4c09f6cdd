from portal.procedures.models.adoption import AdoptionRule, LocalFacts, Override, OverrideTask
from portal.procedures.models.classification import LifeEvent, LifeEventEntry, ProcedureField
from portal.procedures.models.pages import ProcedureIndexPage
from portal.procedures.models.parts import (
    DossierCase,
    DossierItem,
    Fee,
    LegalBasis,
    ProcedureResult,
    Step,
    SubmissionMethod,
)
from portal.procedures.models.policies import PartPolicy, ProposedChange
from portal.procedures.models.procedures import Procedure
from portal.procedures.models.ratings import RatingTotal
from portal.procedures.models.statistics import ServiceStatistics, StatisticsUpload
from portal.procedures.models.tokens import ApiToken
from portal.procedures.models.versions import ProcedureFacet, ProcedureVersion, VersionTranslation

__all__ = [
    "AdoptionRule",
    "ApiToken",
    "DossierCase",
    "DossierItem",
    "Fee",
    "LegalBasis",
    "LifeEvent",
    "LifeEventEntry",
    "LocalFacts",
    "Override",
    "OverrideTask",
    "PartPolicy",
    "Procedure",
    "ProcedureFacet",
    "ProcedureField",
    "ProcedureIndexPage",
    "ProcedureResult",
    "ProcedureVersion",
    "ProposedChange",
    "RatingTotal",
    "ServiceStatistics",
    "StatisticsUpload",
    "Step",
    "SubmissionMethod",
    "VersionTranslation",
]
