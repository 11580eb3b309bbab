"""What every plugin must hold."""

from wiedervorlage.testing import PluginSuite


class TestLichtenberg(PluginSuite):
    key = "lichtenberg"
