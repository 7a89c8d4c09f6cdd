"""The record's values in words, for templates."""

from collections.abc import Mapping
from typing import Any

from django import template

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
