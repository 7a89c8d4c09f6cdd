"""Wagtail's own screens for users and groups, shut to everybody but superusers."""

from django.apps import apps
from django.utils.module_loading import import_string
from wagtail.users.apps import WagtailUsersAppConfig


class SuperuserScreensConfig(WagtailUsersAppConfig):
    """Stands in INSTALLED_APPS in place of `wagtail.users`.

    Whoever holds `change_user` in Wagtail's screens may set a superuser's password, and whoever holds
    `change_group` may give himself any site (wagtail/wagtail#14100). No permission row opens them here.
    """

    def ready(self) -> None:
        register = import_string("wagtail.permissions.register_permission_policy")
        policy = import_string("portal.accounts.users.permissions.SuperusersOnly")
        for label in ("accounts.User", "auth.Group"):
            model = apps.get_model(label)
            register(model, policy(model))
