"""The first wall: whatever is not sign-in asks to sign in, even a view that is no page of the kit."""

import pytest
from django.test import Client, override_settings

from tests.access.plain_urls import urlpatterns
from tests.house_of_people import House

pytestmark = pytest.mark.django_db


@override_settings(ROOT_URLCONF="tests.access.plain_urls")
def test_view_that_forgot_everything_is_closed(house: House) -> None:
    assert urlpatterns
    response = Client().get("/plain/")
    assert (response.status_code, response.headers.get("Location", "")) == (302, "/sign-in/?next=/plain/")


@override_settings(ROOT_URLCONF="tests.access.plain_urls")
def test_it_opens_to_whoever_has_signed_in(house: House) -> None:
    client = Client()
    client.force_login(house.accounts["svetlana"])
    assert client.get("/plain/").content.decode() == "открыто всем"
