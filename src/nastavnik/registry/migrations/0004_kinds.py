from typing import Any

from django.db import migrations


def _turn_words_into_entries(apps: Any, schema_editor: Any) -> None:
    """The kind of an organisation was free text: each text becomes an entry of the dictionary."""
    from nastavnik.rulebook.organisations import KINDS, kind_code_of

    organisation = apps.get_model("registry", "Organisation")
    kind = apps.get_model("registry", "OrganisationKind")
    labels = {entry.code: entry.label for entry in KINDS}
    texts = organisation.objects.exclude(kind_text="").values_list("kind_text", flat=True).distinct()
    for number, text in enumerate(sorted(set(texts))):
        code = kind_code_of(text) or f"own-{number}"
        entry, _ = kind.objects.get_or_create(code=code, defaults={"label": labels.get(code, text)})
        organisation.objects.filter(kind_text=text).update(kind=entry)


class Migration(migrations.Migration):
    dependencies = [("registry", "0003_organisations_partners_people")]

    operations = [
        migrations.RunPython(_turn_words_into_entries, migrations.RunPython.noop),
        migrations.RunSQL("set constraints all immediate", migrations.RunSQL.noop),
        migrations.RemoveField(model_name="organisation", name="kind_text"),
    ]
