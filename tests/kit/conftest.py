import pytest


@pytest.fixture(autouse=True)
def _addresses_of_the_kit(settings):
    settings.ROOT_URLCONF = "tests.kit.urls"
    settings.LOGIN_URL = "/sign-in/"
