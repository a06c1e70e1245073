"""Django tools that know no word of the domain: pages, forms, tables, charts, sheets, moments."""
