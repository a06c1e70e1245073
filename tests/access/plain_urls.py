"""An address without any page class: what somebody might add in a hurry."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse("открыто всем")


urlpatterns = [path("plain/", plain), path("", include("nastavnik.config.urls"))]
