"""What a process of the web or a worker makes sure of before it serves anybody."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import connection

from nastavnik.kit.walls import protected_tables


@register(Tags.database)
def walls_stand(databases: Any = None, **kwargs: Any) -> list[Error]:
    """The login is no superuser, has no BYPASSRLS and owns nothing; every protected table has its wall; letters compare."""
    if not databases or settings.DATABASE_ROLE == "owner":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "select rolsuper, rolbypassrls, (select count(*) from pg_class where relowner = r.oid)"
            " from pg_roles r where rolname = session_user"
        )
        superuser, bypasses, owns = cursor.fetchone()
        cursor.execute(
            "select relname from pg_class where relkind = 'r' and relname = any(%s) and not relrowsecurity",
            [sorted(protected_tables())],
        )
        bare = [row[0] for row in cursor.fetchall()]
        cursor.execute("select lower('ИВАНОВА') = 'иванова'")
        compares = cursor.fetchone()[0]
    said = []
    if superuser or bypasses:
        said.append(
            Error(
                "Учётная запись базы данных — суперпользователь или обходит защиту строк.", id="access.E001"
            )
        )
    if owns:
        said.append(
            Error("Учётная запись базы данных владеет таблицами: нужна роль без владения.", id="access.E002")
        )
    if bare:
        said.append(
            Error(f"Без защиты строк: {', '.join(bare)}. Выполните nastavnik migrate.", id="access.E003")
        )
    if not compares:
        said.append(
            Error("База данных не сравнивает русские буквы: нужна кодировка UTF-8.", id="access.E004")
        )
    return said


def refuse_to_serve_without_walls() -> None:
    """Ends the process, with sentences, where the web's login could look over the walls; called before the first request."""
    errors = walls_stand(databases=["default"])
    if errors:
        raise SystemExit("\n".join(error.msg for error in errors))
