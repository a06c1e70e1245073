"""Addresses for the tests of pages: those of the kit alone."""

from django.urls import include, path

urlpatterns = [path("", include("nastavnik.kit.urls"))]
