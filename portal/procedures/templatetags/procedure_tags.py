"""The record's values in words, for templates."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html

from portal.procedures.catalogue import wording
from portal.procedures.catalogue.answers import cost_answer, time_answer
from portal.procedures.enums import Channel

register = template.Library()


@register.filter
def fee_words(fee: Mapping[str, Any]) -> str:
    return wording.fee_words(fee)


@register.filter
def time_words(time: Mapping[str, Any]) -> str:
    return wording.time_words(time)


@register.filter
def copies_words(item: Mapping[str, Any]) -> str:
    return wording.copies_words(item)


@register.filter
def channel_words(channel: str) -> str:
    return str(Channel(channel).label)


@register.filter
def time_in_short(content: Mapping[str, Any]) -> str:
    return time_answer(content["methods"]).headline


@register.filter
def cost_in_short(content: Mapping[str, Any]) -> str:
    return cost_answer(content["methods"]).headline


@register.filter
def count_words(count: int) -> str:
    """1234 → 1.234, whether or not Django's formats of the language group digits."""
    return wording.number_words(Decimal(count))


@register.filter
def share_words(share: int | None) -> str:
    """A whole percent; a dash, which is read out as what it means, where there is nothing to divide."""
    if share is None:
        return format_html('–<span class="vh">{}</span>', wording.no_information())
    return f"{share}%"
