"""Concepts: the rows of a directive, read from its TOML file."""

from wiedervorlage.konzept.load import FORMAT, grundlagen, load_datei, load_konzept, load_konzepte
from wiedervorlage.konzept.model import Feld, Konzept

__all__ = ["FORMAT", "Feld", "Konzept", "grundlagen", "load_datei", "load_konzept", "load_konzepte"]
