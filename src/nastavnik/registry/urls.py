from django.urls import path

from nastavnik.registry.views import organisations, people

app_name = "registry"
urlpatterns = [
    path("organisations/", organisations.OrganisationList.as_view(), name="organisation_list"),
    path("organisations/<int:pk>/", organisations.OrganisationView.as_view(), name="organisation_view"),
    path(
        "organisations/<int:pk>/contingent/", organisations.ContingentEdit.as_view(), name="contingent_edit"
    ),
    path("people/<int:pk>/edit/", people.PersonEdit.as_view(), name="person_edit"),
    path("consents/<int:pk>/remove/", people.ConsentRemove.as_view(), name="consent_remove"),
]
