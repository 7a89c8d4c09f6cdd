"""Marks responses that stay the same until the content version changes."""

from typing import TypeVar

from django.http import HttpResponseBase

_MARK = "is_kept_until_change"

ResponseT = TypeVar("ResponseT", bound=HttpResponseBase)


def keep_until_change(response: ResponseT) -> ResponseT:
    """Say that this response may be kept for anonymous readers; returns it."""
    setattr(response, _MARK, True)
    return response


def is_kept_until_change(response: HttpResponseBase) -> bool:
    return getattr(response, _MARK, False) is True
