"""What every plugin must hold."""

from wiedervorlage.testing import PluginSuite


class TestAachen(PluginSuite):
    key = "aachen"
