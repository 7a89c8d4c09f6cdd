"""Who signs in to the demonstration."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.users.models import UserProfile

from portal.accounts.models import User
from sites.enums import Role
from sites.models import SubsiteRole
from sites.rights import network_roles_ensure

TRIAL_CODE = "28234"  # the sub-site a newcomer is given to edit


@dataclass(frozen=True)
class Account:
    """`role` is a role of the trial sub-site; without it the account belongs to the province."""

    username: str
    full_name: str
    note: str | Promise
    role: Role | None = None
    is_superuser: bool = False


SUPERUSER = Account("quantri", "Quản trị hệ thống", _("everything"), is_superuser=True)
PROVINCE_ADMIN = Account("quantri.tinh", "Lê Thu Hà", _("the province: all sub-sites"))
SITE_ADMIN = Account(
    "quantri.thanhphulong", "Nguyễn Văn Phúc", _("Thanh Phú Long: approves, publishes"), Role.SITE_ADMIN
)
EDITOR = Account(
    "bientap.thanhphulong", "Trần Thị Mai", _("Thanh Phú Long: writes, sends for approval"), Role.EDITOR
)
ACCOUNTS: tuple[Account, ...] = (PROVINCE_ADMIN, SITE_ADMIN, EDITOR, SUPERUSER)


def accounts_create(*, password: str, host: str) -> dict[str, User]:
    """The users by name, reading the admin in Vietnamese. Roles of a sub-site come later."""
    users = {}
    for account in ACCOUNTS:
        user = get_user_model().objects.create_user(
            username=account.username,
            email=f"{account.username}@{host}",
            password=password,
            full_name=account.full_name,
            is_staff=account.is_superuser,
            is_superuser=account.is_superuser,
        )
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "vi"})
        users[account.username] = user
    users[PROVINCE_ADMIN.username].groups.add(network_roles_ensure())
    return users


def roles_grant(*, users: dict[str, User]) -> None:
    """Put the accounts of the trial sub-site into its groups."""
    for account in ACCOUNTS:
        if account.role is not None:
            held = SubsiteRole.objects.get(subsite__unit__code=TRIAL_CODE, role=account.role)
            users[account.username].groups.add(held.group)
