"""First steps that belong to no content type: pages, approval, pictures, people, the site itself."""

from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from portal.accounts.users.permissions import policy_of_request
from portal.core.desk.steps import AnyRole, Place, Step, registry
from portal.core.menus.permissions import may_arrange_menu
from portal.core.models import Topic
from sites.enums import NetworkRole, Role
from sites.models import SubsiteContact
from sites.permissions import may_view_network


def _approval(place: Place) -> str:
    return reverse("site_reports:workflow_tasks") + "?status=in_progress"


def _approval_badge(place: Place) -> str:
    total = place.waiting.to_approve.total
    return (
        ngettext("%(n)d page waits for you", "%(n)d pages wait for you", total) % {"n": total}
        if total
        else ""
    )


def _drafts(place: Place) -> str | None:
    return f"{reverse('wagtailadmin_home')}#drafts" if place.waiting.drafts.total else None


def _drafts_badge(place: Place) -> str:
    total = place.waiting.drafts.total
    return ngettext("%(n)d draft of yours", "%(n)d drafts of yours", total) % {"n": total}


def _tree(place: Place) -> str | None:
    root = place.subsite.root_page
    return reverse("wagtailadmin_explore", args=[root.pk]) if _has_page_rights(place) else None


def _has_page_rights(place: Place) -> bool:
    tester = place.rights(place.subsite.root_page)
    return bool(tester.can_edit() or tester.can_add_subpage())


def _home_page(place: Place) -> str | None:
    home = next((page for page in place.pages if page.depth == place.subsite.root_page.depth + 1), None)
    if home is None or not place.rights(home).can_edit():
        return None
    return reverse("wagtailadmin_pages:edit", args=[home.pk])


def _history(place: Place) -> str | None:
    return reverse("site_reports:site_history") if _has_page_rights(place) else None


def _upload(model: type, name: str, place: Place) -> str | None:
    policy = policy_registry.get_by_type(model)
    return reverse(name) if policy.user_has_permission(place.user, "add") else None


def _people(place: Place) -> str | None:
    return reverse("site_users:index") if policy_of_request(place.request).may_enter else None


def _menu(place: Place) -> str | None:
    site_id = place.subsite.site_id
    return reverse("site_menu:arrange", args=[site_id]) if may_arrange_menu(place.request, site_id) else None


def _contact(place: Place) -> str | None:
    policy = policy_registry.get_by_type(SubsiteContact)
    if not policy.user_has_permission_for_instance(place.user, "change", place.subsite.site):
        return None
    return reverse("wagtailsettings:edit", args=["portal_sites", "subsitecontact", place.subsite.site_id])


def _topics(place: Place) -> str | None:
    if not place.user.has_perm("core.change_topic"):
        return None
    return reverse(Topic.snippet_viewset.get_url_name("list"))  # type: ignore[attr-defined]


def _network(place: Place) -> str | None:
    return reverse("portal_sites:index") if may_view_network(place.user) else None


def _step(
    key: str,
    order: int,
    icon: str,
    words: tuple[Promise, Promise],
    roles: Iterable[AnyRole],
    address: Callable[[Place], str | None],
    badge: Callable[[Place], str] = lambda place: "",
) -> None:
    label, help_text = words
    registry.register(Step(f"core.{key}", order, label, help_text, icon, frozenset(roles), address, badge))


_step(
    "approve",
    10,
    "check",
    (_("Approve what has been sent"), _("Read it, then approve it or send it back with a comment.")),
    (Role.EDITOR, Role.SECRETARY, Role.PUBLISHER, Role.SITE_ADMIN),
    _approval,
    _approval_badge,
)
_step(
    "drafts",
    30,
    "draft",
    (_("Go on with your drafts"), _("What you have begun and not yet sent for approval.")),
    (Role.CONTRIBUTOR, Role.EDITOR, Role.RECORDS_CLERK, NetworkRole.PROVINCE_EDITOR),
    _drafts,
    _drafts_badge,
)
_step(
    "people",
    40,
    "group",
    (_("Look after your colleagues"), _("Add a colleague, give roles, send a link for a new password.")),
    (Role.SITE_ADMIN, NetworkRole.PROVINCE_ADMIN),
    _people,
)
_step(
    "network",
    45,
    "site",
    (
        _("See the sites of the network"),
        _("Every site with its address; the province's administrators make new ones."),
    ),
    tuple(NetworkRole),
    _network,
)
_step(
    "topics",
    46,
    "tag",
    (_("Keep the list of topics"), _("All sites of the province sort their articles by it.")),
    (NetworkRole.PROVINCE_ADMIN, NetworkRole.PROVINCE_EDITOR),
    _topics,
)
_step(
    "menu",
    50,
    "bars",
    (_("Arrange the menu"), _("Which sections stand in the menu of the site, and in which order.")),
    (Role.SITE_ADMIN,),
    _menu,
)
_step(
    "contact",
    60,
    "mail",
    (
        _("Correct the contact details"),
        _("Address, telephone and the person responsible, at the foot of every page."),
    ),
    (Role.SITE_ADMIN,),
    _contact,
)
_step(
    "home_page",
    65,
    "home",
    (_("Change the home page"), _("Its blocks, their order and what stands in them.")),
    (Role.PUBLISHER, NetworkRole.PROVINCE_EDITOR),
    _home_page,
)
_step(
    "tree",
    70,
    "folder-open-inverse",
    (_("Find a page of the site"), _("All pages in their order: open one to read, change or move it.")),
    (Role.EDITOR, Role.SECRETARY, Role.PUBLISHER),
    _tree,
)
_step(
    "pictures",
    80,
    "image",
    (_("Upload pictures"), _("Several at once; say what each shows.")),
    (Role.CONTRIBUTOR, Role.EDITOR, Role.RECORDS_CLERK, Role.QA_OFFICER),
    lambda place: _upload(get_image_model(), "wagtailimages:add_multiple", place),
)
_step(
    "files",
    85,
    "doc-full-inverse",
    (_("Upload files"), _("Forms, plans and decisions, as PDF or Office files.")),
    (Role.CONTRIBUTOR, Role.RECORDS_CLERK, Role.QA_OFFICER),
    lambda place: _upload(get_document_model(), "wagtaildocs:add_multiple", place),
)
_step(
    "aging",
    95,
    "time",
    (_("See what has not been changed for long"), _("The oldest pages first: are they still right?")),
    (Role.SECRETARY, NetworkRole.AUDITOR),
    lambda place: reverse("wagtailadmin_reports:aging_pages") if _has_page_rights(place) else None,
)
_step(
    "history",
    100,
    "history",
    (_("See who has changed what"), _("The history of all pages, with names and times.")),
    (Role.SECRETARY, Role.PUBLISHER, NetworkRole.PROVINCE_ADMIN, NetworkRole.AUDITOR),
    _history,
)
_step(
    "site",
    110,
    "view",
    (_("See the site as readers see it"), _("Opens the home page of the site.")),
    (Role.CONTRIBUTOR, Role.RECORDS_CLERK, Role.QA_OFFICER, NetworkRole.AUDITOR),
    lambda place: f"{place.subsite.site.root_url}/",
)
_step(
    "security",
    120,
    "key",
    (_("Keep your account safe"), _("Password, second step of signing in, and your devices.")),
    (Role.QA_OFFICER, NetworkRole.AUDITOR),
    lambda place: reverse("mfa_index"),
)
_step(
    "account",
    130,
    "user",
    (_("Set up your account"), _("Your name, the language of these screens, and which letters you get.")),
    (Role.QA_OFFICER,),
    lambda place: reverse("wagtailadmin_account"),
)
