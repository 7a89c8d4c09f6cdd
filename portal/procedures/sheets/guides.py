"""The guide to take home: the whole record in the order of Decree 63/2010 Art. 8.2, on A4."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.procedures.catalogue.papers import paper_cases
from portal.procedures.catalogue.wording import no_information
from portal.procedures.sheets.paper import Paper, Type
from portal.procedures.sheets.subjects import DAY, Subject, case_heading, method_lines, paper_line

_SIZES = Type(body=10.5, heading=12.5, small=8.5)
_QR_SIDE = 32.0


def guide_file(subject: Subject) -> bytes:
    """The guide of one procedure as PDF. Two pages for most records; ends for every record."""
    content = subject.content
    paper = Paper(
        sizes=_SIZES,
        foot=_("%(agency)s · printed on %(day)s")
        % {"agency": subject.agency, "day": subject.printed_on.strftime(DAY)},
        page_word=_("Page %(number)s/%(total)s"),
        remainder=_("The rest stands at %(address)s") % {"address": subject.address},
        title=content["name"],
    )
    paper.add_page()
    _head(paper, subject)
    _answers(paper, subject)
    _body(paper, subject)
    return paper.file()


def _head(paper: Paper, subject: Subject) -> None:
    """Name, code, decision to the left; the code to scan to the right."""
    paper.qr(subject.address, x=paper.w - paper.r_margin - _QR_SIDE, y=paper.t_margin - 3, side=_QR_SIDE)
    top, margin = paper.get_y(), paper.r_margin
    paper.set_right_margin(margin + _QR_SIDE + 3)
    paper.text_block(subject.agency.upper(), bold=True, size=9.5)
    paper.text_block(_("Guide to an administrative procedure"), size=9.5)
    paper.ln(2)
    name = subject.content["name"]
    if len(name) > 260:  # a long name takes the whole width below the code to scan
        paper.set_right_margin(margin)
        paper.set_y(max(paper.get_y(), top + _QR_SIDE - 2))
    paper.text_block(name, bold=True, size=16 if len(name) < 120 else 12.5)
    paper.ln(1)
    paper.text_block(_("Code of the procedure: %(code)s") % {"code": subject.local.version.code}, size=9.5)
    paper.text_block(subject.decision, size=9.5)
    paper.set_right_margin(margin)
    paper.set_y(max(paper.get_y(), top + _QR_SIDE - 2))
    paper.text_block(
        _("Scan the code or open %(address)s") % {"address": subject.address}, size=8.5, align="R"
    )
    paper.ln(1.5)


def _answers(paper: Paper, subject: Subject) -> None:
    answers = subject.answers
    rows = [
        (_("What papers"), answers.papers.headline),
        (pgettext("to file", "Where"), answers.place.headline),
        (_("How long"), answers.time.headline),
        (_("How much"), answers.cost.headline),
    ]
    paper.set_draw_color(60)
    paper.line(paper.l_margin, paper.get_y(), paper.w - paper.r_margin, paper.get_y())
    paper.ln(1.5)
    for label, text in rows:
        paper.text_block(f"**{label}:** {text.replace('**', '')}", size=11.5, markdown=True)
        paper.ln(0.6)
    paper.ln(0.9)
    paper.line(paper.l_margin, paper.get_y(), paper.w - paper.r_margin, paper.get_y())


def _body(paper: Paper, subject: Subject) -> None:
    content = subject.content
    _list(paper, _("Steps"), content["steps"])
    paper.heading(_("Ways, times and fees"))
    for method in content["methods"]:
        way, time, fees = method_lines(method)
        paper.subheading(way)
        paper.pair(_("How long"), time)
        paper.pair(_("How much"), fees)
        notes = [fee["note"] for fee in method["fees"] if fee["note"]]
        for note in [*notes, *([method["note"]] if method["note"] else [])]:
            paper.text_block(note, size=_SIZES.body - 1, indent=4)
        paper.ln(0.8)
    if not content["methods"]:
        paper.text_block(no_information())
    _papers(paper, subject)
    _list(paper, _("For whom"), [subject.audiences])
    _list(paper, _("Carried out by"), [content["agency"]])
    _list(paper, _("Decided by"), [content["authority"]])
    _list(paper, _("Where dossiers are received"), [content["receiving_address"]])
    _list(paper, _("Delegated agency"), [content["delegated_agency"]])
    _list(paper, _("Co-operating agency"), [content["coordinating_agency"]])
    _list(paper, pgettext("of a procedure", "Result"), subject.results)
    _list(paper, _("Requirements and conditions"), [content["requirements"]])
    _list(paper, _("Legal bases"), subject.legal_bases)
    paper.heading(_("Where you file here"))
    for label, text in subject.office:
        paper.pair(label, text)


def _papers(paper: Paper, subject: Subject) -> None:
    paper.heading(_("Papers"))
    cases = paper_cases(subject.content["dossier"])
    for case in cases:
        if heading := case_heading(case, cases):
            paper.subheading(heading)
        paper.numbered([paper_line(row) for row in case.papers])
        for remark in case.remarks:
            paper.text_block(remark.name, size=_SIZES.body - 1, indent=4)
        paper.ln(0.8)
    if not cases:
        paper.text_block(no_information())
    if sets := subject.content["dossier_sets"]:
        paper.pair(_("Number of dossiers"), str(sets))


def _list(paper: Paper, heading: str, lines: list[str]) -> None:
    paper.heading(heading)
    paper.numbered([line for line in lines if line] or [no_information()])
