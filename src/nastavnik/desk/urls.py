"""Addresses of the desk."""

from django.urls import path

from nastavnik.desk.views import BackupList, DeskView

app_name = "desk"
urlpatterns = [
    path("", DeskView.as_view(), name="desk_view"),
    path("backups/", BackupList.as_view(), name="backup_list"),
]
