"""Alerts that went through the real services."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model

from portal.signage.emergency.services import alert_publish
from portal.signage.enums import AlertMode, AlertStatus, Severity
from portal.signage.models import Alert
from sites.enums import NetworkRole, Role
from sites.models import AdministrativeUnit, NetworkGroup, Subsite
from tests.factories.units import NOW

FLOOD = "Nước sông Vàm Cỏ Đông lên nhanh. Bà con khu vực ven sông di chuyển ngay đến trường học gần nhất."


def make_publisher(subsite: Subsite, role: Role = Role.PUBLISHER) -> Any:
    """Somebody who may send alerts for the sub-site's unit."""
    user = get_user_model().objects.create_user(f"{role.value.lower()}-{subsite.pk}", password="x")
    user.groups.add(subsite.roles.get(role=role).group)
    return user


def make_province_admin(role: NetworkRole = NetworkRole.PROVINCE_ADMIN) -> Any:
    user = get_user_model().objects.create_user(f"tinh-{role.value.lower()}", password="x")
    user.groups.add(NetworkGroup.objects.get(role=role).group)
    return user


def make_alert(unit: AdministrativeUnit, actor: Any, *, now: datetime = NOW, **fields: Any) -> Alert:
    """A real alert for two hours, whole board, to the boards of `unit` and below."""
    defaults: dict[str, Any] = {
        "status": AlertStatus.ACTUAL,
        "severity": Severity.SEVERE,
        "mode": AlertMode.FULL,
        "text_full": FLOOD,
        "reason": "Công điện 12/CĐ-UBND",
        "not_after": now + timedelta(hours=2),
    }
    return alert_publish(unit=unit, actor=actor, now=now, **(defaults | fields))
