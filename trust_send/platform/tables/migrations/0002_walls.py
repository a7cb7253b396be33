from django.db import migrations

from trust_send.platform.walls.policies import SCHOOL_SIGHT, identity, same_trust, walled


class Migration(migrations.Migration):
    dependencies = [("tables", "0001_initial"), ("schools", "0002_walls")]
    operations = [
        identity("tables_tableimport"),
        walled("tables_tableimport", staff=SCHOOL_SIGHT),
        same_trust("tables_tableimport", "school_id", "schools_school"),
        walled("tables_importrow", staff=SCHOOL_SIGHT),
        same_trust("tables_importrow", "school_id", "schools_school"),
        same_trust("tables_importrow", "table_id", "tables_tableimport", on_delete="CASCADE"),
        walled("tables_mapping", staff=SCHOOL_SIGHT),
        same_trust("tables_mapping", "school_id", "schools_school"),
    ]
