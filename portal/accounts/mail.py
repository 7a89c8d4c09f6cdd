"""Mail that must not make the answer wait: its time would tell whether a user exists."""

import logging
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.core.mail import EmailMessage

logger = logging.getLogger(__name__)
_senders = ThreadPoolExecutor(max_workers=2, thread_name_prefix="sign-in-mail")


def send_soon(message: EmailMessage) -> None:
    """Hand a message over and go on; failures are logged, never shown."""
    if settings.SIGN_IN_MAIL_IN_BACKGROUND:
        _senders.submit(_send, message)
    else:
        _send(message)


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except Exception:
        logger.exception("A message could not be sent")
