"""Two indexes that nothing needs: others begin with the article, and a link's key is that of its mention."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_own_words")]
    operations = [
        migrations.AlterField(
            model_name="relatedlink",
            name="article",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="related_links",
                to="articles.article",
            ),
        ),
        migrations.AlterField(
            model_name="relatedlink",
            name="key",
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
    ]
