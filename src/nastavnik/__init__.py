"""«Наставник»: the system on which a Russian region runs its mentoring in schools."""

__version__ = "0.1.0"
