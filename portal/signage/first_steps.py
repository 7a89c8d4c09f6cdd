"""What people do with boards: put a message on them."""

from django.utils.translation import gettext_lazy as _

from portal.core.desk.steps import Place, Step, registry
from portal.signage.messages.composing import add_address
from portal.signage.models import SignageIndexPage
from sites.enums import NetworkRole, Role


def write(place: Place) -> str | None:
    """Straight to an empty message below the section of boards."""
    index = place.page_of_kind(SignageIndexPage.kind_code)
    if index is None or not place.rights(index).can_add_subpage():
        return None
    return add_address(index)


registry.register(
    Step(
        "signage.write",
        order=40,
        label=_("Put a message on LED boards"),
        help_text=_("A few words, the days and times, the boards."),
        icon="desktop",
        roles=frozenset({Role.EDITOR, Role.PUBLISHER, NetworkRole.PROVINCE_EDITOR}),
        address=write,
    )
)
