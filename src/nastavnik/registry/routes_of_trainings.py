"""Addresses of the training of mentors, curators and teachers."""

from django.urls import path

from nastavnik.registry.views import training_imports, trainings

TRAININGS = (
    path("trainings/", trainings.TrainingList.as_view(), name="training_list"),
    path("trainings/new/", trainings.TrainingAdd.as_view(), name="training_add"),
    path("trainings/<int:pk>/edit/", trainings.TrainingEdit.as_view(), name="training_edit"),
    path("trainings/<int:pk>/remove/", trainings.TrainingRemove.as_view(), name="training_remove"),
    path("trainings/import/", training_imports.TrainingFile.as_view(), name="training_file"),
    path(
        "trainings/import/template.xlsx",
        training_imports.TrainingTemplate.as_view(),
        name="training_template",
    ),
    path("trainings/import/<int:pk>/", training_imports.TrainingRun.as_view(), name="training_run"),
    path(
        "trainings/import/<int:pk>/columns/",
        training_imports.TrainingColumns.as_view(),
        name="training_columns",
    ),
    path("trainings/import/<int:pk>/write/", training_imports.TrainingWrite.as_view(), name="training_write"),
    path(
        "trainings/import/<int:pk>/discard/",
        training_imports.TrainingDiscard.as_view(),
        name="training_discard",
    ),
    path(
        "trainings/import/<int:pk>/remarks.xlsx",
        training_imports.TrainingRemarks.as_view(),
        name="training_remarks",
    ),
)
