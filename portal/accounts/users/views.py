"""Screens where a site admin looks after the people of his sub-sites, and the province after all."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from portal.accounts.acting.permissions import may_act_as
from portal.accounts.acting.services import acting_of
from portal.accounts.models import User
from portal.accounts.selectors import has_second_factor
from portal.accounts.users.forms import ColleagueForm, PersonForm
from portal.accounts.users.permissions import UserPolicy, policy_of_request
from portal.accounts.users.selectors import RolesHeld, roles_held, users_of_subsites
from portal.accounts.users.services import (
    UsersRefused,
    colleague_add,
    password_link_send,
    person_change,
    roles_set,
    roles_take_away,
    second_factor_forget,
    user_disable,
    user_enable,
)
from sites.models import Subsite

ROWS_PER_PAGE = 50


class UsersScreen(WagtailAdminTemplateMixin):
    """Shared frame; admits who looks after at least one sub-site."""

    header_icon = "user"
    page_title = gettext_lazy("Users")
    request: HttpRequest

    @cached_property
    def policy(self) -> UserPolicy:
        return policy_of_request(self.request)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.policy.may_enter:
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items = [*super().breadcrumbs_items, {"url": reverse("site_users:index"), "label": _("Users")}]
        if subtitle := self.get_page_subtitle():
            items.append({"url": "", "label": subtitle})
        return items

    def leave(self) -> HttpResponse:
        """Back to the list; home when the actor has just given up his last sub-site."""
        stays = UserPolicy(self.request.user).may_enter
        return redirect("site_users:index" if stays else "wagtailadmin_home")


class UserIndexView(UsersScreen, TemplateView):
    """People with a role on the actor's sub-sites, one sub-site or all of them."""

    template_name = "accounts/users/index.html"

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Add a colleague"), url=reverse("site_users:add"), icon_name="plus")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET.get("q", "").strip()[:100]
        subsites = self.policy.subsites_listed
        chosen = next((s for s in subsites if str(s.pk) == self.request.GET.get("site")), None)
        shown = self.policy.subsites.filter(pk=chosen.pk) if chosen else self.policy.subsites
        users = users_of_subsites(subsites=shown, query=query)
        page = Paginator(users, ROWS_PER_PAGE).get_page(self.request.GET.get("p"))
        held = roles_held(users=list(page), subsites=shown)
        return super().get_context_data(**kwargs) | {
            "query": query,
            "subsites": subsites,
            "chosen": chosen,
            "page": page,
            "rows": [(user, held.get(user.pk, [])) for user in page],
        }


