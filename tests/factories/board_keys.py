"""Keys of boards, issued as the product issues them."""

from datetime import datetime

from portal.signage.boards.issuing import credential_issue
from portal.signage.enums import CredentialKind
from portal.signage.models import Board
from tests.factories.units import NOW


def make_token(board: Board, *, now: datetime = NOW) -> str:
    """A live token; at most two for a board."""
    return credential_issue(board=board, kind=CredentialKind.TOKEN, actor=None, now=now)[1]


def make_capability(board: Board, *, now: datetime = NOW) -> str:
    """The key of the board's read-only address; the one before it dies."""
    return credential_issue(board=board, kind=CredentialKind.CAPABILITY, actor=None, now=now)[1]
