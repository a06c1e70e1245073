from django.urls import path

from nastavnik.registry.views import consents, editions, organisations, people

app_name = "registry"
urlpatterns = [
    path("organisations/", organisations.OrganisationList.as_view(), name="organisation_list"),
    path("organisations/<int:pk>/", organisations.OrganisationView.as_view(), name="organisation_view"),
    path(
        "organisations/<int:pk>/contingent/", organisations.ContingentEdit.as_view(), name="contingent_edit"
    ),
    path("people/<int:pk>/edit/", people.PersonEdit.as_view(), name="person_edit"),
    path("people/<int:pk>/consents/<slug:kind>/", consents.ConsentRecord.as_view(), name="consent_record"),
    path(
        "people/<int:pk>/consents/<slug:kind>/withdraw/",
        consents.ConsentWithdraw.as_view(),
        name="consent_withdraw",
    ),
    path("consents/<int:pk>/edit/", consents.ConsentEdit.as_view(), name="consent_edit"),
    path("consents/<int:pk>/remove/", consents.ConsentRemove.as_view(), name="consent_remove"),
    path("consents/<int:pk>/scan/", consents.ScanAttach.as_view(), name="scan_attach"),
    path("scans/<int:pk>/", consents.ScanView.as_view(), name="scan_view"),
    path("scans/<int:pk>/remove/", consents.ScanRemove.as_view(), name="scan_remove"),
    path("organisations/<int:pk>/consents/", editions.EditionList.as_view(), name="edition_list"),
    path(
        "organisations/<int:pk>/consents/settings/",
        editions.ConsentPolicyEdit.as_view(),
        name="consent_policy_edit",
    ),
    path(
        "organisations/<int:pk>/consents/<slug:kind>/",
        editions.EditionWrite.as_view(),
        name="edition_write",
    ),
]
