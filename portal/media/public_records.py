"""Records besides pages whose pictures and files are everybody's to see: the look of a site.

Nothing is public by accident: a model that is not named here keeps its pictures and files private.
"""

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model

_models: list[type[Model]] = []


def register_public_record(model: type[Model]) -> None:
    """Everything rows of `model` refer to is public. Raises ImproperlyConfigured when named twice."""
    if model in _models:
        raise ImproperlyConfigured(f"{model._meta.label} is a public record already.")
    _models.append(model)


def public_records() -> tuple[type[Model], ...]:
    return tuple(_models)
