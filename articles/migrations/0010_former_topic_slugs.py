"""Remember which addresses topics had before."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0009_orders"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormerTopicSlug",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.CharField(max_length=220, unique=True, verbose_name="slug")),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_slugs",
                        to="articles.topic",
                    ),
                ),
            ],
            options={
                "verbose_name": "former slug of a topic",
                "verbose_name_plural": "former slugs of topics",
            },
        ),
    ]
