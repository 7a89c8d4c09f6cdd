"""Blocks that more than one content type uses, and the stream field that keeps them out of migrations."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock

RICH_TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "hr", "link", "document-link"]


class PortalStreamField(StreamField):
    """A stream field whose blocks are not written into migrations: they change every week and
    the database column does not."""

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs


class LinkBlock(blocks.StructBlock):
    """A titled link to one of our pages or to another address."""

    title = blocks.CharBlock(label=_("Title"), max_length=80)
    note = blocks.CharBlock(label=_("One line below"), required=False, max_length=120)
    page = blocks.PageChooserBlock(label=_("Page of this portal"), required=False)
    url = blocks.URLBlock(label=_("Or an address elsewhere"), required=False)

    class Meta:
        icon = "link"
        label = _("Link")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("url")):
            message = _("Choose a page or write an address: one of the two.")
            raise blocks.StructBlockValidationError(block_errors={"page": ValidationError(message)})
        return cleaned


class PictureBlock(blocks.StructBlock):
    """A picture with its caption; the alternative text is obligatory (WCAG 1.1.1)."""

    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("What the picture shows"),
        max_length=250,
        help_text=_("One sentence for people who cannot see it."),
    )
    caption = blocks.CharBlock(label=_("Caption of the picture"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "core/blocks/picture.html"


class FileBlock(blocks.StructBlock):
    """A file to download, shown with its type and size."""

    file = DocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=250)

    class Meta:
        icon = "doc-full"
        label = _("File")
        template = "core/blocks/file.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"))
    speaker = blocks.CharBlock(label=_("Who said it"), required=False, max_length=120)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "core/blocks/quote.html"


class TextBlock(blocks.RichTextBlock):
    """Running text. Headings begin at the second level: the page's title is the first."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", RICH_TEXT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "core/blocks/text.html"


class ContactBlock(blocks.StaticBlock):
    """The agency's contact details, taken from the sub-site's own row."""

    class Meta:
        icon = "mail"
        label = _("Contact details")
        admin_text = _("Shows the contact details from Settings.")
        template = "core/blocks/contact.html"


class BodyBlock(blocks.StreamBlock):
    """The body of a page of text."""

    text = TextBlock()
    picture = PictureBlock()
    file = FileBlock()
    quote = QuoteBlock()
    contact = ContactBlock()