class UsersFormScreen(FormView):
    """A form whose service may refuse: refusals stand in the form, success is told in the list."""

    submit_button_label: ClassVar[str | Promise]
    leave: Callable[[], HttpResponse]

    def act(self, form: Any) -> str:
        """Do what the form asks for; what to say then. Raises UsersRefused."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"submit_button_label": self.submit_button_label}

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            told = self.act(form)
        except UsersRefused as refusal:
            form.add_error(None, refusal)
            return self.form_invalid(form)
        messages.success(self.request, told)
        return self.leave()


class ColleagueAddView(UsersScreen, UsersFormScreen):
    """By e-mail, whether the person has an account or not; the answer is the same."""

    template_name = "accounts/users/add.html"
    form_class = ColleagueForm
    page_subtitle = gettext_lazy("Add a colleague")
    submit_button_label = gettext_lazy("Add the colleague")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"subsites": self.policy.subsites}

    def act(self, form: ColleagueForm) -> str:
        facts = {name: form.cleaned_data[name] for name in ("full_name", "username", "email", "roles")}
        colleague_add(subsite=form.subsite_chosen, actor=self.request.user, now=timezone.now(), **facts)
        return _("Done. A letter to %(email)s says how to sign in.") % {"email": facts["email"]}


class PersonScreen(UsersScreen):
    """About one person whom the actor may see; others do not exist."""

    kwargs: dict[str, Any]

    @cached_property
    def person(self) -> User:
        return get_object_or_404(self.policy.users, pk=self.kwargs["user_id"])

    @cached_property
    def places(self) -> list[RolesHeld]:
        return roles_held(users=[self.person], subsites=self.policy.subsites)[self.person.pk]

    @cached_property
    def may_edit_person(self) -> bool:
        return self.policy.may_edit_person(self.person)

    def get_page_subtitle(self) -> str:
        return self.person.get_full_name() or self.person.get_username()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "person": self.person,
            "places": self.places,
            "may_edit_person": self.may_edit_person,
            "is_self": self.person.pk == self.request.user.pk,
        }


class PersonEditView(PersonScreen, UsersFormScreen):
    """Roles here; name and address when the account serves nobody else."""

    template_name = "accounts/users/edit.html"
    form_class = PersonForm
    submit_button_label = gettext_lazy("Save")

    def get_form_kwargs(self) -> dict[str, Any]:
        facts = {"person": self.person, "places": self.places, "with_person": self.may_edit_person}
        return super().get_form_kwargs() | facts

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "has_second_factor": self.may_edit_person and has_second_factor(user=self.person),
            "may_act_as": acting_of(self.request) is None and may_act_as(self.request.user, self.person),
        }

    def act(self, form: PersonForm) -> str:
        by: dict[str, Any] = {"actor": self.request.user, "now": timezone.now()}
        subsites = self.policy.subsites.in_bulk([place.subsite_id for place in self.places])
        with transaction.atomic():
            if form.with_person:
                facts = {name: form.cleaned_data[name] for name in ("full_name", "email")}
                person_change(user=self.person, **facts, **by)
            for place in self.places:
                subsite = subsites[place.subsite_id]
                roles_set(user=self.person, subsite=subsite, roles=form.roles_on(place), **by)
        return _("Saved: %(name)s.") % {"name": self.get_page_subtitle()}


class PersonActionView(PersonScreen, TemplateView):
    """Asks on GET, acts on POST."""

    template_name = "accounts/users/confirm.html"
    question: ClassVar[str | Promise]
    consequence: ClassVar[str | Promise]
    button: ClassVar[str | Promise]
    done: ClassVar[str | Promise]
    is_serious = False
    service: ClassVar[Callable[..., None]]

    @property
    def is_allowed(self) -> bool:
        return self.may_edit_person

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.policy.may_enter and not self.is_allowed:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def facts(self) -> dict[str, Any]:
        return {"user": self.person}

    def names(self) -> dict[str, str]:
        return {"name": self.person.get_full_name() or self.person.get_username()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "question": self.question % self.names(),
            "consequence": self.consequence,
            "button": self.button,
            "is_serious": self.is_serious,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            type(self).service(actor=request.user, now=timezone.now(), **self.facts())
        except UsersRefused as refusal:
            messages.error(request, " ".join(refusal.messages))
            return redirect("site_users:edit", self.person.pk)
        messages.success(request, self.done % self.names())
        return self.leave()


class UserDisableView(PersonActionView):
    question = gettext_lazy("Shut the account of %(name)s?")
    consequence = gettext_lazy(
        "Whoever is signed in with it is signed out at once. Roles stay and count again when you open it."
    )
    button = gettext_lazy("Shut the account")
    done = gettext_lazy("The account of %(name)s is shut.")
    is_serious = True
    service = staticmethod(user_disable)


class UserEnableView(PersonActionView):
    question = gettext_lazy("Open the account of %(name)s again?")
    consequence = gettext_lazy("The old password works again, and the roles as they stand.")
    button = gettext_lazy("Open the account")
    done = gettext_lazy("The account of %(name)s is open again.")
    service = staticmethod(user_enable)


class PasswordLinkView(PersonActionView):
    question = gettext_lazy("Send %(name)s a link to set a new password?")
    consequence = gettext_lazy(
        "The link goes to the person's own address. The old password works until then."
    )
    button = gettext_lazy("Send the link")
    done = gettext_lazy("The link is on its way to %(name)s.")
    service = staticmethod(password_link_send)

    @property
    def is_allowed(self) -> bool:
        return self.may_edit_person and self.person.is_active


class SecondFactorView(PersonActionView):
    question = gettext_lazy("Forget the second step of signing in of %(name)s?")
    consequence = gettext_lazy(
        "For a lost telephone. The person is signed out everywhere and sets up the second step anew at "
        "the next sign-in. Make sure that it is really the person who asks."
    )
    button = gettext_lazy("Forget the second step")
    done = gettext_lazy("The second step of %(name)s is forgotten.")
    is_serious = True
    service = staticmethod(second_factor_forget)


class RolesTakeAwayView(PersonActionView):
    """Also for people whose account serves elsewhere, and for oneself."""

    question = gettext_lazy("Take all roles on the site of %(unit)s from %(name)s?")
    consequence = gettext_lazy("The person leaves the list of this site. Roles on other sites stay.")
    button = gettext_lazy("Take the roles away")
    done = gettext_lazy("%(name)s no longer works on the site of %(unit)s.")
    is_serious = True
    service = staticmethod(roles_take_away)
    is_allowed = True

    @cached_property
    def subsite(self) -> Subsite:
        if self.kwargs["subsite_id"] not in {place.subsite_id for place in self.places}:
            raise PermissionDenied
        return get_object_or_404(self.policy.subsites, pk=self.kwargs["subsite_id"])

    def facts(self) -> dict[str, Any]:
        return super().facts() | {"subsite": self.subsite}

    def names(self) -> dict[str, str]:
        return super().names() | {"unit": self.subsite.unit.full_name}
