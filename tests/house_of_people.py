"""The characters of the tests: who works where and what they were granted. All invented."""

from dataclasses import dataclass
from datetime import date

from nastavnik.access.models import Account
from nastavnik.registry.models import Guardian, Organisation, Person
from nastavnik.rulebook.roles import Role
from tests import factories as make


@dataclass(frozen=True)
class House:
    """The tree and the people; accounts sign in by the first name in Latin letters."""

    region: Organisation
    city: Organisation
    district: Organisation
    school: Organisation
    gymnasium: Organisation
    rural: Organisation
    accounts: dict[str, Account]
    maria: Person
    pavel: Person
    danya: Person
    stranger_child: Person


def build_house() -> House:
    """Makes the house anew: two municipalities of one region, three institutions, the characters."""
    region = make.organisation("Северная область", "region")
    city = make.organisation("г. Северогорск", "municipality", parent=region)
    district = make.organisation("Озёрный район", "municipality", parent=region)
    school = make.organisation(
        "Школа № 5",
        parent=city,
        full_name="Муниципальное общеобразовательное учреждение «Средняя школа № 5»",
        founder="Управление образования г. Северогорска",
        place="г. Северогорск",
        head_name="Н. И. Орлова",
    )
    gymnasium = make.organisation("Гимназия № 2", parent=city)
    rural = make.organisation("Озёрная школа", parent=district)
    staff = {
        "irina": ("Белова Ирина Олеговна", region, Role.REGIONAL_OPERATOR),
        "oleg": ("Громов Олег Павлович", city, Role.MUNICIPAL_CURATOR),
        "nina": ("Орлова Нина Ивановна", school, Role.HEAD),
        "svetlana": ("Светлова Светлана Петровна", school, Role.CURATOR),
        "tamara": ("Тихонова Тамара Юрьевна", school, Role.SECRETARY),
        "boris": ("Борисов Борис Львович", gymnasium, Role.CURATOR),
    }
    accounts = {
        login: make.account(login, make.person(node, name), (role, node))
        for login, (name, node, role) in staff.items()
    }
    danya = make.person(
        school, "Зимин Даниил Олегович", birth_date=date(2012, 3, 5), class_name="8 «А»", gender="m"
    )
    make.guardian(danya, "Зимина Анна Петровна", "8 900 000-00-01")
    maria = make.person(
        school, "Котова Мария Ивановна", birth_date=date(1985, 6, 1), post="учитель физики", gender="f"
    )
    return House(
        region=region,
        city=city,
        district=district,
        school=school,
        gymnasium=gymnasium,
        rural=rural,
        accounts=accounts,
        maria=maria,
        pavel=make.person(
            school, "Левин Павел Андреевич", birth_date=date(1979, 2, 2), workplace="ООО «Вектор»", gender="m"
        ),
        danya=danya,
        stranger_child=make.person(
            gymnasium, "Чужов Артём Игоревич", birth_date=date(2011, 1, 1), gender="m"
        ),
    )


def give_cards(house: House) -> None:
    """Accounts of Мария as a mentor, of Даня as a mentee and of Анна, who answers for him."""
    given = {
        "maria": (house.maria, Role.MENTOR),
        "danya": (house.danya, Role.MENTEE),
        "anna": (house.danya, Role.GUARDIAN),
    }
    for login, (person, role) in given.items():
        house.accounts[login] = make.account(login, person, (role, house.school))
    with make.owning():
        house.accounts["anna"].guardian = Guardian.objects.get(person=house.danya)
        house.accounts["anna"].save()
