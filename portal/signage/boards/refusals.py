"""What machines are told when they are refused: JSON with a code and a sentence in Vietnamese."""

from collections.abc import Mapping

from django.http import JsonResponse


class Refused(Exception):
    """Raised anywhere below an endpoint; answered as `{"error": code, "message": message}`."""

    def __init__(
        self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = dict(headers or {})


def refusal_response(refused: Refused) -> JsonResponse:
    """Never kept by anybody on the way."""
    response = JsonResponse(
        {"error": refused.code, "message": refused.message},
        status=refused.status,
        headers={"Cache-Control": "no-store"} | refused.headers,
        json_dumps_params={"ensure_ascii": False},
    )
    return response
