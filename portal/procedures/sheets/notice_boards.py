"""The sheet for the notice board (Decree 63/2010 Art. 17): large type, one procedure after another.

Papers and legal bases stand there whole, for people file by them; what only explains is cut, and
the code to scan leads to the rest.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.procedures.catalogue.papers import paper_cases
from portal.procedures.catalogue.wording import no_information
from portal.procedures.sheets.paper import Paper, Type
from portal.procedures.sheets.subjects import DAY, Subject, case_heading, method_lines, paper_line

_LARGE = Type(body=13.5, heading=15.5, small=10)
_SMALL = Type(body=11.5, heading=13, small=9)
_LONG_RECORD = 6_000
_STEP_LIMIT, _ALL_STEPS_LIMIT, _STEPS_LIMIT, _REQUIREMENTS_LIMIT, _PAPER_LIMIT = 260, 1_400, 8, 700, 600
_QR_SIDE = 40.0


def notice_file(subjects: Sequence[Subject], *, title: str) -> bytes:
    """The sheets of one procedure or of several as one PDF; each procedure begins on a page of its own."""
    first = subjects[0]
    paper = Paper(
        sizes=_LARGE,
        foot=_("%(agency)s · put up as of %(day)s")
        % {"agency": first.agency, "day": first.printed_on.strftime(DAY)},
        page_word=_("Page %(number)s/%(total)s"),
        remainder=_("The rest stands on the procedure's page: scan the code."),
        title=title,
    )
    for subject in subjects:
        _sheet(paper, subject)
    return paper.file()


def _sheet(paper: Paper, subject: Subject) -> None:
    content = subject.content
    dossier = paper_cases(content["dossier"])
    letters = sum(len(row.name) for case in dossier for row in case.rows) + sum(map(len, subject.legal_bases))
    paper.sizes = _SMALL if letters > _LONG_RECORD or len(content["name"]) > 300 else _LARGE
    paper.add_page()
    _head(paper, subject)
    paper.heading(_("Steps"))
    chosen = content["steps"][:_STEPS_LIMIT]
    share = max(_STEP_LIMIT, _ALL_STEPS_LIMIT // max(1, len(chosen)))
    steps = [_cut(step, share) for step in chosen]
    paper.numbered(steps or [no_information()])
    if len(content["steps"]) > _STEPS_LIMIT:
        paper.text_block(_("Further steps: scan the code."))
    paper.heading(_("Papers"))
    for case in dossier:
        if heading := case_heading(case, dossier):
            paper.subheading(heading)
        paper.numbered([_cut(paper_line(row), _PAPER_LIMIT) for row in case.papers])
        for remark in case.remarks:
            paper.text_block(_cut(remark.name, _STEP_LIMIT), size=paper.sizes.small, indent=4)
    if not dossier:
        paper.text_block(no_information())
    paper.heading(_("Ways, times and fees"))
    for method in content["methods"]:
        way, time, fees = method_lines(method)
        words = {"way": way, "time": time, "fees": _cut(fees, _STEP_LIMIT)}
        paper.text_block(_("%(way)s: %(time)s. Fees: %(fees)s.") % words)
    if not content["methods"]:
        paper.text_block(no_information())
    paper.heading(pgettext("of a procedure", "Result"))
    paper.numbered(subject.results or [no_information()])
    paper.heading(_("Requirements and conditions"))
    paper.text_block(_cut(content["requirements"] or no_information(), _REQUIREMENTS_LIMIT))
    paper.heading(_("Legal bases"))
    paper.numbered([_cut(basis, _PAPER_LIMIT) for basis in subject.legal_bases] or [no_information()])
    paper.heading(_("Where you file here"))
    for label, text in subject.office:
        paper.pair(label, text)


def _head(paper: Paper, subject: Subject) -> None:
    paper.qr(subject.address, x=paper.w - paper.r_margin - _QR_SIDE, y=paper.t_margin - 4, side=_QR_SIDE)
    top, margin = paper.get_y(), paper.r_margin
    name = subject.content["name"]
    paper.set_right_margin(margin + _QR_SIDE + 3)
    paper.text_block(subject.agency.upper(), bold=True, size=11)
    paper.text_block(_("Administrative procedure put up in public"), size=11)
    paper.ln(2)
    if len(name) > 120:
        paper.set_right_margin(margin)
        paper.set_y(max(paper.get_y(), top + _QR_SIDE - 4))
    paper.text_block(name, bold=True, size=21 if len(name) <= 80 else 16 if len(name) <= 260 else 12.5)
    paper.ln(1)
    paper.text_block(_("Code of the procedure: %(code)s") % {"code": subject.local.version.code})
    paper.text_block(subject.decision)
    paper.set_right_margin(margin)
    paper.set_y(max(paper.get_y(), top + _QR_SIDE - 2))


def _cut(text: str, limit: int) -> str:
    """The text up to a word near the limit, its line breaks as they are."""
    text = text.strip()
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0].rstrip(" ;:,.\n") + "…"
