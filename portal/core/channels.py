"""National systems every sub-site links to (Decree 43/2011 Art. 15.1b, Decree 224/2026 Art. 11.3)."""

from django.utils.translation import gettext as _

from themes.layout import Link

NATIONAL_SERVICE_PORTAL = "https://dichvucong.gov.vn"
NATIONAL_FEEDBACK_SYSTEM = "https://pakn.dichvucong.gov.vn"
GOVERNMENT_PORTAL = "https://chinhphu.vn"


def national_channels() -> tuple[Link, ...]:
    """Links in the active language."""
    return (
        Link(_("National Public Service Portal"), NATIONAL_SERVICE_PORTAL, is_external=True),
        Link(_("Feedback and petitions"), NATIONAL_FEEDBACK_SYSTEM, is_external=True),
        Link(_("Government Portal"), GOVERNMENT_PORTAL, is_external=True),
    )
