"""Addresses of figures."""

from django.urls import path

from nastavnik.monitoring.views import FigureList, FigureView, TargetEdit

app_name = "monitoring"
urlpatterns = [
    path("figures/", FigureList.as_view(), name="figure_list"),
    path("figures/<int:node>/<slug:code>/", FigureView.as_view(), name="figure_view"),
    path("figures/<int:node>/<slug:code>/target/", TargetEdit.as_view(), name="target_edit"),
]
