"""Who sends the forms."""

import pytest

from sites.enums import Role


@pytest.fixture
def sign_in(client, django_user_model, network):
    def _sign_in(place: str, role: Role = Role.PUBLISHER):
        user, _created = django_user_model.objects.get_or_create(username=f"{place}-{role}".lower())
        user.groups.add(network[place].roles.get(role=role).group)
        client.force_login(user)
        client.defaults["HTTP_HOST"] = network[place].site.hostname
        return client

    return _sign_in
