"""The form below a procedure. It needs no script, no cookie and no sign-in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.procedures.enums import RatingAspect, RatingGrade


class RatingForm(forms.Form):
    """One field for each aspect, named like it in lower case; only the overall grade is asked for.

    `website` is a trap: people do not see it, programs fill it in.
    """

    website = forms.CharField(required=False, max_length=200)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for aspect in RatingAspect:
            self.fields[aspect.value.lower()] = forms.ChoiceField(
                label=aspect.label,
                choices=RatingGrade.choices,
                required=aspect == RatingAspect.OVERALL,
                error_messages={
                    "required": _("Please choose one of the three grades."),
                    "invalid_choice": _("Please choose one of the three grades."),
                },
            )

    @property
    def is_trapped(self) -> bool:
        return bool(self.cleaned_data.get("website"))

    @property
    def grades(self) -> dict[str, str]:
        """Aspects that were rated, with their grades. After `is_valid`."""
        found = {aspect.value: self.cleaned_data.get(aspect.value.lower()) for aspect in RatingAspect}
        return {aspect: grade for aspect, grade in found.items() if grade}
