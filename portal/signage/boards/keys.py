"""Secrets of boards: 256 random bits behind a mark, kept as their SHA-256 (contract 3.2)."""

import hashlib
import hmac
import secrets

from portal.signage.enums import CredentialKind

# Marks by which a leaked secret is recognised, and the two kinds are told apart.
_MARKS = {CredentialKind.TOKEN: "lct_", CredentialKind.CAPABILITY: "lck_"}
PREFIX_LENGTH = 10
# Longer is no secret of ours: not worth a query.
LONGEST = 100


def secret_make(kind: CredentialKind) -> str:
    """A new secret, in letters that stand in an address as they are (base64url)."""
    return _MARKS[kind] + secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """SHA-256 in hex; a random secret needs no slow hash."""
    return hashlib.sha256(secret.encode(errors="surrogatepass")).hexdigest()


def prefix_of(secret: str) -> str:
    return secret[:PREFIX_LENGTH]


def is_same_digest(known: str, sent: str) -> bool:
    return hmac.compare_digest(known, sent)
