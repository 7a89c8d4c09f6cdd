"""What a visitor chose: text size and contrast, kept in a cookie of the sub-site.

Values outside the known ones count as not chosen, so a cookie can never widen the set of kept
pages.
"""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from themes.enums import TextSize

TEXT_SIZE_COOKIE = "co_chu"
CONTRAST_COOKIE = "tuong_phan"
_YEAR_SECONDS = 365 * 24 * 3600


@dataclass(frozen=True)
class Preferences:
    text_size: str = TextSize.NORMAL.value
    high_contrast: bool = False

    @property
    def key(self) -> str:
        """Short text that tells two looks of one page apart."""
        return f"{self.text_size}{'+' if self.high_contrast else ''}"


def preferences_of(request: HttpRequest) -> Preferences:
    size = request.COOKIES.get(TEXT_SIZE_COOKIE, "")
    return Preferences(
        text_size=size if size in TextSize.values else TextSize.NORMAL.value,
        high_contrast=request.COOKIES.get(CONTRAST_COOKIE) == "1",
    )


def keep_preferences(response: HttpResponse, preferences: Preferences, *, secure: bool) -> None:
    for name, value in (
        (TEXT_SIZE_COOKIE, preferences.text_size),
        (CONTRAST_COOKIE, "1" if preferences.high_contrast else "0"),
    ):
        response.set_cookie(name, value, max_age=_YEAR_SECONDS, secure=secure, httponly=True, samesite="Lax")
