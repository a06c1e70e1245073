"""Each programme's form and role model become its first direction; the federal forms get their sides."""

from typing import Any

from django.db import migrations

# code: who mentors, whom; a side of pupils or students may be under 18. As the federal dictionary had them.
FORMS = {
    "pupil_pupil": ("pupil", "pupil", False),
    "teacher_teacher": ("teacher", "teacher", True),
    "student_pupil": ("student", "pupil", False),
    "employer_pupil": ("employer", "pupil", False),
    "employer_student": ("employer", "student", False),
    "teacher_pupil": ("teacher", "pupil", False),
    "educator_educator": ("teacher", "teacher", True),
}
YOUNG = ("pupil", "student")


def fill(apps: Any, schema_editor: Any) -> None:
    forms = apps.get_model("mentoring", "MentoringForm")
    for code, (mentor, mentee, has_labour_side) in FORMS.items():
        forms.objects.filter(code=code).update(
            mentor_kind=mentor,
            mentee_kind=mentee,
            mentor_may_be_minor=mentor in YOUNG,
            mentee_may_be_minor=mentee in YOUNG,
            has_labour_side=has_labour_side,
        )
    directions = apps.get_model("mentoring", "Direction")
    programmes = apps.get_model("mentoring", "Programme")
    directions.objects.bulk_create(
        directions(
            programme_id=programme.pk, form_id=programme.form_id, role_model_id=programme.role_model_id
        )
        for programme in programmes.objects.order_by("pk")
    )
    schema_editor.execute(
        "update mentoring_pair set direction_id = d.id"
        " from mentoring_direction d where d.programme_id = mentoring_pair.programme_id"
    )


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0005_directions")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
