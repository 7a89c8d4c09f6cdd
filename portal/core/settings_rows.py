"""What the product hangs on the settings rows of the engines, which know neither users nor pictures."""

from portal.core.forms import OwnReferencesForm
from portal.media.public_records import register_public_record
from sites.models import SubsiteContact
from themes.models import SiteTheme


def connect() -> None:
    """Called once at start-up."""
    register_public_record(SiteTheme)  # emblem and banner stand on every page
    for row in (SiteTheme, SubsiteContact):
        row.base_form_class = OwnReferencesForm  # read by Wagtail's panels
