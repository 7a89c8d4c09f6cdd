"""The account page of the admin: one line for the name, as Vietnamese names are, and no picture.

Wagtail's page asks for first and last name, which nothing here shows, and takes pictures of any
kind to a place that everybody can read.
"""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.telepath import register
from wagtail.admin.ui.sidebar import BaseSidebarAdapter, MainMenuModule
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views import account

from portal.accounts.models import User
from portal.accounts.users.forms import is_a_name
from portal.accounts.users.services import own_name_change


class FullNameForm(forms.ModelForm):
    """The own name. Address and sign-in name are changed by administrators."""

    full_name = forms.CharField(
        label=_("Full name"), max_length=120, validators=[is_a_name], help_text=_("As in Nguyễn Thị Mai.")
    )

    class Meta:
        model = User
        fields = ("full_name",)

    def save(self, commit: bool = True) -> User:
        name = self.cleaned_data["full_name"]
        own_name_change(user=self.instance, full_name=name, now=timezone.now())
        return self.instance


class FullNamePanel(account.NameEmailSettingsPanel):
    name = "full_name"
    title = _("Name")
    form_class = FullNameForm


class AccountView(account.AccountView):
    """Wagtail's page without the panels that this product has its own ways for."""

    replaced = (
        account.NameEmailSettingsPanel,
        account.AvatarSettingsPanel,
        account.ChangePasswordPanel,
    )

    def get_panels(self) -> list[account.BaseSettingsPanel]:
        panels = [panel for panel in super().get_panels() if not isinstance(panel, self.replaced)]
        user: Any = self.request.user
        return [FullNamePanel(self.request, user, user.wagtail_userprofile), *panels]


class MainMenuAdapter(BaseSidebarAdapter):
    """As Wagtail's, which knows a user by first name or else by sign-in name."""

    js_constructor = "wagtail.sidebar.MainMenuModule"

    def js_args(self, module: MainMenuModule) -> list[Any]:
        items, account_items, person = module.js_args()
        return [items, account_items, person | {"name": get_user_display_name(module.user)}]


register(MainMenuAdapter(), MainMenuModule)
