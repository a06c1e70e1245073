from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "nastavnik.desk"
    verbose_name = "Мой стол"

    def ready(self) -> None:
        from nastavnik.desk import queries
        from nastavnik.registry.tellings import Telling, tell_of_organisations

        tell_of_organisations(
            Telling("programme", "Программы", queries.told_programmes, 20, lacking="программы")
        )
        tell_of_organisations(
            Telling("papers", "Зарегистрировано приказов", queries.told_papers, 30, in_list=False)
        )
