"""The Länder, in the letters of ISO 3166-2:DE.

On their own, because the command line names them before it loads anything else.
"""

from typing import Final

LAENDER: Final = ("BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH")
