from django.urls import path

from nastavnik.roadmaps.views import lists

app_name = "roadmaps"
urlpatterns = [
    path("roadmaps/", lists.RoadmapList.as_view(), name="roadmap_list"),
]
