"""The base page, the shared topics, the content version of a site, searches and recommendations."""

from portal.core.models.finding import BestBet, SearchLog
from portal.core.models.pages import PortalPage
from portal.core.models.topics import Topic
from portal.core.models.versions import ContentVersion

__all__ = ["BestBet", "ContentVersion", "PortalPage", "SearchLog", "Topic"]
