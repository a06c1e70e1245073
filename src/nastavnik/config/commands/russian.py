"""The words that argparse says by itself, in Russian."""

import argparse
from typing import NoReturn

WORDS = {
    "usage: ": "использование: ",
    "positional arguments": "параметры",
    "options": "ключи",
    "optional arguments": "ключи",
    "subcommands": "команды",
    "show this help message and exit": "показать эту справку и выйти",
    "show program's version number and exit": "показать версию и выйти",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "не указано: %s",
    "unrecognized arguments: %s": "неизвестные параметры: %s",
    "invalid choice: %(value)r (choose from %(choices)s)": "неизвестно %(value)r, можно: %(choices)s",
    "invalid choice: %(value)r, maybe you meant %(suggested)r? (choose from %(choices)s)": (
        "неизвестно %(value)r, возможно, %(suggested)r; можно: %(choices)s"
    ),
    "invalid %(type)s value: %(value)r": "неверное значение %(value)r",
    "expected one argument": "нужно одно значение",
    "expected at most one argument": "можно только одно значение",
    "expected at least one argument": "нужно хотя бы одно значение",
    "expected %s argument": "нужно значений: %s",
    "expected %s arguments": "нужно значений: %s",
    "ambiguous option: %(option)s could match %(matches)s": "неясный ключ %(option)s: подходят %(matches)s",
    "ignored explicit argument %r": "лишнее значение %r",
    "not allowed with argument %s": "нельзя вместе с %s",
    "one of the arguments %s is required": "нужно одно из: %s",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "неизвестно %(parser_name)r, можно: %(choices)s",
}


def speak_russian() -> None:
    """Let argparse look its words up here; it has no other way in than its two functions of translation."""
    vars(argparse)["_"] = lambda text: WORDS.get(text, text)
    vars(argparse)["ngettext"] = lambda one, many, number: WORDS.get(one if number == 1 else many, many)


class RussianParser(argparse.ArgumentParser):
    """A parser whose errors are one sentence, with the way to the help."""

    def error(self, message: str) -> NoReturn:
        """Exit code 2: the command was used wrongly."""
        self.exit(2, f"Неверный вызов: {message}. Справка: {self.prog} --help\n")
