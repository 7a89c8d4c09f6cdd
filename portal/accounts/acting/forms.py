"""Why somebody acts as another."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.acting.services import REASON_LENGTH


class ReasonForm(forms.Form):
    """The reason is written into the log, where the person can be shown it."""

    reason = forms.CharField(
        label=_("Reason"),
        min_length=5,
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("As in: The clerk is on leave and asked by telephone to correct the opening hours."),
    )
