"""Forms of the users' screens: a colleague to add, a person with roles to change."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.users.selectors import RolesHeld
from sites.enums import Role
from sites.models import Subsite

# A name is printed in a letter to an address somebody typed: letters only, so that no link fits in.
is_a_name = RegexValidator(
    r"^[^\W\d_]+\.?(?:[ '’-]+[^\W\d_]+\.?)*$", _("Letters only, with spaces between the words.")
)
is_a_sign_in_name = RegexValidator(
    r"^[a-z0-9]+(?:[._-][a-z0-9]+)*$",
    _("Small letters without accents, digits, dots and hyphens only, as in mai.tran."),
)


def _name_field() -> forms.CharField:
    return forms.CharField(
        label=_("Full name"), max_length=120, validators=[is_a_name], help_text=_("As in Nguyễn Thị Mai.")
    )


def _email_field(help_text: Any = "") -> forms.EmailField:
    return forms.EmailField(label=_("E-mail"), max_length=254, help_text=help_text)


class RolesField(forms.TypedMultipleChoiceField):
    """Check boxes of a sub-site's roles."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=Role.choices,
            coerce=Role,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one role.")},
            **kwargs,
        )


class SubsiteChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, subsite: Subsite) -> str:
        return f"{subsite.unit.full_name} ({subsite.site.hostname})"


class ColleagueForm(forms.Form):
    """A colleague by e-mail. The sub-site is asked for only when the actor looks after several."""

    subsite = SubsiteChoiceField(label=_("Sub-site"), queryset=Subsite.objects.none())
    full_name = _name_field()
    email = _email_field(_("A letter goes there that says how to sign in."))
    username = forms.CharField(label=_("Sign-in name"), max_length=60, validators=[is_a_sign_in_name])
    roles = RolesField(label=_("Roles"))

    def __init__(self, *args: Any, subsites: QuerySet[Subsite], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only: Subsite | None = None
        ending = _("name of the site")
        first_two = list(subsites[:2])
        if len(first_two) == 1:
            self.only = first_two[0]
            ending = self.only.site.hostname.split(".")[0]
            del self.fields["subsite"]
        else:
            self.fields["subsite"].queryset = subsites  # type: ignore[attr-defined]
        self.fields["username"].help_text = _(
            "Short, without accents: mai.tran. The full sign-in name becomes mai.tran.%(ending)s"
        ) % {"ending": ending}

    @property
    def subsite_chosen(self) -> Subsite:
        subsite: Subsite = self.only or self.cleaned_data["subsite"]
        return subsite


class PersonForm(forms.Form):
    """Roles on the actor's sub-sites, and the person where the policy allows it.

    A sub-site is a field only when the person works there and the actor looks after it: what else a
    request sends is not read.
    """

    def __init__(
        self, *args: Any, person: User, places: Sequence[RolesHeld], with_person: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.with_person = with_person
        if with_person:
            self.fields["full_name"] = _name_field()
            self.fields["email"] = _email_field(
                _("With a new address the password ends; a link to set a new one goes there.")
            )
            self.initial.update(full_name=person.full_name, email=person.email)
        for place in places:
            name = f"roles_{place.subsite_id}"
            label = _("Roles on the site of %(unit)s") % {"unit": place.name}
            self.fields[name] = RolesField(label=label)
            self.initial[name] = [role.value for role in place.roles]

    def roles_on(self, place: RolesHeld) -> list[Role]:
        roles: list[Role] = self.cleaned_data[f"roles_{place.subsite_id}"]
        return roles
