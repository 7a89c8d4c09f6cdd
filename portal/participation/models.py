"""Forms a clerk puts together, and what citizens send through them."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    TitleFieldPanel,
)
from wagtail.contrib.forms.models import AbstractFormField, AbstractFormSubmission, FormMixin
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from portal.core.blocks import BodyBlock, PortalStreamField
from portal.core.models import PortalPage
from portal.participation.addresses import validate_addresses
from portal.participation.enums import Autofill, FieldType
from portal.participation.form_builder import CitizenFormBuilder
from portal.participation.forms import FormPageForm
from portal.participation.guards import fresh_guard
from portal.participation.views import form_response, notice_of
from sites.slugs import vietnamese_slug

LONGEST_RETENTION_DAYS = 3650
# Columns of the list of submissions that no field may take the name of.
OWN_COLUMNS = frozenset({"reference", "submit_time"})


class FormField(TranslatableMixin, AbstractFormField):
    """One field of a form. Its name in stored data stays the same in every language."""

    page = ParentalKey("participation.FormPage", on_delete=models.CASCADE, related_name="form_fields")
    field_type = models.CharField(_("kind of field"), max_length=16, choices=FieldType.choices)
    field_type.required_on_save = True  # type: ignore[attr-defined] # Wagtail's preview builds the form of it
    autofill = models.CharField(
        _("what a browser may fill in"),
        max_length=20,
        choices=Autofill.choices,
        default=Autofill.NONE,
        blank=True,
        help_text=_("When the field asks for a fact about the sender, say which: people type less."),
    )
    choices = models.TextField(
        _("answers to choose from"), blank=True, help_text=_("For lists only: one answer a line.")
    )

    translatable_fields = [
        TranslatableField("label"),
        TranslatableField("help_text"),
        TranslatableField("choices"),
        TranslatableField("default_value"),
        SynchronizedField("clean_name"),
        SynchronizedField("field_type"),
        SynchronizedField("required"),
        SynchronizedField("autofill"),
    ]

    panels = [
        FieldPanel("label"),
        FieldPanel("field_type", classname="formbuilder-type", required_on_save=True),
        FieldPanel("required"),
        FieldPanel("help_text"),
        FieldPanel("choices", classname="formbuilder-choices"),
        FieldPanel("autofill"),
    ]

    class Meta(TranslatableMixin.Meta, AbstractFormField.Meta):
        verbose_name = _("field of a form")
        verbose_name_plural = _("fields of a form")

    def __str__(self) -> str:
        return self.label

    def get_field_clean_name(self) -> str:
        """The name in stored data: letters, digits and underscores, never one of our own columns."""
        name = vietnamese_slug(self.label).replace("-", "_")
        return f"o_{name}" if not name or name[0].isdigit() or name in OWN_COLUMNS else name


class FormPage(FormMixin, PortalPage):
    """A form citizens fill in.

    What the Law on Personal Data Protection (91/2025/QH15) asks to be said before anything is
    sent stands in `purpose` and `retention_days`; both are shown above the button.
    """

    kind_code = "participation.form"
    base_form_class = FormPageForm
    form_builder = CitizenFormBuilder

    body = PortalStreamField(BodyBlock(), blank=True, verbose_name=_("Text above the form"))
    thanks = models.TextField(
        _("text after sending"),
        blank=True,
        max_length=1000,
        help_text=_("Empty: a word of thanks. The reference number is always shown."),
    )
    to_address = models.CharField(
        _("who is told by e-mail"),
        max_length=500,
        blank=True,
        validators=[validate_addresses],
        help_text=_("Addresses of colleagues, separated by commas. The letter holds no personal data."),
    )
    opens_on = models.DateField(_("open from"), null=True, blank=True)
    closes_on = models.DateField(_("open until"), null=True, blank=True, help_text=_("This day included."))
    purpose = models.TextField(
        _("what the data are for"),
        max_length=500,
        help_text=_("One sentence, for example: to receive and answer your letter."),
    )
    retention_days = models.PositiveSmallIntegerField(
        _("days the data are kept"),
        default=365,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_RETENTION_DAYS)],
        help_text=_("After that they are deleted."),
    )

    override_translatable_fields = [SynchronizedField("to_address")]

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    content_panels = [
        TitleFieldPanel("title"),
        FieldPanel("summary"),
        FieldPanel("body"),
        InlinePanel("form_fields", heading=_("Fields of the form"), label=_("Field"), min_num=1),
        MultiFieldPanel(
            [
                HelpPanel(
                    content=_(
                        "Shown above the button, as the Law on Personal Data Protection asks. "
                        "Ask only for what you need."
                    )
                ),
                FieldPanel("purpose"),
                FieldPanel("retention_days"),
            ],
            heading=_("Personal data"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")])], heading=_("When it is open")
        ),
        MultiFieldPanel([FieldPanel("thanks"), FieldPanel("to_address")], heading=_("After sending")),
    ]

    class Meta:
        verbose_name = _("form")
        verbose_name_plural = _("forms")

    def clean(self) -> None:
        super().clean()
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            raise ValidationError({"closes_on": _("The last day lies before the first.")})

    def is_open_on(self, day: date) -> bool:
        return (self.opens_on is None or self.opens_on <= day) and (
            self.closes_on is None or day <= self.closes_on
        )

    def get_submission_class(self) -> "type[Submission]":
        return Submission

    def get_data_fields(self) -> list[tuple[str, Any]]:
        """As Wagtail's; a box to agree has a whole sentence for its label."""
        fields: list[tuple[str, Any]] = super().get_data_fields()
        boxes = {row.clean_name for row in self.form_fields.all() if row.field_type == FieldType.CONSENT}
        named = [(name, _("Agreed") if name in boxes else label) for name, label in fields]
        return [("reference", _("Reference number")), *named]

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        context: dict[str, Any] = super().get_preview_context(request, mode_name)
        return context | {"guard": fresh_guard(self, request), "notice": notice_of(self)}

    def render_landing_page(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page after sending, as a preview shows it."""
        context = self.get_context(request) | {"reference": "A1B2-C3D4"}
        return TemplateResponse(request, self.landing_page_template, context)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return form_response(request, self)


class Submission(AbstractFormSubmission):
    """What one citizen sent. `kept_until` is the last day that was promised when it was sent,
    `notice` the words that were agreed to."""

    reference = models.CharField(_("reference number"), max_length=9, unique=True)
    submit_time = models.DateTimeField(_("submit time"), db_index=True)
    kept_until = models.DateField(_("kept until"), db_index=True)
    notice = models.TextField(_("what was agreed to"), blank=True)

    # Its data belong on no screen that lists where a page is used.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")

    def __str__(self) -> str:
        return self.reference

    def get_data(self) -> dict[str, Any]:
        data: dict[str, Any] = super().get_data()
        return data | {"reference": self.reference}
