"""On the home of the admin: how many boards are silent, for those who run them."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component

from portal.core.desk.panels import desk_of_request
from portal.signage.enums import NoticeKind
from portal.signage.models import BoardNotice
from portal.signage.permissions import BOARD_ROLES
from sites.enums import NetworkRole


class SilentBoardsPanel(Component):
    """One query; none for who runs no boards. Nothing is drawn when every board speaks."""

    name = "silent_boards"
    order = 5
    template_name = "signage/wall/panel.html"

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        membership = desk_of_request((parent_context or {})["request"]).membership
        notices = BoardNotice.objects.filter(kind=NoticeKind.SILENT, closed_at__isnull=True)
        if NetworkRole.PROVINCE_ADMIN not in membership.network:
            units = [
                subsite.unit_id
                for subsite in membership.subsites
                if membership.roles[subsite.pk] & BOARD_ROLES
            ]
            if not units:
                return {"count": 0}
            notices = notices.filter(board__unit__in=units)
        return {"count": notices.count(), "url": f"{reverse('signage_wall:index')}?state=SILENT"}
