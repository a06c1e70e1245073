"""All addresses of the product, room by room."""

from django.urls import include, path

urlpatterns = [
    path("", include("nastavnik.desk.urls")),
    path("", include("nastavnik.access.urls")),
    path("", include("nastavnik.public.urls")),
    path("", include("nastavnik.kit.urls")),
    path("", include("nastavnik.registry.urls")),
    path("", include("nastavnik.notices.urls")),
    path("", include("nastavnik.surveys.urls")),
    path("", include("nastavnik.mentoring.urls")),
    path("", include("nastavnik.roadmaps.urls")),
    path("", include("nastavnik.papers.urls")),
    path("", include("nastavnik.monitoring.urls")),
]

handler400 = "nastavnik.kit.pages.errors.bad_request"
handler403 = "nastavnik.kit.pages.errors.denied"
handler404 = "nastavnik.kit.pages.errors.not_found"
handler500 = "nastavnik.kit.pages.errors.server_error"
