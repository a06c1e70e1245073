from nastavnik.rulebook.base_guessing import *
from nastavnik.rulebook.base_columns import *
from nastavnik.rulebook.base_reading import read_base
from nastavnik.rulebook.school_year import SchoolYear
cells=[["Список учеников школы № 5"]*6,[None]*6,["№ п/п","Фамилия","Имя","Отчество","Класс","Тел. мамы","Д.Р.","С чем нужна помощь","Классный руководитель"],
[1,"Зимин","Даниил","Олегович","8а",79001234567,"05.03.12","физика","Иванова И.И."],[2,"Котова","Мария","Ивановна","8 Б",79001234568,40909,"химия","Иванова И.И."]]
g=guess_columns(cells,Side.MENTEE)
for c in g.columns: print(c)
l,p=layout_of(cells,Side.MENTEE,g.heading_row,g.codes); print(l,p)
r=read_base(cells,Side.MENTEE,SchoolYear(2026),l); print(r)
