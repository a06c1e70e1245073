import pytest
from django.core.exceptions import EmptyResultSet

from nastavnik.kit.lookups import FEW
from nastavnik.registry.models import Contingent, Organisation
from tests import factories

MANY = range(10_000, 10_000 + FEW + 1)


@pytest.fixture
def nodes(db):
    with factories.owning():
        return [
            Organisation.objects.create(level="region", short_name=f"Область {n}", full_name=f"Область {n}")
            for n in range(3)
        ]


def test_many_numbers_are_one_parameter():
    sql, params = Organisation.objects.filter(pk__in=MANY[:-1]).query.sql_with_params()
    assert len(params) == FEW
    sql, params = Organisation.objects.filter(pk__in=list(MANY)).query.sql_with_params()
    assert "= ANY(%s::bigint[])" in sql
    assert params == ("{" + ",".join(map(str, MANY)) + "}",)
    sql, params = Contingent.objects.filter(institution_id__in=frozenset(MANY)).query.sql_with_params()
    assert '"institution_id" = ANY(%s::bigint[])' in sql
    assert len(params) == 1


def test_many_numbers_find_the_same_rows(nodes):
    first, second, third = nodes
    wanted = [first.pk, None, third.pk, *MANY, *MANY]
    assert set(Organisation.objects.filter(pk__in=wanted)) == {first, third}
    assert set(Organisation.objects.exclude(pk__in=wanted)) == {second}
    with factories.owning():
        second.parent = first
        second.save()
    assert set(Organisation.objects.filter(parent__in=wanted)) == {second}
    assert set(Organisation.objects.filter(parent__pk__in=wanted)) == {second}
    # Django's `exclude` keeps those that have no parent at all.
    assert set(Organisation.objects.exclude(parent__in=wanted)) == {first, third}


def test_many_objects_words_and_wrong_values_go_the_usual_way(nodes):
    objects = [*nodes, *(Organisation(pk=n) for n in MANY)]
    assert Organisation.objects.filter(parent__in=objects).count() == 0
    words = [str(node.pk) for node in nodes] + [str(n) for n in MANY]
    assert set(Organisation.objects.filter(pk__in=words)) == set(nodes)
    with pytest.raises(ValueError, match="expected a number"):
        list(Organisation.objects.filter(pk__in=["семь", *MANY]))


def test_a_list_of_nothing_asks_nothing():
    with pytest.raises(EmptyResultSet):
        Organisation.objects.filter(pk__in=[None] * (FEW + 5)).query.sql_with_params()
