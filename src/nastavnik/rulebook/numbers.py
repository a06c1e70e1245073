"""Numbers as Russian readers expect them: decimal comma, thousands apart, words that agree with a number."""

from decimal import ROUND_HALF_UP, Decimal

Number = int | float | Decimal

NO_BREAK = "\u00a0"
"""The space that never ends a line: between thousands, before «%», before a counted word."""

NO_DATA = "нет данных"


def number(value: Number, places: int | None = None) -> str:
    """Print a number with a decimal comma and groups of three: «1 204,5», «−3».

    `places` fixes the digits after the comma, halves go up; without it the value keeps its own.
    """
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    if exact == 0:
        exact = abs(exact)
    return f"{exact:,f}".replace(",", NO_BREAK).replace(".", ",").replace("-", "−")


def percent(value: Number | None, places: int = 1) -> str:
    """Print per cents («37,5 %»); None is «нет данных», while zero is a figure: «0,0 %»."""
    return NO_DATA if value is None else f"{number(value, places)}{NO_BREAK}%"


def plural(count: int, one: str, few: str, many: str) -> str:
    """Choose the word that agrees with the number: 1 пара, 2 пары, 5 пар, 11 пар, 21 пара."""
    last_two, last = abs(count) % 100, abs(count) % 10
    if 11 <= last_two <= 14:
        return many
    if last == 1:
        return one
    return few if 2 <= last <= 4 else many


def counted(count: int, words: tuple[str, str, str]) -> str:
    """Print the number with the word that agrees: (1204, ("пара", "пары", "пар")) gives «1 204 пары»."""
    return f"{number(count)}{NO_BREAK}{plural(count, *words)}"


def years(age: int) -> str:
    """Print an age in words of a document: «14 лет», «21 год», «3 года»."""
    return counted(age, ("год", "года", "лет"))
