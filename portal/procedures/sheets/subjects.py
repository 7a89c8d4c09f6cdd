"""What a sheet is about: the record as the unit shows it, and who prints it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from portal.procedures.catalogue.answers import Answers, answers_of
from portal.procedures.catalogue.papers import Paper as DossierPaper
from portal.procedures.catalogue.papers import PaperCase
from portal.procedures.catalogue.wording import fee_words, no_information, time_words
from portal.procedures.enums import Audience, Channel
from portal.procedures.selectors import LocalVersion
from themes.layout import Contact

DAY = "%d/%m/%Y"


@dataclass(frozen=True)
class Subject:
    """`address` is the full address of the procedure's page on the sub-site."""

    local: LocalVersion
    agency: str
    contact: Contact
    address: str
    printed_on: date

    @property
    def content(self) -> Mapping[str, Any]:
        return self.local.content

    @property
    def answers(self) -> Answers:
        return answers_of(self.content, self.local.facts, self.contact)

    @property
    def decision(self) -> str:
        """The publication decision in words (Decree 63/2010 Art. 13)."""
        version = self.local.version
        text = _("Published by Decision %(number)s") % {"number": version.decision_number}
        if version.decided_on:
            text = _("%(decision)s of %(day)s") % {
                "decision": text,
                "day": version.decided_on.strftime(DAY),
            }
        if version.effective_from:
            text = _("%(decision)s, in force from %(day)s") % {
                "decision": text,
                "day": version.effective_from.strftime(DAY),
            }
        return text

    @property
    def office(self) -> list[tuple[str, str]]:
        """Label and text of what the unit says of its office; the footer's contact where it is silent."""
        facts = self.local.facts
        rows = [
            (_("Office"), facts["office"] or self.contact.agency_name),
            (_("Address"), facts["address"] or self.contact.address),
            (_("Opening hours"), facts["hours"]),
            (_("Phone"), facts["phone"] or self.contact.phone),
            (_("E-mail"), facts["email"] or self.contact.email),
            (_("Good to know here"), facts["note"]),
        ]
        return [(label, text) for label, text in rows if text]

    @property
    def audiences(self) -> str:
        labels = [str(Audience(audience).label) for audience in self.content["audiences"]]
        return "; ".join(labels) or no_information()

    @property
    def results(self) -> list[str]:
        return [result["name"] for result in self.content["results"]]

    @property
    def legal_bases(self) -> list[str]:
        return [
            " – ".join(filter(None, (basis["number"], basis["title"])))
            for basis in self.content["legal_bases"]
        ]


def paper_line(paper: DossierPaper) -> str:
    """A paper of the dossier with how many, and its form."""
    extra = [paper.copies] if paper.copies else []
    if paper.form:
        extra.append(_("form: %(name)s") % {"name": paper.form})
    elif paper.form is not None:
        extra.append(_("There is a form"))
    return f"{paper.name} ({'; '.join(extra)})" if extra else paper.name


def case_heading(case: PaperCase, cases: tuple[PaperCase, ...]) -> str:
    return case.name if case.name and (len(cases) > 1 or case.is_alternative) else ""


def method_lines(method: Mapping[str, Any]) -> tuple[str, str, str]:
    """(way of filing, time, fees) of one way, in words."""
    fees = "; ".join(fee_words(fee) for fee in method["fees"]) or no_information()
    return str(Channel(method["channel"]).label), time_words(method["time"]), fees
