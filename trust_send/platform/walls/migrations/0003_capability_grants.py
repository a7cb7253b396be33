from django.db import migrations

from trust_send.platform.walls.policies import unwalled


class Migration(migrations.Migration):
    """A link is found before anyone knows its trust: outside the walls, holding no name."""

    dependencies = [("walls", "0002_capability")]
    operations = [unwalled("walls_capability", grants="SELECT, INSERT, UPDATE")]
