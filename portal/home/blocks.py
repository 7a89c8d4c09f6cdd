"""What a home page is composed of. A block with nothing to show draws nothing."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.core.blocks import LinkBlock, PictureBlock, TextBlock
from portal.home.selectors import home_directory, newest_items, shared_parent_url, usual_tasks

ICONS = [
    ("file-text", _("Paper")),
    ("search", _("Magnifier")),
    ("message-square", _("Speech")),
    ("phone", _("Telephone")),
    ("map-pin", _("Place")),
    ("users", _("People")),
    ("baby", _("Child")),
    ("heart", _("Heart")),
    ("house", _("House")),
    ("id-card", _("Identity card")),
    ("store", _("Shop")),
    ("calendar", _("Calendar")),
    ("landmark", _("Office")),
    ("newspaper", _("News")),
]


class TaskBlock(LinkBlock):
    icon = blocks.ChoiceBlock(label=_("Icon"), choices=ICONS, default="file-text")

    class Meta:
        icon = "form"
        label = _("Something people come for")


class TasksBlock(blocks.StructBlock):
    """What people come for. Without own tasks: filing, looking up, asking, contact."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=80)
    tasks = blocks.ListBlock(
        TaskBlock(), label=_("What people come for"), default=[], max_num=12,
        help_text=_("Empty: the usual tasks are shown."),
    )  # fmt: skip

    class Meta:
        icon = "list-ul"
        label = _("What do you need to do?")
        template = "home/blocks/tasks.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        layout = context.get("layout")
        tasks = value["tasks"]
        request = context.get("request")
        if not tasks and layout is not None and request is not None:
            links = context["page"].links_by_purpose(request)
            tasks = usual_tasks(frame=request.frame, layout=layout, purpose_links=links)
        context["tasks"] = tasks
        return context


class NoticeBlock(blocks.StructBlock):
    """An urgent notice: plain text, dated. It leaves the page by itself on its last day."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), max_length=600)
    issued_on = blocks.DateBlock(label=_("Date of the notice"))
    last_day_on = blocks.DateBlock(label=_("Last day shown"))
    page = blocks.PageChooserBlock(label=_("Page with details"), required=False)

    class Meta:
        icon = "warning"
        label = _("Urgent notice")
        template = "home/blocks/notice.html"


class NewestBlock(blocks.StructBlock):
    """The newest items of this sub-site, the first with its picture."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    count = blocks.IntegerBlock(label=_("How many"), default=5, min_value=1, max_value=12)

    class Meta:
        icon = "list-ul"
        label = _("Newest items")
        template = "home/blocks/newest.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        page = context.get("page")
        items = newest_items(home=page, limit=value["count"]) if page else []
        context["items"] = items
        context["more_url"] = shared_parent_url(items=items, request=context.get("request"))
        return context


class DirectoryBlock(blocks.StructBlock):
    """The sub-sites below this one (province, district) with a search box."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)

    class Meta:
        icon = "site"
        label = _("Directory of sub-sites")
        template = "home/blocks/directory.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        request = context.get("request")
        context["groups"] = home_directory(frame=request.frame) if request else []
        return context


class TilesBlock(blocks.StructBlock):
    """Links as tiles: disclosure, guides, channels."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), min_num=1, max_num=12)

    class Meta:
        icon = "grip"
        label = _("Tiles")
        template = "home/blocks/tiles.html"


class ContactCardBlock(blocks.StaticBlock):
    class Meta:
        icon = "mail"
        label = _("Contact card")
        admin_text = _("Shows the contact details from Settings.")
        template = "home/blocks/contact_card.html"


class CardBlock(blocks.StructBlock):
    """A card of text in the side column."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=80)
    text = TextBlock()

    class Meta:
        icon = "doc-full"
        label = _("Card")
        template = "home/blocks/card.html"


class ChannelsBlock(blocks.StaticBlock):
    """Official channels, from the frame of the page."""

    class Meta:
        icon = "link-external"
        label = _("Official channels")
        admin_text = _("Shows the channels of the network.")
        template = "home/blocks/channels.html"


class BandBlock(blocks.StreamBlock):
    """Full-width parts of a home page."""

    tasks = TasksBlock()
    notice = NoticeBlock()
    tiles = TilesBlock()
    directory = DirectoryBlock()


class MainBlock(blocks.StreamBlock):
    """The main column."""

    newest = NewestBlock()
    text = TextBlock()
    picture = PictureBlock()


class SideBlock(blocks.StreamBlock):
    """The side column."""

    contact = ContactCardBlock()
    card = CardBlock()
    channels = ChannelsBlock()
