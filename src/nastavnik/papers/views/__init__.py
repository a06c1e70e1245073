"""Pages of papers, by noun: the list, the order on its sheet, what moves it."""
