"""Forms of the sign-in: allauth's, with our words, and answers that betray nothing."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.core import context
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.services import password_reset_mail

_rules = lazy(password_validators_help_text_html, str)
# A code stays valid for its own half minute and the one before and after (MFA_TOTP_TOLERANCE).
CODE_LIFETIME = 120


def _own_words(form: forms.Form, labels: dict[str, Any]) -> None:
    for name, label in labels.items():
        field = form.fields[name]
        field.label = label
        field.widget.attrs.pop("placeholder", None)
        field.help_text = ""


class SignInForm(account_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _own_words(self, {"login": gettext_lazy("User name"), "password": gettext_lazy("Password")})
        self.fields["login"].widget.attrs |= {
            "autocapitalize": "none",
            "spellcheck": "false",
            "autofocus": True,
        }


class PasswordResetForm(account_forms.ResetPasswordForm):
    """Takes as long, and says as much, whether the address is somebody's or nobody's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _own_words(self, {"email": gettext_lazy("E-mail address")})

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"])

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email = str(self.cleaned_data["email"])
        password_reset_mail(request=request, email=email)
        return email


class NewPasswordMixin:
    fields: dict[str, forms.Field]

    def _new_password_words(self) -> None:
        labels = {"password1": gettext_lazy("New password"), "password2": gettext_lazy("New password, again")}
        _own_words(self, labels)  # type: ignore[arg-type]
        self.fields["password1"].help_text = _rules()

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = forms.Form.clean(self) or {}  # type: ignore[arg-type]
        first, second = data.get("password1"), data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords are not the same."))  # type: ignore[attr-defined]
        return data


class NewPasswordForm(NewPasswordMixin, account_forms.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._new_password_words()


class PasswordChangeForm(NewPasswordMixin, account_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _own_words(self, {"oldpassword": gettext_lazy("Current password")})
        self._new_password_words()


class ReauthenticateForm(account_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _own_words(self, {"password": gettext_lazy("Password")})


class CodeMixin:
    """A code counts once, and a name that is shut out stays shut out here too."""

    fields: dict[str, forms.Field]
    user: Any

    def _code_words(self, label: Any) -> None:
        _own_words(self, {"code": label})  # type: ignore[arg-type]
        self.fields["code"].widget.attrs |= {
            "inputmode": "numeric",
            "autocomplete": "one-time-code",
            "maxlength": "20",
            "autofocus": True,
        }

    def clean_code(self) -> str:
        request = context.request
        if AxesProxyHandler.is_locked(request, {"username": self.user.get_username()}):
            request.axes_locked_out = True
            request.axes_credentials = {"username": self.user.get_username()}
            raise ValidationError(_("Too many failed attempts. Try again later."))
        code = str(super().clean_code())  # type: ignore[misc]
        found = getattr(self, "authenticator", None)
        is_recovery = found is not None and found.type == Authenticator.Type.RECOVERY_CODES
        if not is_recovery and not cache.add(
            f"second-factor:{self.user.pk}:{code.strip()}", 1, CODE_LIFETIME
        ):
            raise ValidationError(_("This code has been used. Wait for the next one."))
        return code


class SecondFactorForm(CodeMixin, mfa_forms.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._code_words(gettext_lazy("Code of the app, or a recovery code"))


class SecondFactorAgainForm(CodeMixin, mfa_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._code_words(gettext_lazy("Code of the app, or a recovery code"))


class EnrolForm(CodeMixin, totp_forms.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._code_words(gettext_lazy("Six digits that the app shows"))
