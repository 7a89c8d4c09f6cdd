"""A content type that nobody needs."""

from portal.core.models import PortalPage


class ThrowawayIndexPage(PortalPage):
    """One a language, below the home page."""

    kind_code = "throwaway.index"
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
