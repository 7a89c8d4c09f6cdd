"""Secrets of the second factor are enciphered in the database: a stolen copy of it opens no door."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def enciphered(text: str) -> str:
    return _cipher().encrypt(text.encode()).decode()


def deciphered(text: str) -> str:
    """Raises ImproperlyConfigured when the key is gone: an empty secret would let anybody in."""
    try:
        return _cipher().decrypt(text.encode()).decode()
    except InvalidToken as error:
        raise ImproperlyConfigured(
            "A second factor was enciphered with another key: LIENCONG_SECOND_FACTOR_KEY or "
            "LIENCONG_SECRET_KEY has changed. Put the old one back or reset the user's second factor."
        ) from error


def _cipher() -> MultiFernet:
    keys = [settings.SECOND_FACTOR_KEY or settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(key)) for key in keys])


def _key(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(b"second factor:" + secret.encode()).digest())
