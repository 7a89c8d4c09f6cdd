from portal.signage.models.acks import AlertAck
from portal.signage.models.alerts import Alert, AlertVersion
from portal.signage.models.boards import Board, BoardSetup, BoardTag
from portal.signage.models.credentials import BoardCredential, CredentialDevice, Enrollment
from portal.signage.models.media import MediaFile, Rendition
from portal.signage.models.messages import MessageVersion
from portal.signage.models.monitoring import (
    BoardNotice,
    BoardStatus,
    FlashDay,
    FlashMemory,
    Play,
    Screenshot,
)
from portal.signage.models.pages import BoardMessagePage, MessageSchedule, SignageIndexPage

__all__ = [
    "Alert",
    "AlertAck",
    "AlertVersion",
    "Board",
    "BoardCredential",
    "BoardMessagePage",
    "BoardNotice",
    "BoardSetup",
    "BoardStatus",
    "BoardTag",
    "CredentialDevice",
    "Enrollment",
    "FlashDay",
    "FlashMemory",
    "MediaFile",
    "MessageSchedule",
    "MessageVersion",
    "Play",
    "Rendition",
    "Screenshot",
    "SignageIndexPage",
]
