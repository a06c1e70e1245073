"""Address of the desk."""

from django.urls import path

from nastavnik.desk.views import DeskView

app_name = "desk"
urlpatterns = [path("", DeskView.as_view(), name="desk_view")]
