"""First texts of a newborn sub-site, as HTML, in the active language. Facts of the unit only."""

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from portal.core.channels import NATIONAL_SERVICE_PORTAL, national_channels
from sites.models import AdministrativeUnit


def introduction_text(unit: AdministrativeUnit) -> str:
    """What the unit is and belongs to."""
    paragraphs = [
        _("%(unit)s (administrative code %(code)s) is an administrative unit of %(parent)s.")
        % {"unit": unit.local_full_name, "code": unit.code, "parent": unit.parent.local_full_name}
        if unit.parent
        else _("%(unit)s (administrative code %(code)s) is a province-level unit of Vietnam.")
        % {"unit": unit.local_full_name, "code": unit.code},
        _(
            "This page will present the organisation, functions and leaders of the agency, "
            "the natural conditions, history and places of interest of the locality."
        ),
    ]
    return _paragraphs(paragraphs)


def public_services_text(unit: AdministrativeUnit) -> str:
    """Where to file papers: on the national portal, or at a counter (Decree 224/2026 Arts 9, 15)."""
    link = format_html('<a href="{}">{}</a>', NATIONAL_SERVICE_PORTAL, NATIONAL_SERVICE_PORTAL)
    steps = [
        _("Sign in to the National Public Service Portal with your VNeID account."),
        _("Find the procedure by its name and choose %(unit)s.") % {"unit": unit.local_full_name},
        _("Fill in the form, attach the papers, pay the fee if there is one."),
        _("Keep the dossier code: it shows how far your papers are."),
    ]
    items = format_html_join("", "<li>{}</li>", ((step,) for step in steps))
    return format_html("<p>{} {}</p><ol>{}</ol>", _("Papers are filed online at"), link, items) + _paragraphs(
        [_("Without a computer or phone, come to the one-stop counter: the staff will help you.")]
    )


def channels_text(unit: AdministrativeUnit) -> str:
    """The channels on which the agency gives information."""
    items = format_html_join(
        "",
        '<li><a href="{}">{}</a></li>',
        ((link.url, link.title) for link in national_channels()),
    )
    intro = _("Only the channels listed here are official channels of %(unit)s.") % {
        "unit": unit.local_full_name
    }
    return format_html("<p>{}</p><ul>{}</ul>", intro, items)


def _paragraphs(texts: list[str]) -> str:
    return format_html_join("", "<p>{}</p>", ((text,) for text in texts))
