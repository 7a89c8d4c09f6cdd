"""The four answers a procedure opens with: what papers, where, how long, how much."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.procedures.catalogue.papers import is_conditional, paper_cases
from portal.procedures.catalogue.wording import (
    amount_words,
    no_information,
    number_words,
    one_of,
    shortened,
    time_words,
)
from themes.layout import Contact

_NOTE = 140


@dataclass(frozen=True)
class Answer:
    """What stands large, and one line below it."""

    headline: str
    detail: str = ""


@dataclass(frozen=True)
class Answers:
    papers: Answer
    place: Answer
    time: Answer
    cost: Answer


def answers_of(content: Mapping[str, Any], facts: Mapping[str, str], contact: Contact) -> Answers:
    """The answers from a record with a unit's own parts, its facts, and the sub-site's contact."""
    return Answers(
        papers=papers_answer(content["dossier"]),
        place=place_answer(content, facts, contact),
        time=time_answer(content["methods"]),
        cost=cost_answer(content["methods"]),
    )


def papers_answer(dossier: Sequence[Mapping[str, Any]]) -> Answer:
    """How many papers: all of them, or from the shortest to the longest case."""
    cases = [case for case in paper_cases(dossier) if case.papers]
    if not cases:
        return Answer(no_information())
    alternatives = [len(case.papers) for case in cases if case.is_alternative]
    always = sum(len(case.papers) for case in cases if not case.is_alternative)
    least, most = always + min(alternatives, default=0), always + max(alternatives, default=0)
    many = ngettext("%(count)s paper", "%(count)s papers", most)
    headline = many % {"count": most if least == most else f"{least}–{most}"}
    if len(alternatives) > 1:
        headline = _("%(papers)s, by case") % {"papers": headline}
    # What everybody brings comes before what only some must.
    ordered = sorted(cases[0].papers, key=lambda paper: is_conditional(paper.name))
    names = [shortened(paper.name, 60) for paper in ordered[:3]]
    return Answer(headline, shortened("; ".join(names), _NOTE))


def place_answer(content: Mapping[str, Any], facts: Mapping[str, str], contact: Contact) -> Answer:
    """The unit's own office; where it has named none, the agency's address from the footer."""
    headline = facts["office"] or contact.agency_name
    details = [facts["address"] or contact.address, facts["hours"], facts["phone"] or contact.phone]
    return Answer(headline, " · ".join(filter(None, details)))


def time_answer(methods: Sequence[Mapping[str, Any]]) -> Answer:
    known = [method["time"] for method in methods if method["time"]["value"] is not None]
    notes = [method["note"] for method in methods if method["note"]]
    detail = shortened(notes[0], _NOTE) if notes else ""
    if not known:
        return Answer(no_information(), detail)
    units = {time["unit"] for time in known}
    values = sorted({Decimal(time["value"]) for time in known})
    if len(units) == 1 and len(values) > 2:
        most = time_words({"value": str(values[-1]), "unit": units.pop()})
        return Answer(_("%(least)s to %(most)s") % {"least": number_words(values[0]), "most": most}, detail)
    return Answer(one_of([time_words(time) for time in known]), detail)


def cost_answer(methods: Sequence[Mapping[str, Any]]) -> Answer:
    fees = [fee for method in methods for fee in method["fees"]]
    notes = [fee["note"] for fee in fees if fee["note"]]
    detail = shortened(notes[0], _NOTE) if notes else ""
    known = [(Decimal(fee["amount"]), fee["currency"]) for fee in fees if fee["amount"] is not None]
    if not known:
        return Answer(_("See the note") if notes else no_information(), detail)
    currencies = {currency for amount, currency in known if amount}
    amounts = sorted({amount for amount, _currency in known})
    if len(currencies) == 1 and len(amounts) > 2:
        currency = currencies.pop()
        span = {"least": number_words(amounts[0]), "most": amount_words(amounts[-1], currency)}
        return Answer(_("%(least)s to %(most)s") % span, detail)
    return Answer(one_of([amount_words(amount, currency) for amount, currency in sorted(known)]), detail)
