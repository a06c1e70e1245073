"""A remark and an agreement name the owner of the map as well: both sides see them."""

import django.db.models.deletion
from django.db import migrations, models

FILL = """
update {table} talk set owner_id = map.owner_id
from roadmaps_edition edition join roadmaps_roadmap map on map.id = edition.roadmap_id
where edition.id = talk.edition_id;
set constraints all immediate;
"""
TALKS = (("remark", "roadmaps_remark"), ("concurrence", "roadmaps_concurrence"))


def _owner(*, null: bool) -> models.ForeignKey:
    return models.ForeignKey(
        null=null,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="registry.organisation",
        verbose_name="чья карта",
    )


class Migration(migrations.Migration):
    dependencies = [("roadmaps", "0006_document_kind")]

    operations = [
        operation
        for model, table in TALKS
        for operation in (
            migrations.AddField(model, "owner", _owner(null=True)),
            migrations.RunSQL(FILL.format(table=table), migrations.RunSQL.noop),
            migrations.AlterField(model, "owner", _owner(null=False)),
        )
    ]
