"""The journal keeps ids, verbs and names of fields, never values: the extract to the act is made of it."""

from nastavnik.journal.models import Entry
from nastavnik.kit.erasing import untouched

untouched(Entry, "ids of records and accounts, never values: the proof that data were destroyed")
