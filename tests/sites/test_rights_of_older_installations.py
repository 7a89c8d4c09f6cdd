"""Rights on what a release brought reach groups that were made before it."""

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command

from sites.enums import NetworkRole
from sites.models import NetworkGroup
from sites.rights import network_rights_complete, network_roles_ensure

pytestmark = pytest.mark.django_db


def rights_on_bets(role):
    held = NetworkGroup.objects.get(role=role).group.permissions
    return set(held.filter(content_type__model="bestbet").values_list("codename", flat=True))


def test_migrating_gives_what_is_missing():
    network_roles_ensure()
    expected = {role: rights_on_bets(role) for role in NetworkRole}
    assert expected[NetworkRole.PROVINCE_ADMIN] >= {"add_bestbet", "change_bestbet", "view_bestbet"}
    Permission.objects.filter(content_type__model="bestbet").delete()
    assert rights_on_bets(NetworkRole.PROVINCE_ADMIN) == set()
    call_command("migrate", verbosity=0)
    assert {role: rights_on_bets(role) for role in NetworkRole} == expected


def test_nothing_is_taken_away_and_a_second_time_gives_nothing():
    network_roles_ensure()
    assert network_rights_complete() == 0
    group = NetworkGroup.objects.get(role=NetworkRole.AUDITOR).group
    extra = Permission.objects.get(codename="add_group", content_type__app_label="auth")
    group.permissions.add(extra)
    group.permissions.remove(group.permissions.get(codename="view_bestbet"))
    assert network_rights_complete() == 1
    assert group.permissions.filter(pk=extra.pk).exists()
