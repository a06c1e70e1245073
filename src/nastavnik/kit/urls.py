"""Addresses of the kit itself."""

from django.urls import path

from nastavnik.kit.pages.gallery import GalleryPage
from nastavnik.kit.pages.vision import VisionSwitch

app_name = "kit"

urlpatterns = [
    path("vision/", VisionSwitch.as_view(), name="vision_switch"),
    path("gallery/", GalleryPage.as_view(), name="gallery"),
]
