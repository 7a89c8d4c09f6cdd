"""Vietnamese names as parts of addresses.

The law asks for the full name without diacritics (Decree 224/2026 Art. 11.4c). Django's slugify
drops `đ`, which has no decomposition: "Đất đai" became "at-ai".
"""

from anyascii import anyascii
from django.utils.text import slugify


def vietnamese_slug(text: str) -> str:
    """`Thanh Phú Long` → `thanh-phu-long`."""
    return slugify(anyascii(text))


def host_label(name: str) -> str:
    """`Thanh Phú Long` → `thanhphulong`, as one label of a host name."""
    return vietnamese_slug(name).replace("-", "")
