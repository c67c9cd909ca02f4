"""Which of their columns is which of our fields? Guessed by name, said by the user, remembered."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from people.imports.models import ColumnMapping
from people.imports.reader import Table

FIELDS = {
    "employee_id": "Employee number",
    "first_name": "First name",
    "last_name": "Last name",
    "name": "Full name",
    "email": "E-mail",
    "hired_on": "First day",
    "left_on": "Left on",
    "title": "Title",
    "team": "Team",
    "location": "Location",
    "manager": "Manager",
}
CODED = ("title", "team", "location")

# Words that headings use, in the order in which they are tried; a heading is reduced to letters first, without accents.
WORDS = {
    "employee_id": """
        employeeid employeenumber employeeno empid empno personnelnumber personid staffid id number personalnummer
        personalnr persnr mitarbeiternummer mitarbeiternr workerid matricule legajo
    """,
    "first_name": "firstname givenname forename vorname prenom nombre nombres fname",
    "last_name": "lastname surname familyname nachname familienname nom apellido apellidos lname",
    "name": "name fullname displayname employeename employee",
    "email": "email emailaddress mail workemail emailadresse mailadresse eadresse courriel correo login username",
    "hired_on": """
        hiredon hiredate hired startdate start joined joiningdate dateofjoining originalhiredate eintritt eintrittsdatum
        eintrittam dateembauche datedembauche fechaingreso firstday since
    """,
    "left_on": """
        lefton leavedate terminationdate enddate exitdate left austritt austrittsdatum austrittam datedepart
        datededepart fechabaja lastworkingday lastday
    """,
    "title": """
        title jobtitle job jobid position role designation businesstitle jobname funktion titel stelle
        stellenbezeichnung poste puesto cargo
    """,
    "team": """
        team department departmentname departmentid dept unit division abteilung bereich orgunit orgeinheit equipe
        service equipo departamento group
    """,
    "location": "location office city site place standort arbeitsort ort lieu ubicacion workplace",
    "manager": """
        manager managerid managername manageremail reportsto supervisor supervisorid lead linemanager reportingmanager
        boss vorgesetzter vorgesetzte fuhrungskraft fuehrungskraft responsable jefe
    """,
}


def guess(columns: Iterable[str]) -> dict[str, str]:
    """Return their column -> our field: what was said about a heading before, else what its name suggests; each field once."""
    columns = list(columns)
    known = dict(ColumnMapping.objects.filter(column__in=[column.lower() for column in columns]).values_list("column", "field"))
    found: dict[str, str] = {}
    for column in columns:
        if (field := known.get(column.lower())) and field not in found.values():
            found[column] = field
    for field, words in WORDS.items():
        for word in words.split():
            match = next((column for column in columns if _letters(column) == word), None)
            if match and match not in found and match.lower() not in known and field not in found.values():
                found[match] = field
                break
    if "last_name" in found.values():
        found = {column: field for column, field in found.items() if field != "name"}
    return found


def _letters(heading: str) -> str:
    """Return the letters of a heading without accents: "Prénom *" is "prenom"."""
    return re.sub(r"[^a-z]", "", unicodedata.normalize("NFKD", heading.casefold()))


def remember(columns: Mapping[str, str]) -> None:
    """Remember what each column meant (heading -> our field), and which mean nothing to us (empty)."""
    rows = {column.lower()[:200]: ColumnMapping(column=column.lower()[:200], field=field) for column, field in columns.items()}
    ColumnMapping.objects.bulk_create(rows.values(), update_conflicts=True, unique_fields=["column"], update_fields=["field"])


def faults_of(mapping: Mapping[str, str], columns: Iterable[str]) -> list[str]:
    """Return what is wrong with a mapping, in words."""
    columns, faults = list(columns), []
    faults += [f"There is no column {column!r}. There are: {', '.join(columns)}." for column in mapping if column not in columns]
    faults += [
        f"There is no field {field!r}. There are: {', '.join(FIELDS)}." for field in mapping.values() if field not in FIELDS
    ]
    for field in set(mapping.values()):
        if list(mapping.values()).count(field) > 1:
            faults.append(f"Two columns are mapped to {field}.")
    if not {"last_name", "name"} & set(mapping.values()):
        faults.append("No column is mapped to last_name or name.")
    if not {"employee_id", "email"} & set(mapping.values()):
        faults.append("No column is mapped to employee_id or email: nothing says who is who.")
    return faults


def names_in(table: Table, column: str) -> dict[str, str]:
    """Return code -> name from a file of names.

    The codes stand in the column of the same heading, else in the first; the names in the first whose heading has "name" or "title",
    else in the second.
    """
    key = next((one for one in table.columns if one.lower() == column.lower()), table.columns[0])
    others = [one for one in table.columns if one != key]
    value = next((one for one in others if re.search("name|title", one.lower())), others[0] if others else key)
    return {record[key]: record[value] for _, record in table.records()}
