"""Evaluate and forecast: facts of a case, and what is owed by them."""

from wiedervorlage.forecast.forecaster import Forecaster
from wiedervorlage.forecast.result import IM_KALENDER, NICHTS_OFFEN, Status, Wiedervorlage

__all__ = ["IM_KALENDER", "NICHTS_OFFEN", "Forecaster", "Status", "Wiedervorlage"]
