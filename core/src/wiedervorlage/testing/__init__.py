"""What every plugin must hold, without test code of its own: subclass `PluginSuite` in a test module.

Each check is a function of a `Plugin` that returns what it found, so it can be asked outside pytest too.
"""

from wiedervorlage.testing.checks import CHECKS
from wiedervorlage.testing.plugin import Finding, Plugin
from wiedervorlage.testing.suite import PluginSuite

__all__ = ["CHECKS", "Finding", "Plugin", "PluginSuite"]
