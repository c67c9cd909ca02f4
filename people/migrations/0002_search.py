"""On PostgreSQL: trigram indexes under the search for people.

The extension pg_trgm needs a right on the database that not everybody gives. Where it is refused, people are found all the same, only
by reading every row; `CREATE EXTENSION pg_trgm` by somebody who may, and `manage.py migrate people 0001 && manage.py migrate`, mend it.
"""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import TrigramExtension
from django.db import DatabaseError, migrations, models, transaction
from django.db.models.functions import Upper


def searched(name):
    """What `icontains` compares on PostgreSQL: UPPER(column)."""
    return OpClass(Upper(name), name="gin_trgm_ops")


INDEXES = {
    "employee": GinIndex(searched("first_name"), searched("last_name"), searched("email"), name="employee_search"),
    "placement": GinIndex(searched("title"), name="placement_search"),
    "team": GinIndex(searched("name"), name="team_search"),
}


def add(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=schema_editor.connection.alias):
            TrigramExtension().database_forwards("people", schema_editor, None, None)
    except DatabaseError:
        return
    for model, index in INDEXES.items():
        schema_editor.add_index(apps.get_model("people", model), index)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for index in INDEXES.values():
            schema_editor.execute(f"DROP INDEX IF EXISTS {index.name}")


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.RunPython(add, remove),
    ]
