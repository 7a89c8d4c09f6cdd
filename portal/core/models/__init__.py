"""The base page, the shared topics, and the content version of a site."""

from portal.core.models.pages import PortalPage
from portal.core.models.topics import Topic
from portal.core.models.versions import ContentVersion

__all__ = ["ContentVersion", "PortalPage", "Topic"]
